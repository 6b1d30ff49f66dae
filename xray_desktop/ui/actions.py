"""All actions of the window: names, shortcuts and icons in one table."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from xray_desktop.ui.settings import Settings
from xray_desktop.ui.theme.icons import set_icon


@dataclass(frozen=True)
class ActionSpec:
    """What an action is before it has words.

    Attributes:
        name: by which code, settings and tests know it.
        shortcut: default key sequence in Qt's portable words, empty for none.
        icon: name of its symbol, empty for none.
        checkable: whether it is a switch.
    """

    name: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False


SPECS = (
    ActionSpec("open", "Ctrl+O", "open"),
    ActionSpec("open_folder", "Ctrl+Shift+O", "open-folder"),
    ActionSpec("close_image", "Ctrl+W", "close"),
    ActionSpec("quit", "Ctrl+Q"),
    ActionSpec("undo", "Ctrl+Z", "undo"),
    ActionSpec("redo", "Ctrl+Shift+Z", "redo"),
    ActionSpec("fit", "F", "fit"),
    ActionSpec("actual_size", "1", "actual-size"),
    ActionSpec("zoom_in", "+", "zoom-in"),
    ActionSpec("zoom_out", "-", "zoom-out"),
    ActionSpec("auto_window", "A", "auto-window"),
    ActionSpec("reset_window", "R", "reset"),
    ActionSpec("reset_display", "Shift+R"),
    ActionSpec("keep_window", "K", "link", checkable=True),
    ActionSpec("invert", "I", "invert", checkable=True),
    ActionSpec("rotate_left", "Shift+L", "rotate-left"),
    ActionSpec("rotate_right", "L", "rotate-right"),
    ActionSpec("flip_horizontally", "X", "flip-horizontal"),
    ActionSpec("flip_vertically", "Y", "flip-vertical"),
    ActionSpec("heat_map", "H", "heatmap", checkable=True),
    ActionSpec("logarithmic", "G", "", checkable=True),
    ActionSpec("references", "Shift+G", "", checkable=True),
    ActionSpec("patient_data", "", "patient", checkable=True),
    ActionSpec("previous_image", "PgUp", "previous"),
    ActionSpec("next_image", "PgDown", "next"),
    ActionSpec("previous_frame", "Shift+PgUp"),
    ActionSpec("next_frame", "Shift+PgDown"),
    ActionSpec("classify_again", "F5"),
    ActionSpec("choose_model"),
    ActionSpec("own_model"),
    ActionSpec("full_screen", "F11", "", checkable=True),
    ActionSpec("shortcuts", "F1", "keyboard"),
    ActionSpec("model_card", "", "information"),
    ActionSpec("self_test"),
    ActionSpec("diagnostics", "", "copy"),
    ActionSpec("about", "", "help"),
)


class Actions(QObject):
    """The window's actions by name; `actions["open"]`. Other parts of the window add theirs with `add`."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._actions: dict[str, QAction] = {}
        self._defaults: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        for spec in SPECS:
            self.add(spec)
        self._retranslate()
        window.installEventFilter(self)
        settings.changed.connect(self._settings_changed)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    @property
    def defaults(self) -> Mapping[str, str]:
        """The built-in key sequence of each action."""
        return self._defaults

    def add(self, spec: ActionSpec, text: str = "") -> QAction:
        """Makes an action. Its words are given by `set_text`, again when the language changes."""
        action = QAction(self._window)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        if spec.icon:
            set_icon(action, spec.icon)
        self._actions[spec.name] = action
        self._defaults[spec.name] = spec.shortcut
        action.setShortcut(QKeySequence(self._settings.shortcut(spec.name, spec.shortcut)))
        # The window has them all, so that a key works whether or not a menu shows the action.
        self._window.addAction(action)
        action.setText(text)
        self._show_keys(action)
        return action

    def set_text(self, name: str, text: str) -> None:
        """Gives an action its words in the language in use."""
        self._actions[name].setText(text)
        self._show_keys(self._actions[name])

    def _show_keys(self, action: QAction) -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = plain_words(action.text())
        action.setToolTip(f"{words} ({keys})" if keys else words)

    def _settings_changed(self, key: str) -> None:
        if key == "shortcuts" or key.startswith("shortcuts/"):
            for name, action in self._actions.items():
                action.setShortcut(QKeySequence(self._settings.shortcut(name, self._defaults[name])))
                self._show_keys(action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        texts = {
            "open": self.tr("&Open files…"),
            "open_folder": self.tr("Open &folder…"),
            "close_image": self.tr("&Close image"),
            "quit": self.tr("&Quit"),
            "undo": self.tr("&Undo"),
            "redo": self.tr("&Redo"),
            "fit": self.tr("&Fit to window"),
            "actual_size": self.tr("&Actual size"),
            "zoom_in": self.tr("Zoom &in"),
            "zoom_out": self.tr("Zoom &out"),
            "auto_window": self.tr("Auto &W/L"),
            "reset_window": self.tr("D&efault W/L"),
            "reset_display": self.tr("Reset all &display settings"),
            "keep_window": self.tr("Apply W/L to all i&mages"),
            "invert": self.tr("In&vert"),
            "rotate_left": self.tr("Rotate &left"),
            "rotate_right": self.tr("Rotate &right"),
            "flip_horizontally": self.tr("Flip hori&zontally"),
            "flip_vertically": self.tr("Flip verticall&y"),
            "heat_map": self.tr("&Heat map (attribution)"),
            "logarithmic": self.tr("Lo&garithmic histogram"),
            "references": self.tr("Reference &curves in the histogram"),
            "patient_data": self.tr("&Patient data"),
            "previous_image": self.tr("&Previous image"),
            "next_image": self.tr("&Next image"),
            "previous_frame": self.tr("P&revious frame"),
            "next_frame": self.tr("N&ext frame"),
            "classify_again": self.tr("Re&load and reclassify"),
            "choose_model": self.tr("&Choose a model file…"),
            "own_model": self.tr("&Built-in model"),
            "full_screen": self.tr("F&ull screen"),
            "shortcuts": self.tr("&Keyboard and mouse…"),
            "model_card": self.tr("&Model card…"),
            "self_test": self.tr("&Self-test…"),
            "diagnostics": self.tr("Copy &diagnostic information"),
            "about": self.tr("&About…"),
        }
        for name, text in texts.items():
            self.set_text(name, text)


def plain_words(text: str) -> str:
    """An action's words without the mark of its menu key and without the dots that announce a question."""
    # In a language without Latin letters, the menu key is behind the words: "열기(&O)".
    return re.sub(r"\(&.\)", "", text).replace("&", "").rstrip("…")
