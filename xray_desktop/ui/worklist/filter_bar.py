"""The bar above the worklist that chooses which images it shows."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from xray_desktop.ui.theme.icons import icon, set_icon
from xray_desktop.ui.worklist.entry import Filter, Outcome, ReaderState
from xray_desktop.ui.worklist.outcome_text import outcome_look


class FilterBar(QWidget):
    """A word to find, a kind of result, and a button that lifts both.

    Signals:
        edited: a person has changed the filter; carries it.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.outcomes = QComboBox()
        self.reset = QToolButton(autoRaise=True)
        self._filter = Filter()
        self._choices = [
            Filter(),
            *(Filter(outcomes=frozenset({outcome})) for outcome in Outcome),
            Filter(readers=frozenset({ReaderState.DISAGREES})),
            Filter(readers=frozenset({ReaderState.UNREAD})),
        ]
        self.outcomes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.outcomes.setMinimumContentsLength(8)
        set_icon(self.reset, "close")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(6)
        layout.addWidget(self.search, 1)
        layout.addWidget(self.outcomes, 1)
        layout.addWidget(self.reset)
        self.retranslate()
        self.search.textChanged.connect(self._edited)
        self.outcomes.activated.connect(self._edited)
        self.reset.clicked.connect(self._lift)
        self.show_filter(Filter())

    def show_filter(self, wanted: Filter) -> None:
        """Says which filter is in force, without a signal."""
        self._filter = wanted
        self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(False)
        choice = replace(wanted, text="")
        # What no choice of the box says (a cell of a confusion matrix) leaves the box empty.
        self.outcomes.setCurrentIndex(self._choices.index(choice) if choice in self._choices else -1)
        self.reset.setVisible(wanted != Filter())

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.search.setPlaceholderText(self.tr("Find by name"))
        self.search.setAccessibleName(self.tr("Find images by name or message"))
        self.outcomes.setAccessibleName(self.tr("Show only images with this result"))
        self.reset.setToolTip(self.tr("Show all images"))
        self.reset.setAccessibleName(self.tr("Show all images"))
        chosen = self.outcomes.currentIndex() if self.outcomes.count() else 0
        self.outcomes.clear()
        self.outcomes.addItem(self.tr("All results"))
        for look in map(outcome_look, Outcome):
            self.outcomes.addItem(icon(look.symbol), look.short)
        self.outcomes.addItem(icon("disagree"), self.tr("Reader disagrees"))
        self.outcomes.addItem(icon("note"), self.tr("Unread"))
        self.outcomes.setCurrentIndex(chosen)

    def _edited(self) -> None:
        chosen = self.outcomes.currentIndex()
        base = self._choices[chosen] if chosen >= 0 else self._filter
        self._changed(replace(base, text=self.search.text()))

    def _lift(self) -> None:
        self._changed(Filter())

    def _changed(self, wanted: Filter) -> None:
        self.show_filter(wanted)
        self.edited.emit(wanted)
