"""The panels around the viewer: their places, widths and titles."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QWidget

IMAGE_SHARE = 0.6
"""Least share of the window's width that is the image's, until somebody chooses the widths."""
_LEFT, _RIGHT = 420, 340
"""Widths of the panels on a window that has room for them, in pixels."""
_RIGHT_SHARE = 0.58
"""Share of a narrow window's panels that is the right ones', whose numbers cannot be shortened."""


class Docks(QObject):
    """The panels of a window, each of which can be moved, floated and closed.

    Until a panel is moved or a separator dragged, the widths follow the window's: see `IMAGE_SHARE`.

    Attributes:
        worklist, prediction, histogram, information, measurements: the docks.
        arranged: whether somebody has chosen places and widths.

    Signals:
        changed: a panel was shown, hidden or brought to the front.
    """

    changed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        *,
        worklist: QWidget,
        prediction: QWidget,
        histogram: QWidget,
        information: QWidget,
        measurements: QWidget,
    ) -> None:
        super().__init__(window)
        self._window = window
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.worklist = self._dock("worklist", worklist, left)
        self.prediction = self._dock("prediction", _scrolling(prediction), right)
        self.histogram = self._dock("histogram", histogram, right)
        self.information = self._dock("information", information, right)
        self.measurements = self._dock("measurements", measurements, right)
        window.setDockNestingEnabled(True)
        window.tabifyDockWidget(self.histogram, self.information)
        window.tabifyDockWidget(self.information, self.measurements)
        self.histogram.raise_()
        self.worklist.hide()
        window.resizeDocks([self.prediction, self.histogram], [_RIGHT, _RIGHT], Qt.Orientation.Horizontal)
        window.resizeDocks([self.prediction, self.histogram], [400, 260], Qt.Orientation.Vertical)
        self.arranged = False
        self._restoring = False
        self._reading = False
        self._worklist_after_reading: bool | None = None
        self._first_state = window.saveState()
        self._balancing = QTimer(self, singleShot=True, interval=0)
        self._balancing.timeout.connect(self._balance)
        window.installEventFilter(self)
        for dock in self:
            dock.dockLocationChanged.connect(self._moved)
            dock.topLevelChanged.connect(self._moved)
            dock.visibilityChanged.connect(self._visibility_changed)
            dock.installEventFilter(self)
        self._retranslate()

    def __iter__(self) -> Iterator[QDockWidget]:
        return iter((self.worklist, self.prediction, self.histogram, self.information, self.measurements))

    def show_measurements(self) -> None:
        """Brings the panel of measurements to the front of its tabs, unless it was closed."""
        if not self.measurements.isHidden():
            self.measurements.raise_()

    # What other parts ask for

    def restore(self, state: QByteArray, *, arranged: bool) -> None:
        """Places and visibility of an earlier start; its widths only when somebody had chosen them."""
        self._bring_back(state)
        self.arranged = arranged

    def reset(self) -> None:
        """Places, visibility and widths as at the first start; the worklist stays if it was open."""
        worklist = self.worklist.isVisible()
        self.restore(self._first_state, arranged=False)
        self.worklist.setVisible(worklist)

    def in_front(self, name: str) -> bool:
        """Whether a panel can be seen: open, and not behind another tab."""
        dock = self._named(name)
        return dock.isVisible() and not dock.visibleRegion().isEmpty()

    def switch(self, name: str) -> None:
        """Opens a panel or brings it to the front; closes one that is there already."""
        dock = self._named(name)
        if self.in_front(name):
            dock.hide()
        else:
            dock.show()
            dock.raise_()

    def offer_worklist(self, on: bool) -> None:
        """Shows or hides the worklist; while only the image is to be seen, as soon as that ends."""
        if self._reading:
            self._worklist_after_reading = on
        else:
            self.worklist.setVisible(on)

    def begin_reading(self) -> None:
        """Only the image is to be seen from now on."""
        self._reading, self._worklist_after_reading = True, None

    def end_reading(self, state: QByteArray) -> None:
        """The panels are to be as they were before."""
        self._bring_back(state)
        self._reading = False
        if self._worklist_after_reading is not None:
            self.worklist.setVisible(self._worklist_after_reading)

    def _bring_back(self, state: QByteArray) -> None:
        self._restoring = True
        self._window.restoreState(state)
        self._restoring = False
        self._balancing.start()

    # Widths

    def _balance(self) -> None:
        if self.arranged or self._reading:
            return
        beside = [dock for dock in self if dock is not self.worklist and self._takes_width(dock)]
        left = [self.worklist] if self._takes_width(self.worklist) else []
        # A separator is a pixel wide.
        room = int(self._window.width() * (1 - IMAGE_SHARE)) - 2
        least_right = max((dock.minimumSizeHint().width() for dock in beside), default=0)
        least_left = max((dock.minimumSizeHint().width() for dock in left), default=0)
        # Of what is left to the panels, the worklist can do with less than the others.
        right_width = max(min(_RIGHT, round(room * _RIGHT_SHARE) if left else room), least_right)
        left_width = max(min(_LEFT, room - right_width if beside else room), least_left)
        docks = [*beside, *left]
        widths = [right_width] * len(beside) + [left_width] * len(left)
        if [dock.width() for dock in docks] != widths:
            self._window.resizeDocks(docks, widths, Qt.Orientation.Horizontal)

    def _takes_width(self, dock: QDockWidget) -> bool:
        return dock.isVisibleTo(self._window) and not dock.isFloating()

    def _moved(self) -> None:
        if not self._restoring and self._window.isVisible():
            self.arranged = True

    def _visibility_changed(self) -> None:
        self._balancing.start()
        self.changed.emit()

    def _named(self, name: str) -> QDockWidget:
        dock = getattr(self, name)
        assert isinstance(dock, QDockWidget)
        return dock

    def _dock(self, name: str, content: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(name)
        dock.setWidget(content)
        self._window.addDockWidget(area, dock)
        return dock

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window:
            if event.type() == QEvent.Type.LayoutRequest:
                # What the panel shows may have become narrower.
                self._balancing.start()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.Resize:
            self._balancing.start()
        elif (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonPress
            and self._window.isSeparator(event.position().toPoint())
        ):
            self.arranged = True
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self.worklist.setWindowTitle(self.tr("Worklist"))
        self.prediction.setWindowTitle(self.tr("Prediction"))
        self.histogram.setWindowTitle(self.tr("Histogram"))
        self.information.setWindowTitle(self.tr("Information"))
        self.measurements.setWindowTitle(self.tr("Measurements"))


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
