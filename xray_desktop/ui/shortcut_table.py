"""The keys of all actions, to be bound anew; two actions cannot share one."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.ui.actions import Actions


class ShortcutTable(QWidget):
    """A row for each action.

    Signals:
        validChanged: whether every key now belongs to one action only.
    """

    validChanged = Signal(bool)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.edits: dict[str, QKeySequenceEdit] = {}
        self._items: list[QTableWidgetItem] = []
        self._search = QLineEdit(clearButtonEnabled=True)
        self._table = QTableWidget(len(list(actions)), 2)
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self._table.setTabKeyNavigation(False)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._table.setColumnWidth(1, 200)
        self._conflict = QLabel(wordWrap=True)
        self._conflict.setProperty("role", "failed")
        self._defaults = QPushButton()
        for row, name in enumerate(actions):
            edit = QKeySequenceEdit(actions[name].shortcut())
            edit.setClearButtonEnabled(True)
            edit.setMaximumSequenceLength(1)
            edit.keySequenceChanged.connect(self._check)
            self.edits[name] = edit
            item = QTableWidgetItem()
            self._items.append(item)
            self._table.setItem(row, 0, item)
            self._table.setCellWidget(row, 1, edit)
        foot = QHBoxLayout()
        foot.addWidget(self._conflict, 1)
        foot.addWidget(self._defaults)
        layout = QVBoxLayout(self)
        layout.addWidget(self._search)
        layout.addWidget(self._table, 1)
        layout.addLayout(foot)
        self._search.textChanged.connect(self._filter)
        self._defaults.clicked.connect(self.restore_defaults)
        self._retranslate()

    @property
    def changed(self) -> Mapping[str, str]:
        """The keys that differ from the built-in ones, by action; an empty text takes a key away."""
        keys = {name: _portable(edit.keySequence()) for name, edit in self.edits.items()}
        return {name: key for name, key in keys.items() if key != _portable(self._built_in(name))}

    @property
    def conflict(self) -> str:
        """Which actions share a key, in words; empty when none do."""
        return self._conflict.text()

    def restore_defaults(self) -> None:
        """Puts the built-in keys back."""
        for name, edit in self.edits.items():
            edit.setKeySequence(self._built_in(name))

    def _built_in(self, name: str) -> QKeySequence:
        return QKeySequence(self._actions.defaults[name])

    def _check(self) -> None:
        keys = {name: _portable(edit.keySequence()) for name, edit in self.edits.items()}
        counts = Counter(key for key in keys.values() if key)
        shared = sorted(key for key, count in counts.items() if count > 1)
        words = [
            self.tr("{key} is bound to {actions}.").format(
                key=QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText),
                actions=", ".join(f"“{self._words(name)}”" for name in keys if keys[name] == key),
            )
            for key in shared
        ]
        self._conflict.setText(" ".join(words))
        self.validChanged.emit(not shared)

    def _words(self, name: str) -> str:
        return self._actions[name].text().replace("&", "").rstrip("…")

    def _filter(self, text: str) -> None:
        for row, name in enumerate(self.edits):
            self._table.setRowHidden(row, text.casefold() not in self._words(name).casefold())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._search.setPlaceholderText(self.tr("Find an action"))
        self._table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Key")])
        self._table.setAccessibleName(self.tr("Keys of the actions"))
        self._defaults.setText(self.tr("Built-in &keys"))
        for item, (name, edit) in zip(self._items, self.edits.items(), strict=True):
            words = self._words(name)
            item.setText(words)
            edit.setAccessibleName(self.tr("Key for {action}").format(action=words))
        self._check()


def _portable(sequence: QKeySequence) -> str:
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)
