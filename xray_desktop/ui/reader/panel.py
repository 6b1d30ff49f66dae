"""Where a reader says what they think of the image: agree, disagree, and a note."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.theme.icons import set_icon
from xray_desktop.ui.worklist.entry import Entry

_MARGIN = 8
_OPPOSITE = {PredictedClass.NORMAL: PredictedClass.PNEUMONIA, PredictedClass.PNEUMONIA: PredictedClass.NORMAL}


class ReaderPanel(QWidget):
    """Shows and changes the mark of one image.

    With a call by the model the two buttons say agree and disagree; without one they name the two readings.

    Signals:
        marked: the reader's mark (Mark) for a path is another one now.
    """

    marked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._title = QLabel()
        self.first, self.second = QToolButton(), QToolButton()
        self.note = QLineEdit(clearButtonEnabled=True, maxLength=2000)
        self._group = QButtonGroup(self)
        # A second press takes the reading back, so the group must not hold one down.
        self._group.setExclusive(False)
        for button in (self.first, self.second):
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._group.addButton(button)
        self._title.setProperty("role", "muted")
        # A narrow panel does without it.
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._buttons = buttons = QHBoxLayout()
        buttons.addWidget(self._title, 1)
        buttons.addWidget(self.first)
        buttons.addWidget(self.second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 6, _MARGIN, 6)
        layout.setSpacing(6)
        layout.addLayout(buttons)
        layout.addWidget(self.note)
        self.first.clicked.connect(lambda: self._chosen(self._readings()[0]))
        self.second.clicked.connect(lambda: self._chosen(self._readings()[1]))
        self.note.editingFinished.connect(self._noted)
        self.show_entry(None)

    def show_entry(self, entry: Entry | None) -> None:
        """Shows the mark of an image; None shows that there is none to be marked."""
        if self._entry is not entry:
            self._noted()  # what was typed belongs to the image it was typed for
        self._entry = entry
        self.setEnabled(entry is not None)
        if entry is None or not self.note.hasFocus() or not self.note.isModified():
            self.note.setText(entry.mark.note if entry else "")
        self._render()

    def agree(self) -> None:
        """Agrees with the model, or takes that back; nothing happens without a predicted class."""
        if self._is_classified():
            self._chosen(self._readings()[0])

    def disagree(self) -> None:
        """Disagrees with the model, or takes that back; nothing happens without a predicted class."""
        if self._is_classified():
            self._chosen(self._readings()[1])

    def finish_note(self) -> None:
        """Takes over what is typed, as leaving the field does."""
        self._noted()

    def edit_note(self) -> None:
        """Puts the keyboard into the note."""
        self.note.setFocus()
        self.note.selectAll()

    def _is_classified(self) -> bool:
        return self._entry is not None and self._entry.predicted_class in _OPPOSITE

    def _readings(self) -> tuple[PredictedClass, PredictedClass]:
        predicted_class = self._entry.predicted_class if self._entry else None
        if predicted_class in _OPPOSITE and predicted_class is not None:
            return predicted_class, _OPPOSITE[predicted_class]
        return PredictedClass.NORMAL, PredictedClass.PNEUMONIA

    def _chosen(self, reading: PredictedClass) -> None:
        if self._entry is not None:
            same = self._entry.mark.reading is reading
            self._mark(replace(self._entry.mark, reading=None if same else reading))

    def _noted(self) -> None:
        if self._entry is not None and self.note.text() != self._entry.mark.note:
            self._mark(replace(self._entry.mark, note=self.note.text()))
        self.note.setModified(False)

    def _mark(self, mark: Mark) -> None:
        assert self._entry is not None
        self.marked.emit(self._entry.path, mark)
        self._render()

    def _render(self) -> None:
        reading = self._entry.mark.reading if self._entry else None
        for button, stands_for in zip((self.first, self.second), self._readings(), strict=True):
            button.setChecked(reading is stands_for)
        if self._is_classified():
            names = (self.tr("Agree"), self.tr("Disagree"))
            symbols = ("agree", "disagree")
        else:
            names = (self.tr("Read as no pneumonia"), self.tr("Read as pneumonia"))
            symbols = ("no-pneumonia", "pneumonia")
        for button, name, symbol in zip((self.first, self.second), names, symbols, strict=True):
            button.setText(name)
            button.setAccessibleName(name)
            set_icon(button, symbol)
        self._arrange()
        self._title.setText(self.tr("Reader"))
        self.note.setPlaceholderText(self.tr("Note"))
        self.note.setAccessibleName(self.tr("Reader's note on this image"))

    def minimumSizeHint(self) -> QSize:
        # The wider button, and not both: the image must not lose its room to long words.
        widest = max(button.sizeHint().width() for button in (self.first, self.second))
        return QSize(widest + 2 * _MARGIN, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """The buttons beside each other, or in a narrow panel one above the other."""
        width = self.contentsRect().width() - 2 * _MARGIN
        beside = self.first.sizeHint().width() + self.second.sizeHint().width() + self._buttons.spacing()
        direction = QBoxLayout.Direction.LeftToRight if beside <= width else QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(direction)
        room = width - beside - 2 * self._buttons.spacing()
        self._title.setVisible(room >= self._title.sizeHint().width())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        super().changeEvent(event)
