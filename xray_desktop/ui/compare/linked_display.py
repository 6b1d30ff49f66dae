"""Two linked displays: a change of one image's window is applied to the other, relative to its own range."""

from dataclasses import replace

from PySide6.QtCore import QObject

from xray_desktop.ui.images.display_memory import equivalent_window
from xray_desktop.ui.images.display_state import Display


class LinkedDisplays(QObject):
    """Keeps the window, inversion and orientation of two displays alike while they are linked.

    Images differ in depth and range, so a window is transferred relative to each image's own.
    """

    def __init__(self, first: Display, second: Display, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        self._linked = True
        self._busy = False
        first.changed.connect(lambda: self._transfer(first, second))
        second.changed.connect(lambda: self._transfer(second, first))

    @property
    def linked(self) -> bool:
        """Whether the two move together."""
        return self._linked

    def set_linked(self, on: bool) -> None:
        """Links the two, beginning with the first one's state, or lets each go its own way."""
        self._linked = on
        self._transfer(self._first, self._second)

    def _transfer(self, source: Display, target: Display) -> None:
        if self._busy or not self._linked or source.radiograph is None or target.radiograph is None:
            return
        voi = equivalent_window(source.state.voi, source.radiograph.voi, target.radiograph.voi)
        state = replace(source.state, voi=voi)
        if state != target.state:
            self._busy = True
            target.show(target.radiograph, state)
            self._busy = False
