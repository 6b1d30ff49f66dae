"""Patient and study of an image in words: by numbers, and by date, age and sex only while patient data are
shown.
"""

from PySide6.QtCore import QCoreApplication

from xray_desktop.ui.worklist.entry import Entry
from xray_desktop.ui.worklist.study import StudyNumbers


class StudyText:
    """Words for the studies of the worklist.

    Attributes:
        numbers: of patients and studies.
        patient_shown: whether what the files say of the patient may be shown.
    """

    def __init__(self) -> None:
        self.numbers = StudyNumbers()
        self.patient_shown = False

    def patient(self, entry: Entry) -> str:
        """The patient's number, or identifier where that may be shown; empty when the image names no
        patient.
        """
        if self.patient_shown and entry.study is not None and entry.study.patient_id:
            return entry.study.patient_id
        return str(entry.patient_number) if entry.patient_number else ""

    def study(self, entry: Entry) -> str:
        """The study's date where that may be shown, else which one it is of the patient's studies."""
        if entry.study is None:
            return ""
        if self.patient_shown and entry.study.date:
            return entry.study.date
        number, count = self.numbers.study(entry.study)
        if count < 2:
            return ""
        return QCoreApplication.translate("Study", "{number} of {count}").format(number=number, count=count)

    def of_patient(self, entry: Entry, attribute: str) -> str:
        """Age or sex; empty while patient data are not shown."""
        return getattr(entry.study, attribute) if self.patient_shown and entry.study is not None else ""

    def line(self, entry: Entry) -> str:
        """Study, view, age and sex in one line, as far as they are known and may be shown."""
        if entry.study is None:
            return ""
        study = self.study(entry)
        if study and study != entry.study.date:
            study = QCoreApplication.translate("Study", "Study {which}").format(which=study)
        parts = (study, entry.study.view, self.of_patient(entry, "age"), self.of_patient(entry, "sex"))
        return " · ".join(part for part in parts if part)
