"""Frame rate of a window/level drag through local contrast and sharpening.

    python -m tests.benchmarks.filtered_drag

prints, for a 16-bit image at two view sizes: how long after the key the filtered image is seen, how long the
interface thread is held at most meanwhile (its own processor time, in one go), and the frames per second of a
left drag, by wall-clock time and by CPU time, which is what an idle machine would reach; and how many times
that is what the direct method reaches, which filters the whole image again for each frame.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.window_level_drag import VIEWS, frames_of_a_drag, image
from xray_desktop.imaging.display_filters import DisplayFilters
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.filtered_pyramid import FilteredPyramid
from xray_desktop.ui.images.loaded_image import LoadedImage, image_of
from xray_desktop.ui.jobs import WorkerThreads
from xray_desktop.ui.viewer.image_view import ImageView

FILTERS = DisplayFilters(local_contrast=True, sharpened=True)


def wait_for_filters(view: ImageView) -> tuple[float, float]:
    """Runs the event loop until the view shows all detail filtered; seconds, and the longest hold in
    seconds.
    """
    loop, longest = QEventLoop(), 0.0
    started, before = time.perf_counter(), time.thread_time()

    def tick() -> None:
        nonlocal longest, before
        longest = max(longest, time.thread_time() - before)
        filtered, sampled = view._pixels.filtered, view._pixels.raster.sampled
        if filtered is not None and sampled is not None and not filtered.lacks(*sampled):
            loop.quit()
        before = time.thread_time()

    timer = QTimer(interval=1)
    timer.timeout.connect(tick)
    timer.start()
    loop.exec()
    return time.perf_counter() - started, longest


def seconds_of_the_direct_method(made: LoadedImage) -> float:
    """CPU time to filter all pixels, as for each frame of a drag without a table."""
    started = time.process_time()
    FilteredPyramid(made, FILTERS).whole_at(0)
    return time.process_time() - started


def main() -> int:
    parser = argparse.ArgumentParser(description="Frames per second of a window drag on a filtered image.")
    parser.add_argument("--edge", type=int, default=4000)
    parser.add_argument("--steps", type=int, default=120)
    options = parser.parse_args()
    _application = QApplication([])
    workers = WorkerThreads()
    radiograph = image(options.edge)
    made = image_of(Path("image.dcm"), radiograph)
    display = Display()
    view = ImageView(display, filtering=workers.worker("filtering"))
    display.show(radiograph)
    view.set_image(made)
    direct = seconds_of_the_direct_method(made)
    print(f"{options.edge} x {options.edge}, 16 bits; all of it filtered in {direct:.2f} s of CPU time")
    for name, size in VIEWS.items():
        view.resize(*size)
        view.show()
        if not QTest.qWaitForWindowExposed(view):
            raise SystemExit("the view is not shown; nothing to measure")
        for zoom in (1.0, 4.0):
            view.fit()
            view.zoom(zoom)
            display.set_filters(DisplayFilters())
            QTest.qWait(300)
            display.set_filters(FILTERS)
            seconds, held = wait_for_filters(view)
            QTest.qWait(300)
            frames_of_a_drag(view, 5)
            drag = np.array(frames_of_a_drag(view, options.steps))
            wall, processor = 1 / np.median(drag[:, 0]), 1 / max(np.mean(drag[:, 1]), 1e-6)
            print(f"window {name}, zoom {zoom:g}: filtered {seconds * 1000:.0f} ms after the key,")
            print(f"  interface thread held {held * 1000:.0f} ms at most;")
            print(f"  drag: {wall:.0f} frames a second (median; {processor:.0f} by CPU time), slowest")
            print(
                f"  {drag[:, 0].max() * 1000:.0f} ms; {direct * processor:.0f} times as fast as the direct "
                "method"
            )
    workers.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
