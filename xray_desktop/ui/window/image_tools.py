"""The tools of the image in the main window: filters of the display, loupe, overview, text in the corners."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from xray_desktop.imaging.display_filters import COLOUR_MAPS, GAMMAS, DisplayFilters
from xray_desktop.messages import message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.window.parts import WindowParts

_PORTABLE = QKeySequence.SequenceFormat.PortableText


def toggle_local_contrast(window: WindowParts) -> None:
    """Shows the image with local contrast, or without."""
    filters = window.display.state.filters
    window.display.set_filters(replace(filters, local_contrast=not filters.local_contrast))


def toggle_sharpening(window: WindowParts) -> None:
    """Shows the image sharpened, or as it is."""
    filters = window.display.state.filters
    window.display.set_filters(replace(filters, sharpened=not filters.sharpened))


def next_gamma(window: WindowParts) -> None:
    """Shows the image with the next of the gammas; after the last comes none."""
    filters = window.display.state.filters
    gamma = GAMMAS[(GAMMAS.index(filters.gamma) + 1) % len(GAMMAS)]
    window.display.set_filters(replace(filters, gamma=gamma))


def next_colour_map(window: WindowParts) -> None:
    """Shows the image in the next of the colour maps; after the last comes grey."""
    filters = window.display.state.filters
    name = COLOUR_MAPS[(COLOUR_MAPS.index(filters.colour_map) + 1) % len(COLOUR_MAPS)]
    window.display.set_filters(replace(filters, colour_map=name))


def reset_filters(window: WindowParts) -> None:
    """Shows the image without any filter."""
    window.display.set_filters(DisplayFilters())


def hold_loupe(window: WindowParts, on: bool) -> None:
    """Shows the loupe at the pointer, or takes it away."""
    window.viewer.view.layers.loupe.held = on
    window.viewer.view.update()


def show_overview(window: WindowParts, on: bool) -> None:
    """Whether the overview is shown while a part of the image is out of sight; remembered."""
    window.viewer.view.layers.overview.wanted = on
    window.viewer.view.update()
    window.settings.set(remembered.OVERVIEW, on)


def show_corner_overlay(window: WindowParts, on: bool) -> None:
    """Whether there is text in the corners of the view; remembered."""
    window.viewer.view.layers.corners.shown = on
    window.viewer.view.update()
    window.settings.set(remembered.CORNER_OVERLAY, on)


def connect_image_tools(window: WindowParts) -> None:
    """Switches the tools as they were last, and the patient's name in the corner with the patient data."""
    view, actions, get = window.viewer.view, window.actions_, window.settings.get

    def show_patient(on: bool) -> None:
        view.layers.corners.patient_shown = on
        view.update()

    actions["overview"].setChecked(get(remembered.OVERVIEW))
    view.layers.overview.wanted = get(remembered.OVERVIEW)
    actions["corner_overlay"].setChecked(get(remembered.CORNER_OVERLAY))
    window.information_panel.patientShown.connect(show_patient)
    view.filteringFailed.connect(lambda: window.viewer.show_notice(message("filters_out_of_memory")))
    _HeldKey(actions["loupe"], window)


class _HeldKey(QObject):
    """Switches an action off when its key comes up, so that it lasts as long as the key is held."""

    def __init__(self, action: QAction, window: WindowParts) -> None:
        super().__init__(window)
        self._action = action
        action.setAutoRepeat(False)
        action.toggled.connect(self._toggled)

    def _toggled(self, on: bool) -> None:
        # The key comes up in whichever widget has the focus, so all events are watched, while it is held
        # only.
        application = QCoreApplication.instance()
        if application is not None and on:
            application.installEventFilter(self)
        elif application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        released = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyRelease
            and not event.isAutoRepeat()
            and self._belongs(event.key())
        )
        if released or event.type() in (QEvent.Type.ApplicationDeactivate, QEvent.Type.WindowDeactivate):
            self._action.setChecked(False)
        return super().eventFilter(watched, event)

    def _belongs(self, key: int) -> bool:
        """Whether a key is that of the action's shortcut, whatever modifiers the shortcut has."""
        sequence, name = (each.toString(_PORTABLE) for each in (self._action.shortcut(), QKeySequence(key)))
        return bool(name) and (sequence == name or sequence.endswith(f"+{name}"))
