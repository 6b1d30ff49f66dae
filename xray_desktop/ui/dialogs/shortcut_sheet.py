"""All keys and mouse gestures on one sheet, where they can be changed or taken over from another viewer."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.ui.actions import Actions, plain_words
from xray_desktop.ui.dialogs.mouse_page import MousePage
from xray_desktop.ui.input_profiles import apply_profile, is_changed
from xray_desktop.ui.settings import INPUT_PROFILE, Settings

_NAME = Qt.ItemDataRole.UserRole


class ShortcutSheet(QDialog):
    """The sheet. A change of keys or buttons holds at once and is remembered.

    Attributes:
        profile: whose keys and buttons are taken over.
        tabs: keys, then mouse.
        table: all actions with their keys.
        keys: the keys of the chosen action, to be changed.
        mouse: the page of mouse and trackpad.
        problem: why keys were not given.
        reassign, reset: buttons.
    """

    def __init__(self, actions: Actions, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._settings = settings
        self._search = QLineEdit(clearButtonEnabled=True)
        self.profile, self._profile_label = QComboBox(), QLabel()
        self._profile_label.setBuddy(self.profile)
        self._changed_label = QLabel()
        self._changed_label.setProperty("role", "muted")
        self.mouse = MousePage(settings)
        self.tabs = QTabWidget()
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
        self._lay_out()
        self.keys.installEventFilter(self)
        self.reassign.clicked.connect(self._reassign)
        self._search.textChanged.connect(self._filter)
        self.table.currentItemChanged.connect(self._selected)
        self.keys.editingFinished.connect(self._changed)
        self.reset.clicked.connect(self._ask_to_reset)
        self._buttons.rejected.connect(self.reject)
        self.profile.activated.connect(self._profile_chosen)
        settings.changed.connect(self._setting_changed)
        self._clear_problem()
        self.resize(520, 620)
        self._retranslate()

    def _lay_out(self) -> None:
        keyboard = QWidget()
        page = QVBoxLayout(keyboard)
        for widget in (self.table, self._keys_label, self.keys, self.problem):
            page.addWidget(widget)
        page.addWidget(self.reassign, alignment=Qt.AlignmentFlag.AlignLeft)
        self.tabs.addTab(keyboard, "")
        self.tabs.addTab(self.mouse, "")
        profile = QHBoxLayout()
        profile.addWidget(self._profile_label)
        profile.addWidget(self.profile)
        profile.addWidget(self._changed_label, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(profile)
        layout.addWidget(self._search)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self._buttons)

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

    def _profile_chosen(self) -> None:
        name = self.profile.currentData()
        if name == self._settings.get(INPUT_PROFILE):
            return
        if is_changed(self._settings):
            self._ask(self.tr("Replace your own keys and mouse buttons by this profile?"), name)
        else:
            self._use(name)

    def _ask_to_reset(self) -> None:
        text = self.tr("Reset all keys and mouse buttons to the profile?")
        self._ask(text, self._settings.get(INPUT_PROFILE))

    def _ask(self, text: str, profile: str) -> None:
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(text)
        box.setStandardButtons(buttons.Reset | buttons.Cancel)
        box.setDefaultButton(buttons.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.button(buttons.Reset).clicked.connect(lambda: self._use(profile))
        box.rejected.connect(self._show_profile)
        box.open()

    def _use(self, profile: str) -> None:
        self._clear_problem()
        apply_profile(self._settings, profile)
        self._fill()
        self._selected(self.table.currentItem())

    def _setting_changed(self, key: str) -> None:
        if key.split("/")[0] in ("input", "mouse", "keys", "shortcuts"):
            self._show_profile()

    def _show_profile(self) -> None:
        self.profile.setCurrentIndex(self.profile.findData(self._settings.get(INPUT_PROFILE)))
        self._changed_label.setText(self.tr("with changes of your own") if is_changed(self._settings) else "")

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
        self._filter(self._search.text())

    def _filter(self, text: str) -> None:
        self.mouse.filter(text)
        for index in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(index)
            if item is not None:
                shown = text.casefold() in f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not shown)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        self._search.setPlaceholderText(self.tr("Search"))
        self._search.setAccessibleName(self.tr("Search"))
        self._profile_label.setText(self.tr("&Profile"))
        self.profile.clear()
        for name, title in (("default", self.tr("Default")), ("weasis", "Weasis"), ("ohif", "OHIF")):
            self.profile.addItem(title, name)
        self._show_profile()
        self.tabs.setTabText(0, self.tr("Keyboard"))
        self.tabs.setTabText(1, self.tr("Mouse and trackpad"))
        self.table.setHeaderLabels([self.tr("Action"), self.tr("Shortcut")])
        self.table.setAccessibleName(self.tr("Keyboard"))
        self._keys_label.setText(
            self.tr("Shortcut of the selected action (press the keys; leave empty for none)")
        )
        self.reset.setText(self.tr("Reset…"))
        self.reassign.setText(self.tr("Reassign"))
        self._fill()
        self._selected(self.table.currentItem())
