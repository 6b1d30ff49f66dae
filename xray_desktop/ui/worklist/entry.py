"""One image of the worklist: what is known of it without opening it, and which images a filter lets
through.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from xray_desktop.evaluation.dataset_evaluation import class_of_folder
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.evaluation.review.case_filters import CaseFilter, filters_of
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message
from xray_desktop.results.row import Row
from xray_desktop.ui.text.messages import shown_all
from xray_desktop.ui.worklist.study import Study


class Outcome(StrEnum):
    """The outcome of an image, in the order in which a sorted list shows them."""

    PNEUMONIA = "PNEUMONIA"
    UNCERTAIN = "UNCERTAIN"
    NORMAL = "NORMAL"
    NOT_CLASSIFIED = "NOT_CLASSIFIED"
    FAILED = "FAILED"
    WAITING = "WAITING"


class ReaderState(StrEnum):
    """The reader's mark as a filter distinguishes it."""

    AGREES = "AGREES"
    DISAGREES = "DISAGREES"
    OTHER = "OTHER"
    UNREAD = "UNREAD"


# Looked up for ten thousand images at once; an enumeration is slow to find a member by its value.
_PREDICTED_CLASSES = {predicted_class.value: predicted_class for predicted_class in PredictedClass}
_OUTCOMES = {predicted_class.value: Outcome(predicted_class.value) for predicted_class in PredictedClass}
NO_MARK = Mark()
PORTION = 2000
"""Images added to the worklist in one step; many more would block the window."""
_NUMBER = re.compile(r"(\d+)")


@dataclass(slots=True, eq=False)
class Entry:
    """An image in the worklist; the list's model is the only one that changes it.

    Attributes:
        path: absolute path, unique in the list; an image in a ZIP archive has the archive as a folder in it.
        name: what the list shows, most often the path below the folder that was opened.
        original_row: the result as the model or the results file gave it; None until there is one.
        row: the result at the operating point in use, reclassified where it comes from the same model.
        mark: what the reader says.
        csv: the results file that the row is in, and beside which the mark is kept; None without one.
        bundled_mark: the mark that a bundle of cases holds for it.
        truth: the class that the image's folder names, None when it names none.
        study: patient and study; None until they are known.
        patient_number: the number of the patient in this list; 0 when unknown.
    """

    path: str
    name: str
    row: Row | None = None
    mark: Mark = NO_MARK
    csv: Path | None = None
    bundled_mark: Mark = NO_MARK
    original_row: Row | None = field(init=False, repr=False)
    truth: PredictedClass | None = field(init=False)
    study: Study | None = field(default=None, init=False, repr=False)
    patient_number: int = field(default=0, init=False)
    name_key: tuple[str | int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.original_row = self.row
        self.truth = class_of_folder(self.path)
        # image2 before image10.
        parts = _NUMBER.split(self.name.casefold())
        self.name_key = tuple(int(part) if index % 2 else part for index, part in enumerate(parts))

    @property
    def file_name(self) -> str:
        """The name without its folders."""
        return self.name.rpartition("/")[2]

    @property
    def predicted_class(self) -> PredictedClass | None:
        """The model's prediction; None without one."""
        return None if self.row is None else _PREDICTED_CLASSES.get(self.row.prediction)

    @property
    def probability(self) -> float | None:
        """Probability of pneumonia; None without one."""
        return None if self.row is None else self.row.probability_pneumonia

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why there is no prediction, or why it is uncertain; empty otherwise."""
        return () if self.row is None else self.row.reasons

    @property
    def outcome(self) -> Outcome:
        """The outcome of the image."""
        if self.row is None:
            return Outcome.WAITING
        if self.row.status == "error":
            return Outcome.FAILED
        return _OUTCOMES.get(self.row.prediction, Outcome.NOT_CLASSIFIED)

    @property
    def reader(self) -> ReaderState:
        """What the reader has said."""
        agrees = self.mark.agrees(self.predicted_class)
        if agrees is not None:
            return ReaderState.AGREES if agrees else ReaderState.DISAGREES
        return ReaderState.UNREAD if self.mark.empty else ReaderState.OTHER


@dataclass(frozen=True)
class Filter:
    """Which entries are shown.

    Attributes:
        text: found in the name or in the reasons as shown, in any case; empty lets all through.
        outcomes: the outcomes let through; empty lets all through.
        truth: the class of the folder that is let through; None lets all through.
        readers: the readers' states let through; empty lets all through.
        key_images: whether only images with a key image among their frames are let through.
        case: the kind of case that is let through; None lets all through.
        paths: the images let through; None lets all through.
        title: what these images have in common, for the user.
    """

    text: str = ""
    outcomes: frozenset[Outcome] = frozenset()
    truth: PredictedClass | None = None
    readers: frozenset[ReaderState] = frozenset()
    key_images: bool = False
    case: CaseFilter | None = None
    paths: frozenset[str] | None = None
    title: str = ""

    def accepts(self, entry: Entry) -> bool:
        """Whether an entry is shown."""
        if self.outcomes and entry.outcome not in self.outcomes:
            return False
        if self.truth is not None and entry.truth is not self.truth:
            return False
        if self.readers and entry.reader not in self.readers:
            return False
        if self.key_images and not entry.mark.key_frames:
            return False
        if self.case is not None and self.case not in filters_of(entry):
            return False
        if self.paths is not None and entry.path not in self.paths:
            return False
        if not self.text:
            return True
        wanted = self.text.casefold()
        return wanted in entry.name.casefold() or wanted in shown_all(entry.reasons).casefold()
