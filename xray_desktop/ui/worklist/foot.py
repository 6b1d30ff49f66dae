"""The lines under the worklist: how many images, at which threshold, and the way to their evaluation."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.theme.icons import set_icon
from xray_desktop.ui.worklist.model import WorklistModel
from xray_desktop.ui.worklist.outcome_text import threshold_summary


class WorklistFoot(QWidget):
    """Counts and threshold of a model's images.

    Attributes:
        evaluate: the button for evaluating images of folders that name both classes; hidden without them.
    """

    def __init__(self, model: WorklistModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._count, self._threshold = QLabel(), QLabel(wordWrap=True)
        self.evaluate = QToolButton(autoRaise=True)
        for label in (self._count, self._threshold):
            label.setProperty("role", "muted")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        set_icon(self.evaluate, "evaluate")
        self.evaluate.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 4)
        line.addWidget(self._count, 1)
        line.addWidget(self.evaluate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        self._threshold.setContentsMargins(8, 0, 8, 4)
        layout.addWidget(self._threshold)

    @property
    def threshold_text(self) -> str:
        """The operating point and threshold at which the images are classified, in words."""
        return self._threshold.text()

    def refresh(self) -> None:
        """Counts again."""
        entries, shown = self._model.entries, self._model.rowCount()
        self.evaluate.setVisible(
            {entry.truth for entry in entries} >= {PredictedClass.NORMAL, PredictedClass.PNEUMONIA}
        )
        if shown == len(entries):
            self._count.setText(self.tr("%Ln image(s)", "", shown))
        else:
            numbers = {"shown": QLocale().toString(shown), "all": QLocale().toString(len(entries))}
            self._count.setText(self.tr("{shown} of {all} images shown").format(**numbers))
        threshold = threshold_summary(entries, self._model.decision_context)
        self._threshold.setText(threshold)
        self._threshold.setVisible(bool(threshold))

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.evaluate.setText(self.tr("Evaluate dataset"))
        self.evaluate.setToolTip(self.tr("Ground truth from the folder names NORMAL and PNEUMONIA"))
        self.refresh()
