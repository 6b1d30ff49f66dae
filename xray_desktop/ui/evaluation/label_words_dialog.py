"""What the labels of a table mean: PNEUMONIA, NORMAL, or neither."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.labels import Entry
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.text.predictions import predicted_class_look

MOST = 50
"""Words that are offered, the most frequent first."""

_POSITIVE = frozenset({"pneumonia", "positive", "pos", "1", "yes", "true", "ill", "abnormal", "lung opacity"})
_NEGATIVE = frozenset({"normal", "negative", "neg", "0", "no", "false", "well", "no finding"})


class LabelWordsDialog(QDialog):
    """Asks for the meaning of each word; proposes that of common words."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        counts = Counter(entry.label for entry in entries if entry.label)
        self.choices: dict[str, QComboBox] = {}
        self._about = QLabel(wordWrap=True)
        content = QWidget()
        grid = QGridLayout(content)
        for row, (word, count) in enumerate(counts.most_common(MOST)):
            box = QComboBox()
            known = word.casefold()
            box.setProperty("proposed", 1 if known in _POSITIVE else 2 if known in _NEGATIVE else 0)
            label = QLabel(one_line(word)[:60])
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(QLabel(QLocale().toString(count)), row, 1)
            grid.addWidget(box, row, 2)
            self.choices[word] = box
            box.currentIndexChanged.connect(self._changed)
        grid.setColumnStretch(0, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(content)
        choices = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(choices.Ok | choices.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._about)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._buttons)
        self.resize(520, 420)
        self._retranslate()

    def words(self, index: int) -> tuple[str, ...]:
        """The words with a meaning: 1 for PNEUMONIA, 2 for NORMAL."""
        return tuple(word for word, box in self.choices.items() if box.currentIndex() == index)

    def _changed(self) -> None:
        usable = bool(self.words(1) or self.words(2))
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(usable)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("What the labels mean"))
        self._about.setText(
            self.tr(
                "Choose for each label of the table whether it counts as pneumonia, as normal, or is left "
                "out."
            )
        )
        texts = (
            self.tr("Left out"),
            predicted_class_look(PredictedClass.PNEUMONIA).short,
            self.tr("Normal"),
        )
        for box in self.choices.values():
            index = box.currentIndex() if box.count() else int(box.property("proposed"))
            box.blockSignals(True)
            box.clear()
            box.addItems(texts)
            box.setCurrentIndex(index)
            box.blockSignals(False)
        self._changed()
