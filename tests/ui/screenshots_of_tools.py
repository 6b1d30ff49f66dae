"""The states of the window with measuring tools, for `python -m tests.ui.screenshots`."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.images import synthetic_image, write_dicom
from tests.ui.studio import Save, Studio, classified, settle
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.measurement.annotation import Annotation, Kind, Point
from xray_desktop.ui.window.main_window import MainWindow

_LEFT = Qt.MouseButton.LeftButton


@contextmanager
def _dicom(studio: Studio, **attributes: object) -> Iterator[MainWindow]:
    """A window with an image, whose marks are dropped before it closes: it would ask to save them."""
    file = studio.folder / "measured.dcm"
    write_dicom(file, synthetic_image(1500, 1800, bits=12), **attributes)
    with studio.window(answer=0.07) as window:
        classified(window, file)
        yield window
        window.workspace.marks.set_mark(str(file), Mark())


def _draw(window: MainWindow, kind: Kind, *points: Point, text: str = "") -> None:
    window.viewer.view.editor.annotations.add(Annotation(kind, points, text))


def measurements(studio: Studio, save: Save) -> None:
    with _dicom(studio, ImagerPixelSpacing=[0.2, 0.2], ViewPosition="PA") as window:
        _draw(window, Kind.LENGTH, (300, 300), (700, 420))
        _draw(window, Kind.ANGLE, (1500, 200), (1200, 300), (1500, 420))
        _draw(window, Kind.RECTANGLE, (300, 600), (600, 800))
        _draw(window, Kind.CARDIOTHORACIC, (750, 1100), (1150, 1150), (250, 1200), (1550, 1220))
        _draw(window, Kind.ARROW, (900, 500), (1050, 650))
        _draw(window, Kind.TEXT, (1050, 700), text="Nodule? Compare with prior.")
        _draw(window, Kind.FREEHAND, (300, 950), (340, 930), (380, 960), (430, 940), (480, 1000))
        _draw(window, Kind.PROFILE, (1200, 600), (1600, 620))
        _draw(window, Kind.ELLIPSE, (1200, 700), (1500, 950))
        window.viewer.view.editor.annotations.set_key_image(True)
        window.docks.show_measurements()
        settle()
        save(window)


def measurements_on_black_and_white(studio: Studio, save: Save) -> None:
    """Labels and lines have to be read on any ground, turned and flipped as well."""
    with _dicom(studio, PixelSpacing=[0.3, 0.3], ImagerPixelSpacing=[0.2, 0.2]) as window:
        window.display.set_range(1500, 1510)
        window.display.turn(1)
        window.display.flip()
        _draw(window, Kind.LENGTH, (300, 300), (1500, 420))
        _draw(window, Kind.ELLIPSE, (300, 600), (900, 1000))
        _draw(window, Kind.PROFILE, (200, 1200), (1700, 1250))
        window.docks.show_measurements()
        settle()
        save(window)


def tool_prompt(studio: Studio, save: Save) -> None:
    with _dicom(studio) as window:
        view = window.viewer.view
        window.actions_[Kind.CARDIOTHORACIC.value].trigger()
        for point in ((750, 1100), (1150, 1150)):
            QTest.mouseClick(view, _LEFT, pos=view.viewport.transform().map(QPointF(*point)).toPoint())
        QTest.mouseMove(view, view.viewport.transform().map(QPointF(260, 1200)).toPoint())
        settle()
        save(window)
        view.editor.choose(None)


def text_on_the_image(studio: Studio, save: Save) -> None:
    with _dicom(studio) as window:
        view = window.viewer.view
        window.actions_[Kind.TEXT.value].trigger()
        QTest.mouseClick(view, _LEFT, pos=view.rect().center())
        settle()
        save(window)
        view.editor.choose(None)


def no_measurements(studio: Studio, save: Save) -> None:
    with _dicom(studio) as window:
        window.docks.show_measurements()
        settle()
        save(window)
