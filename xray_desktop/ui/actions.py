"""Actions of a window made from a table: text, shortcut, icon, what they do and when they are enabled."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from xray_desktop.ui.input_profiles import default_keys
from xray_desktop.ui.settings import INPUT_PROFILE, Settings
from xray_desktop.ui.theme.icons import set_icon

T = TypeVar("T")


def _always(_target: Any) -> bool:
    return True


@dataclass(frozen=True)
class ActionSpec(Generic[T]):
    """One action; `T` is what its functions work on.

    Attributes:
        name: by which code, settings and tests know it.
        text: English text (str) with its menu key, marked by QT_TRANSLATE_NOOP in the context "Actions".
        menu: the menu that shows it; the order within a menu is that of the table.
        run: what it does; for a switch without `checked`, it also gets the new state.
        shortcut: default key sequence in Qt's portable text, empty for none.
        icon: name of its icon, empty for none.
        separator: whether a separator precedes it in its menu.
        checkable: whether it is a switch.
        checked: the state of a switch that follows from something else; None for one that keeps its own.
        enabled: whether it can be chosen now.
    """

    name: str
    text: object
    menu: str
    run: Callable[..., object]
    shortcut: str = ""
    icon: str = ""
    separator: bool = False
    checkable: bool = False
    checked: Callable[[T], bool] | None = None
    enabled: Callable[[T], bool] = _always


class Actions(QObject):
    """The window's actions by name: `actions["open"]`."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._actions: dict[str, QAction] = {}
        self._specs: list[ActionSpec[Any]] = []
        self._target: Any = None
        window.installEventFilter(self)
        settings.changed.connect(self._settings_changed)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    @property
    def defaults(self) -> Mapping[str, str]:
        """The key sequence of each action under the chosen profile, before anyone changed it."""
        built_in = {spec.name: spec.shortcut for spec in self._specs}
        return default_keys(self._settings.get(INPUT_PROFILE), built_in)

    def fill(self, specs: Sequence[ActionSpec[T]], target: T) -> None:
        """Makes the actions of a table, whose functions get `target`. Called once."""
        self._specs, self._target = list(specs), target
        defaults = self.defaults
        for spec in specs:
            self._make(spec, target, defaults[spec.name])
        self._retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Enables and checks the actions by their rules."""
        for spec in self._specs:
            action = self._actions[spec.name]
            action.setEnabled(spec.enabled(self._target))
            if spec.checked is not None:
                action.setChecked(spec.checked(self._target))

    def _make(self, spec: ActionSpec[T], target: T, keys: str) -> None:
        action = QAction(self._window)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        if spec.icon:
            set_icon(action, spec.icon)
        action.setShortcut(QKeySequence(self._settings.shortcut(spec.name, keys)))
        if spec.checkable and spec.checked is None:
            action.toggled.connect(lambda on: spec.run(target, on))
        else:
            action.triggered.connect(lambda _=False: spec.run(target))
        self._actions[spec.name] = action
        # The window has them all, so that a shortcut works whether or not a menu shows the action.
        self._window.addAction(action)

    def _show_keys(self, action: QAction) -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = plain_words(action.text())
        action.setToolTip(f"{words} ({keys})" if keys else words)

    def _settings_changed(self, key: str) -> None:
        if key in ("shortcuts", INPUT_PROFILE.key) or key.startswith("shortcuts/"):
            defaults = self.defaults
            for spec in self._specs:
                action = self._actions[spec.name]
                action.setShortcut(QKeySequence(self._settings.shortcut(spec.name, defaults[spec.name])))
                self._show_keys(action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        for spec in self._specs:
            action = self._actions[spec.name]
            action.setText(QCoreApplication.translate("Actions", str(spec.text)))
            self._show_keys(action)


def plain_words(text: str) -> str:
    """An action's text without the mark of its menu key and without the dots that announce a dialog."""
    # In a script without Latin letters the menu key stands behind the text: "열기(&O)".
    return re.sub(r"\(&.\)", "", text).replace("&", "").rstrip("…")
