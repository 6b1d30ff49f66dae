"""A view of one image whose tools are used as a person uses them."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.measurement.figures import Figures
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import image_of
from xray_desktop.ui.viewer.image_view import ImageView

Place = tuple[int, int]
"""A pixel of the view."""


class ToolBench:
    """A view of 600 by 500 pixels."""

    def __init__(self, qtbot: QtBot) -> None:
        self.display = Display()
        self.view = ImageView(self.display)
        self.editor = self.view.editor
        self.annotations = self.editor.annotations
        qtbot.addWidget(self.view)
        self.view.resize(600, 500)
        self.view.show()
        qtbot.waitExposed(self.view)

    def show(self, radiograph: Radiograph) -> None:
        """Shows an image; one of 600 by 500 pixels lies pixel on pixel."""
        self.display.show(radiograph)
        self.view.set_image(image_of(Path(radiograph.name), radiograph))

    def choose(self, tool: Kind) -> None:
        """Takes up a tool."""
        self.editor.choose(tool)
        assert self.editor.tool is tool

    def press(self, at: Place, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Holds the left button down."""
        QTest.mousePress(self.view, Qt.MouseButton.LeftButton, modifiers, QPoint(*at))

    def release(self, at: Place) -> None:
        """Lets the left button go."""
        QTest.mouseRelease(self.view, Qt.MouseButton.LeftButton, pos=QPoint(*at))

    def move(self, at: Place) -> None:
        """Moves the pointer."""
        QTest.mouseMove(self.view, QPoint(*at))

    def click(self, *places: Place) -> None:
        """Clicks one place after the other."""
        for place in places:
            self.move(place)
            self.press(place)
            self.release(place)

    def drag(self, *places: Place) -> None:
        """Drags from the first place by way of the others to the last."""
        self.move(places[0])
        self.press(places[0])
        for (x0, y0), (x1, y1) in pairwise(places):
            self.move(((x0 + x1) // 2, (y0 + y1) // 2))
            self.move((x1, y1))
        self.release(places[-1])

    def key(self, key: Qt.Key) -> None:
        """Presses a key."""
        QTest.keyClick(self.view, key)

    @property
    def only(self) -> Annotation:
        """The one annotation there is."""
        (annotation,) = self.annotations.items
        return annotation

    @property
    def figures(self) -> Figures:
        """What the one annotation there is measures."""
        figures = self.annotations.figures(self.only)
        assert figures is not None
        return figures
