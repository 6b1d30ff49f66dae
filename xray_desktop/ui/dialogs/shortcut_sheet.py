"""All keys and mouse gestures on one sheet; the keys can be changed there."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.ui.actions import Actions, plain_words
from xray_desktop.ui.settings import Settings

_NAME = Qt.ItemDataRole.UserRole


class ShortcutSheet(QDialog):
    """The sheet. A change of keys holds at once and is remembered."""

    def __init__(self, actions: Actions, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._settings = settings
        self._search = QLineEdit(clearButtonEnabled=True)
        self.table = QTreeWidget(columnCount=2)
        self.table.setRootIsDecorated(False)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setStretchLastSection(False)
        self.keys = QKeySequenceEdit()
        self.keys.setClearButtonEnabled(True)
        self._keys_label = QLabel()
        self._keys_label.setBuddy(self.keys)
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "failed")
        self.reassign = QPushButton(autoDefault=False)
        self._refused: tuple[str, str, str] | None = None
        self.reset = QPushButton(autoDefault=False)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.addButton(self.reset, QDialogButtonBox.ButtonRole.ResetRole)
        layout = QVBoxLayout(self)
        for widget in (self._search, self.table, self._keys_label, self.keys, self.problem):
            layout.addWidget(widget)
        layout.addWidget(self.reassign, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._buttons)
        self.keys.installEventFilter(self)
        self.reassign.clicked.connect(self._reassign)
        self._search.textChanged.connect(self._filter)
        self.table.currentItemChanged.connect(self._selected)
        self.keys.editingFinished.connect(self._changed)
        self.reset.clicked.connect(self._ask_to_reset)
        self._buttons.rejected.connect(self.reject)
        self._clear_problem()
        self.resize(520, 620)
        self._retranslate()

    def set_keys(self, name: str, keys: str) -> bool:
        """Gives an action other keys, in Qt's portable text; False when another action has them already.

        Then the sheet offers to reassign them.
        """
        self._clear_problem()
        sequence = QKeySequence(keys)
        for other in self._actions:
            if other != name and not sequence.isEmpty() and self._actions[other].shortcut() == sequence:
                self.problem.setText(
                    self.tr("{keys} is assigned to “{action}”. Reassign?").format(
                        keys=sequence.toString(QKeySequence.SequenceFormat.NativeText),
                        action=plain_words(self._actions[other].text()),
                    )
                )
                self._refused = (name, keys, other)
                self.reassign.show()
                return False
        self._keep({name: keys})
        return True

    def _keep(self, changed: dict[str, str]) -> None:
        """Stores the keys of some actions, in Qt's portable text, beside those of all others."""
        chosen = {
            each: self._actions[each].shortcut().toString(QKeySequence.SequenceFormat.PortableText)
            for each in self._actions
        } | changed
        defaults = self._actions.defaults
        self._settings.set_shortcuts(
            {
                each: keys
                for each, keys in chosen.items()
                if QKeySequence(defaults[each]) != QKeySequence(keys)
            }
        )
        self._fill()

    def _reassign(self) -> None:
        if self._refused is not None:
            name, keys, other = self._refused
            self._clear_problem()
            self._keep({other: "", name: keys})
            self._selected(self.table.currentItem())

    def _clear_problem(self) -> None:
        self.problem.clear()
        self.reassign.hide()
        self._refused = None

    def _changed(self) -> None:
        item = self.table.currentItem()
        name = item.data(0, _NAME) if item else None
        if name and self.keys.keySequence() != self._actions[name].shortcut():
            keys = self.keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
            if not self.set_keys(name, keys):
                self.keys.setKeySequence(self._actions[name].shortcut())

    def _ask_to_reset(self) -> None:
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Reset all shortcuts to the defaults?"))
        box.setStandardButtons(buttons.Reset | buttons.Cancel)
        box.setDefaultButton(buttons.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.button(buttons.Reset).clicked.connect(self._reset_all)
        box.open()

    def _reset_all(self) -> None:
        self._clear_problem()
        self._settings.set_shortcuts({})
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Esc leaves the field as it was; it is not a shortcut to assign.
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._selected(self.table.currentItem())
                self.table.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _selected(self, item: QTreeWidgetItem | None) -> None:
        name = item.data(0, _NAME) if item else None
        self.keys.setEnabled(bool(name))
        self.keys.setKeySequence(self._actions[name].shortcut() if name else QKeySequence())

    def _fill(self) -> None:
        current = self.table.currentItem()
        current_name = current.data(0, _NAME) if current else None
        self.table.clear()
        for name in self._actions:
            action = self._actions[name]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QTreeWidgetItem(self.table, [plain_words(action.text()), keys])
            item.setData(0, _NAME, name)
            if name == current_name:
                self.table.setCurrentItem(item)
        for gesture, effect in self._gestures():
            QTreeWidgetItem(self.table, [effect, gesture])
        self._filter(self._search.text())

    def _filter(self, text: str) -> None:
        for index in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(index)
            if item is not None:
                shown = text.casefold() in f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not shown)

    def _gestures(self) -> list[tuple[str, str]]:
        """What mouse and keys do on the image itself."""
        return [
            (self.tr("Left drag"), self.tr("Window width (left, right) and centre (up, down)")),
            (self.tr("Shift + left drag"), self.tr("The same, ten times finer")),
            (self.tr("Ctrl + left drag"), self.tr("W/L from ROI")),
            (self.tr("Wheel"), self.tr("Zoom at the pointer")),
            (self.tr("Right drag"), self.tr("Zoom")),
            (self.tr("Middle drag, Space + left drag"), self.tr("Pan")),
            (self.tr("Double-click"), self.tr("Fit to window")),
            (self.tr("Right-click"), self.tr("Context menu")),
            (self.tr("Arrow keys"), self.tr("Pan")),
            (self.tr("Ctrl + arrow keys"), self.tr("Window width and centre; finer with Shift")),
        ]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        self._search.setPlaceholderText(self.tr("Search"))
        self._search.setAccessibleName(self.tr("Search"))
        self.table.setHeaderLabels([self.tr("Action"), self.tr("Shortcut or gesture")])
        self.table.setAccessibleName(self.tr("Keyboard and mouse"))
        self._keys_label.setText(
            self.tr("Shortcut of the selected action (press the keys; leave empty for none)")
        )
        self.reset.setText(self.tr("Reset all shortcuts"))
        self.reassign.setText(self.tr("Reassign"))
        self._fill()
        self._selected(self.table.currentItem())
