"""The bar above the worklist that chooses which images it shows."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from xray_desktop.ui.theme.icons import icon, set_icon
from xray_desktop.ui.worklist.entry import Filter, Outcome, ReaderState
from xray_desktop.ui.worklist.filter_title import filter_title
from xray_desktop.ui.worklist.outcome_text import outcome_look


class FilterBar(QWidget):
    """A word to find, a kind of result, and a button that lifts both.

    A filter that is none of the kinds to choose from, such as a cell of the confusion matrix, is named on a
    button in the place of the kinds, which removes it.

    Signals:
        edited: a person has changed the filter; carries it.
        groupingChosen: the images of a patient are to stand together, or not any more.
    """

    edited = Signal(object)
    groupingChosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.outcomes = QComboBox()
        self.named = QToolButton()
        self.group, self.reset = QToolButton(autoRaise=True), QToolButton(autoRaise=True)
        self.group.setCheckable(True)
        self._filter = Filter()
        self._choices = [
            Filter(),
            *(Filter(outcomes=frozenset({outcome})) for outcome in Outcome),
            Filter(readers=frozenset({ReaderState.DISAGREES})),
            Filter(readers=frozenset({ReaderState.UNREAD})),
            Filter(key_images=True),
        ]
        self.outcomes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.outcomes.setMinimumContentsLength(8)
        self.outcomes.setMinimumWidth(0)
        for button in (self.named, self.reset):
            set_icon(button, "close")
        self.named.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.named.setIconSize(QSize(12, 12))
        self.named.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(6)
        layout.addWidget(self.search, 1)
        layout.addWidget(self.outcomes, 1)
        layout.addWidget(self.named, 1)
        layout.addWidget(self.reset)
        layout.addWidget(self.group)
        set_icon(self.group, "group")
        self.group.toggled.connect(self.groupingChosen)
        self.retranslate()
        self.search.textChanged.connect(self._edited)
        self.outcomes.activated.connect(self._edited)
        self.reset.clicked.connect(self._lift)
        self.named.clicked.connect(self._lift_named)
        self.show_filter(Filter())

    def show_filter(self, wanted: Filter) -> None:
        """Says which filter is in force, without a signal."""
        self._filter = wanted
        self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(False)
        choice = replace(wanted, text="")
        known = choice in self._choices
        self.outcomes.setCurrentIndex(self._choices.index(choice) if known else -1)
        self.outcomes.setVisible(known)
        self.named.setVisible(not known)
        self._name()
        self.reset.setVisible(wanted != Filter())

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.search.setPlaceholderText(self.tr("Find"))
        self.search.setToolTip(self.tr("Find images by name or message"))
        self.search.setAccessibleName(self.tr("Find images by name or message"))
        self.outcomes.setAccessibleName(self.tr("Show only images with this result"))
        self.group.setToolTip(self.tr("Group by patient and study"))
        self.group.setAccessibleName(self.tr("Group by patient and study"))
        self.reset.setToolTip(self.tr("Show all images"))
        self.reset.setAccessibleName(self.tr("Show all images"))
        chosen = self.outcomes.currentIndex() if self.outcomes.count() else 0
        self.outcomes.clear()
        self.outcomes.addItem(self.tr("All results"))
        for look in map(outcome_look, Outcome):
            self.outcomes.addItem(icon(look.symbol), look.short)
        self.outcomes.addItem(icon("disagree"), self.tr("Reader disagrees"))
        self.outcomes.addItem(icon("note"), self.tr("Unread"))
        self.outcomes.addItem(icon("key-image"), self.tr("Key images"))
        self.outcomes.setCurrentIndex(chosen)
        self._name()

    def _name(self) -> None:
        title = filter_title(self._filter)
        self.named.setText(title.replace("&", "&&"))
        words = self.tr("{filter}: remove this filter").format(filter=title)
        self.named.setToolTip(words)
        self.named.setAccessibleName(words)

    def _edited(self) -> None:
        chosen = self.outcomes.currentIndex()
        base = self._choices[chosen] if chosen >= 0 else self._filter
        self._changed(replace(base, text=self.search.text()))

    def _lift_named(self) -> None:
        self._changed(Filter(text=self.search.text()))

    def _lift(self) -> None:
        self._changed(Filter())

    def _changed(self, wanted: Filter) -> None:
        self.show_filter(wanted)
        self.edited.emit(wanted)
