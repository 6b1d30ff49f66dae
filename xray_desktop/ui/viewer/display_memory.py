"""How the films of this session were shown last, so that coming back to one finds it as it was left."""

from collections import OrderedDict
from collections.abc import Hashable

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.ui.viewer.display_state import Display, DisplayState
from xray_desktop.ui.viewer.loaded_image import Film
from xray_desktop.ui.viewer.linked_display import carried

_FILMS_REMEMBERED = 500


class DisplayMemory:
    """Remembers the display of each film that was changed.

    Attributes:
        keep_window: True shows a film that is new as the one before it was shown, in its own measure.
    """

    def __init__(self) -> None:
        self.keep_window = False
        self._states: OrderedDict[Hashable, DisplayState] = OrderedDict()
        self._last: tuple[Radiograph, DisplayState] | None = None

    def leave(self, film: Film | None, display: Display) -> None:
        """Notes how a film is shown, before another takes its place."""
        if film is None or film.radiograph is not display.radiograph:
            return
        self._last = (film.radiograph, display.state)
        self._states[film.key] = display.state
        self._states.move_to_end(film.key)
        if len(self._states) > _FILMS_REMEMBERED:
            self._states.popitem(last=False)

    def state_for(self, film: Film) -> DisplayState | None:
        """How to show a film that comes; None is as its file says."""
        if (known := self._states.get(film.key)) is not None:
            return known
        if not self.keep_window or self._last is None:
            return None
        radiograph, state = self._last
        voi = carried(state.voi, radiograph.voi, film.radiograph.voi)
        return DisplayState(voi, state.inverted)
