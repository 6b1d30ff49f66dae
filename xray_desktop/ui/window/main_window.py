"""The main window: an image window with its actions, menus, help, and all that it does with many images."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.translation import Translation
from xray_desktop.ui.theme.icons import refresh_icons
from xray_desktop.ui.theme.theme import Theme
from xray_desktop.ui.widgets.drop_overlay import DropOverlay
from xray_desktop.ui.window import connections, image_tools
from xray_desktop.ui.window.action_table import ACTIONS
from xray_desktop.ui.window.controls import Controls
from xray_desktop.ui.window.drag_handle import DragHandle
from xray_desktop.ui.window.help_menu import Help
from xray_desktop.ui.window.image_window import ImageWindow
from xray_desktop.ui.window.later_imports import DELAY_MS, import_all
from xray_desktop.ui.window.menus import Menus
from xray_desktop.ui.window.placement import fit_to_screen, resize_to_default
from xray_desktop.ui.window.reading_mode import ReadingMode
from xray_desktop.ui.window.session import Session
from xray_desktop.ui.window.tour import Tour
from xray_desktop.ui.window.workspace import Workspace


class MainWindow(ImageWindow):
    """The application's window.

    Signals:
        closed: the window is closed and all work has ended.
    """

    closed = Signal()

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        translation: Translation,
        model_file: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, theme, translation, model_file, parent)
        self._ended = False
        self.workspace = Workspace(self)
        self.help = Help(self)
        self.reading_mode = ReadingMode(self)
        self.tour = Tour(self)
        self.session = Session(self)
        self.actions_.fill(ACTIONS, Controls(self, self.reading_mode, self.workspace, self.help, self.tour))
        self.menus = Menus(self)
        self.menus.tool_bar.addWidget(DragHandle(self, self.workspace.export))
        DropOverlay(self)
        connections.connect_switches(self)
        connections.connect_model(self)
        connections.connect_worklist(self)
        image_tools.connect_image_tools(self)
        self.stateChanged.connect(self.actions_.refresh)
        self.docks.changed.connect(self.announce_state)
        self.reading_mode.changed.connect(self.announce_state)
        self.viewer.view.menuRequested.connect(self._show_menu)
        self.viewer.start_page.tourWanted.connect(self.tour.start)
        self.theme.changed.connect(self._theme_changed)
        self._restore()

    @property
    def ended(self) -> bool:
        """After closing: whether all work has ended, so that the window may be destroyed."""
        return self._ended

    def welcome(self) -> None:
        """At a start without files: opens what was open last; else shows who is new round, once."""
        if not self.session.restore() and not self.settings.get(remembered.TOUR_SEEN):
            self.tour.start()

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        self.menus.fill_context_menu(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    def _theme_changed(self) -> None:
        # A method and not a lambda: the theme outlives a window, and Qt lets go of a method with its object.
        # The colours first: both in one go would block the window.
        QTimer.singleShot(0, self, lambda: refresh_icons(self))

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opener.start()
        # After the first paint: it takes longer than everything before it.
        QTimer.singleShot(50, self.model_runner.load)
        QTimer.singleShot(DELAY_MS, self, self._import_later)

    def _import_later(self) -> None:
        self.workers.worker("importing").submit(import_all)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.workspace.may_close():
            event.ignore()
            return
        self.workspace.close()
        self.tour.end()
        self.session.store()
        geometry, state = self.reading_mode.layout()
        self.settings.set(remembered.GEOMETRY, geometry)
        self.settings.set(remembered.WINDOW_STATE, state)
        self.settings.set(remembered.PANELS_ARRANGED, self.docks.arranged)
        self.opener.close()
        self._ended = self.workers.close()
        event.accept()
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_title()
        elif event.type() == QEvent.Type.FontChange:
            # After the other windows have received the event.
            QTimer.singleShot(0, self, self.theme.follow_text_size)
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # It comes here only when nothing in the window has another use for it.
        if event.key() == Qt.Key.Key_Escape and self.reading_mode.on:
            self.reading_mode.leave()
        else:
            super().keyPressEvent(event)

    def _restore(self) -> None:
        get = self.settings.get
        self.model_runner.set_operating_point(get(remembered.OPERATING_POINT))
        self.prediction_panel.heat_map.set_opacity(get(remembered.HEATMAP_OPACITY))
        self.histogram_panel.set_logarithmic(get(remembered.HISTOGRAM_LOGARITHMIC))
        self.histogram_panel.set_references_shown(get(remembered.HISTOGRAM_REFERENCES))
        resize_to_default(self)
        if not get(remembered.GEOMETRY).isEmpty():
            self.restoreGeometry(get(remembered.GEOMETRY))
            fit_to_screen(self)
        if not get(remembered.WINDOW_STATE).isEmpty():
            self.docks.restore(get(remembered.WINDOW_STATE), arranged=get(remembered.PANELS_ARRANGED))
