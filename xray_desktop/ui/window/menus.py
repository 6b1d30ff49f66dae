"""The menu bar, the tool bar and the image's context menu, filled from the window's actions."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.images.loaded_image import named_windows
from xray_desktop.ui.text.file_text import one_line, tooltip
from xray_desktop.ui.text.translation import languages
from xray_desktop.ui.viewer.start_page import sample_images, sample_title
from xray_desktop.ui.window.action_table import CONTEXT_MENU, MENU_ENTRIES, TOOL_BAR, Submenu
from xray_desktop.ui.window.parts import WindowParts

_LONGEST_NAME = 60
"""Characters of a file's name that a menu shows."""


class Menus(QObject):
    """Menus and tool bar of a window, filled by the table of actions: `file`, `edit`, `image`, …."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        bar = window.menuBar()
        self.file, self.edit, self.image, self.measure, self.view, self.help = (
            bar.addMenu("") for _ in range(6)
        )
        self.recent, self.samples = QMenu(window), QMenu(window)
        self.windows, self.mouse, self.panels = QMenu(window), QMenu(window), QMenu(window)
        self.tools = QMenu(window)
        self.themes, self.languages = QMenu(window), QMenu(window)
        self.tool_bar = QToolBar(window)
        self._fill()
        self.recent.aboutToShow.connect(self._fill_recent)
        self.windows.aboutToShow.connect(self._fill_windows)
        window.installEventFilter(self)
        self._retranslate()

    def _fill(self) -> None:
        menus = {entry.menu: getattr(self, entry.menu) for entry in MENU_ENTRIES}
        for entry in MENU_ENTRIES:
            if entry.separator:
                menus[entry.menu].addSeparator()
            if isinstance(entry, Submenu):
                menus[entry.menu].addMenu(getattr(self, entry.name))
            else:
                menus[entry.menu].addAction(self._window.actions_[entry.name])
        self.samples.menuAction().setVisible(bool(sample_images()))
        for image in sample_images():
            self.samples.addAction(sample_title(image), partial(self._window.pathsWanted.emit, [image]))
        self._fill_tool_bar()
        self._fill_themes()
        self._fill_languages()

    def _add(self, menu: QMenu, *names: str) -> None:
        for name in names:
            if name:
                menu.addAction(self._window.actions_[name])
            else:
                menu.addSeparator()

    def fill_context_menu(self, menu: QMenu) -> None:
        """What the image's context menu offers."""
        self._add(menu, *CONTEXT_MENU)
        menu.insertMenu(self._window.actions_["invert"], self.windows)

    def _fill_tool_bar(self) -> None:
        bar = self.tool_bar
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in TOOL_BAR:
            if name:
                bar.addAction(self._window.actions_[name])
            else:
                bar.addSeparator()
        self._window.addToolBar(bar)

    def _fill_recent(self) -> None:
        menu, settings = self.recent, self._window.settings
        menu.clear()
        recent = settings.recent()
        for text in recent:
            action = menu.addAction(self._menu_name(text), partial(self._window.pathsWanted.emit, [text]))
            action.setToolTip(tooltip(text))
        if recent:
            menu.addSeparator()
        menu.addAction(self.tr("Clear"), settings.clear_recent).setEnabled(bool(recent))
        keep = menu.addAction(self.tr("Remember recent files"))
        keep.setCheckable(True)
        keep.setChecked(settings.get(remembered.REMEMBER_RECENT))
        keep.toggled.connect(settings.remember_recent)

    def _menu_name(self, path: str) -> str:
        """A file's name as an entry of a menu, which a long one or one of several lines would break."""
        metrics = self.recent.fontMetrics()
        width = _LONGEST_NAME * metrics.averageCharWidth()
        name = metrics.elidedText(one_line(Path(path).name), Qt.TextElideMode.ElideMiddle, width)
        return name.replace("&", "&&")

    def _fill_windows(self) -> None:
        """Puts the presets of the image by their names in the place of "preset 1" and so on."""
        image, display, actions = self._window.image, self._window.display, self._window.actions_
        if image is None:
            return
        self.windows.clear()
        self.windows.setToolTipsVisible(True)
        for number, (name, voi) in enumerate(named_windows(image), 1):
            text, preset = name.replace("&", "&&"), f"preset_{number}"
            if preset in actions and (keys := actions[preset].shortcut()):
                text += "\t" + keys.toString(QKeySequence.SequenceFormat.NativeText)
            self.windows.addAction(text, partial(display.choose_voi, voi))

    def _fill_themes(self) -> None:
        group = QActionGroup(self)
        for name in remembered.THEME.choices:
            action = group.addAction(self.themes.addAction(name))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == self._window.theme.name)
        group.triggered.connect(lambda action: self._choose_theme(action.data()))

    def _choose_theme(self, name: str) -> None:
        self._window.settings.set(remembered.THEME, name)
        self._window.theme.apply(name)

    def _fill_languages(self) -> None:
        group = QActionGroup(self)
        for code, name in languages().items():
            action = group.addAction(self.languages.addAction(name))
            action.setData(code)
            action.setCheckable(True)
            action.setChecked(code == self._window.translation.language)
        group.triggered.connect(lambda action: self._choose_language(action.data()))

    def _choose_language(self, code: str) -> None:
        self._window.settings.set(remembered.LANGUAGE, code)
        self._window.translation.use(code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        for menu, text in (
            (self.file, self.tr("&File")),
            (self.edit, self.tr("&Edit")),
            (self.image, self.tr("I&mage")),
            (self.measure, self.tr("Mea&sure")),
            (self.view, self.tr("&View")),
            (self.help, self.tr("&Help")),
            (self.recent, self.tr("Open rece&nt")),
            (self.samples, self.tr("Open a s&ynthetic image")),
            (self.windows, self.tr("W/L pre&sets")),
            (self.tools, self.tr("&Display tools")),
            (self.mouse, self.tr("Left mouse &button")),
            (self.panels, self.tr("&Panels")),
            (self.themes, self.tr("&Theme")),
            (self.languages, self.tr("La&nguage")),
        ):
            menu.setTitle(text)
        self.tool_bar.setWindowTitle(self.tr("Toolbar"))
        themes = {"system": self.tr("System default"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for action in self.themes.actions():
            action.setText(themes[action.data()])
        for action, image in zip(self.samples.actions(), sample_images(), strict=False):
            action.setText(sample_title(image))
