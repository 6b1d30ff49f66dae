"""How the images of this session were shown last, to show them again as they were left."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace

from xray_desktop.imaging.window_level import Voi, WindowLevel
from xray_desktop.ui.images.display_state import Display, DisplayState
from xray_desktop.ui.images.loaded_image import LoadedImage

_IMAGES_REMEMBERED = 500


class DisplayMemory:
    """Remembers the display of each image that was changed.

    Attributes:
        keep_window: True shows a new image with the window of the previous one, relative to its own range.
    """

    def __init__(self) -> None:
        self.keep_window = False
        self._states: OrderedDict[Hashable, DisplayState] = OrderedDict()
        self._last: tuple[LoadedImage, DisplayState] | None = None

    def leave(self, image: LoadedImage | None, display: Display) -> None:
        """Notes how an image is shown, before another takes its place."""
        if image is None or image.radiograph is not display.radiograph:
            return
        self._last = (image, display.state)
        self._states[image.key] = display.state
        self._states.move_to_end(image.key)
        if len(self._states) > _IMAGES_REMEMBERED:
            self._states.popitem(last=False)

    def state_for(self, image: LoadedImage) -> DisplayState | None:
        """How to show an image that comes; None is as its file says.

        Frames of one file are shown alike.
        """
        if self._last is not None and self._is_frame_beside(image, self._last[0]):
            last, state = self._last
            as_filed = state.voi is last.radiograph.voi
            return replace(state, voi=image.radiograph.voi) if as_filed else state
        if (known := self._states.get(image.key)) is not None:
            return known
        if not self.keep_window or self._last is None:
            return None
        last, state = self._last
        voi = equivalent_window(state.voi, last.radiograph.voi, image.radiograph.voi)
        return DisplayState(voi, state.inverted)

    def _is_frame_beside(self, image: LoadedImage, other: LoadedImage) -> bool:
        same_file = (image.path, image.file_state) == (other.path, other.file_state)
        return same_file and image.radiograph.frame != other.radiograph.frame


def equivalent_window(voi: Voi, own: Voi, other: Voi) -> Voi:
    """The window of another image that relates to its default window as `voi` relates to `own`."""
    if voi is own:
        return other
    if own == other:
        return voi
    scale = (other.high - other.low) / ((own.high - own.low) or 1.0)
    low = other.low + (voi.low - own.low) * scale
    high = other.low + (voi.high - own.low) * scale
    return WindowLevel.from_range(low, high)
