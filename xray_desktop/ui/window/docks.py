"""The panels around the viewer: their first positions and their titles."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QWidget


class Docks(QObject):
    """The panels of a window, each of which can be moved, floated and closed.

    Attributes:
        worklist, prediction, histogram, information: the docks.
    """

    def __init__(
        self,
        window: QMainWindow,
        *,
        worklist: QWidget,
        prediction: QWidget,
        histogram: QWidget,
        information: QWidget,
    ) -> None:
        super().__init__(window)
        self._window = window
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.worklist = self._dock("worklist", worklist, left)
        self.prediction = self._dock("prediction", _scrolling(prediction), right)
        self.histogram = self._dock("histogram", histogram, right)
        self.information = self._dock("information", information, right)
        window.setDockNestingEnabled(True)
        window.tabifyDockWidget(self.histogram, self.information)
        self.histogram.raise_()
        self.worklist.hide()
        window.resizeDocks([self.prediction, self.histogram], [340, 340], Qt.Orientation.Horizontal)
        window.resizeDocks([self.prediction, self.histogram], [400, 260], Qt.Orientation.Vertical)
        window.installEventFilter(self)
        self._retranslate()

    def __iter__(self) -> Iterator[QDockWidget]:
        return iter((self.worklist, self.prediction, self.histogram, self.information))

    def _dock(self, name: str, content: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(name)
        dock.setWidget(content)
        self._window.addDockWidget(area, dock)
        return dock

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self.worklist.setWindowTitle(self.tr("Worklist"))
        self.prediction.setWindowTitle(self.tr("Prediction"))
        self.histogram.setWindowTitle(self.tr("Histogram"))
        self.information.setWindowTitle(self.tr("Image information"))


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
