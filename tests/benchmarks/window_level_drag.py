"""Frame rate of a window/level drag on a large image: `python -m tests.benchmarks.window_level_drag`.

Prints frames per second of a left drag on a 16-bit image, at two view sizes, compared with the direct method:
window the whole image to 8 bits and let Qt scale it to the screen. Both by wall-clock time and by CPU time,
which is what an idle machine would reach.
"""

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from xray_desktop.imaging.display import display_image
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import image_of
from xray_desktop.ui.viewer.image_view import ImageView

VIEWS = {"1280x720": (890, 640), "3840x2160": (3450, 2080)}
"""Size of the view in a window of that size."""


def image(edge: int) -> Radiograph:
    """A 16-bit image, `edge` pixels square, smooth with noise."""
    random = np.random.default_rng(0)
    row = np.linspace(0, 50_000, edge, dtype=np.float32)
    pixels = (row[:, None] + row[None, ::-1]) / 2 + random.normal(0, 400, (edge, edge)).astype(np.float32)
    full = WindowLevel.from_range(0, 50_000)
    return Radiograph(np.clip(pixels, 0, 65_535).astype(np.uint16), 16, full, "image.dcm", "DICOM")


Frame = tuple[float, float]
"""Wall-clock seconds, CPU seconds."""


def frames_of_a_drag(view: ImageView, steps: int) -> list[Frame]:
    """A left drag of `steps` moves, each painted before the next."""
    taken = []
    _send(view, QMouseEvent.Type.MouseButtonPress, QPointF(100, 100))
    for step in range(steps):
        started, worked = time.perf_counter(), time.process_time()
        _send(view, QMouseEvent.Type.MouseMove, QPointF(100 + 3 * (step % 40), 100 + 2 * (step % 25)))
        view.repaint()
        taken.append((time.perf_counter() - started, time.process_time() - worked))
    _send(view, QMouseEvent.Type.MouseButtonRelease, QPointF(100, 100))
    return taken


def frames_of_the_direct_method(radiograph: Radiograph, size: tuple[int, int]) -> list[Frame]:
    """Windows all pixels and lets Qt scale the image, like a label with a pixmap."""
    target = QImage(*size, QImage.Format.Format_RGB32)
    taken = []
    for step in range(6):
        started, worked = time.perf_counter(), time.process_time()
        grey = display_image(radiograph, WindowLevel.from_range(10 * step, 50_000))
        image = QImage(
            grey.data, grey.shape[1], grey.shape[0], grey.shape[1], QImage.Format.Format_Grayscale8
        )
        painter = QPainter(target)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = min(size)
        painter.drawImage(QRectF(0, 0, edge, edge), image)
        painter.end()
        taken.append((time.perf_counter() - started, time.process_time() - worked))
    return taken


def _send(view: ImageView, kind: QMouseEvent.Type, place: QPointF) -> None:
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseMove else left
    QApplication.sendEvent(
        view, QMouseEvent(kind, place, place, button, left, Qt.KeyboardModifier.NoModifier)
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Frames per second of a window drag on a large image.")
    parser.add_argument("--edge", type=int, default=4000)
    parser.add_argument("--steps", type=int, default=120)
    options = parser.parse_args()
    _application = QApplication([])
    radiograph = image(options.edge)
    display = Display()
    view = ImageView(display)
    display.show(radiograph)
    started = time.perf_counter()
    made = image_of(Path("image.dcm"), radiograph)
    print(f"{options.edge} x {options.edge}, 16 bits; prepared once in {time.perf_counter() - started:.2f} s")
    view.set_image(made)
    for name, size in VIEWS.items():
        view.resize(*size)
        view.show()
        if not QTest.qWaitForWindowExposed(view):
            raise SystemExit("the view is not shown; nothing to measure")
        frames_of_a_drag(view, 5)
        drag = np.array(frames_of_a_drag(view, options.steps))
        direct = np.array(frames_of_the_direct_method(radiograph, size))
        wall, processor = 1 / np.median(drag[:, 0]), 1 / max(np.mean(drag[:, 1]), 1e-6)
        ratio = np.median(direct[:, 0]) / np.median(drag[:, 0])
        print(f"window {name}: {wall:.0f} frames a second (median; {processor:.0f} by CPU time),")
        print(f"  slowest {drag[:, 0].max() * 1000:.0f} ms; {ratio:.0f} times as fast as the direct method")
    return 0


if __name__ == "__main__":
    sys.exit(main())
