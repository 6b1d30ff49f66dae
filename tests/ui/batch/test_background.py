"""Open images are classified in the background: in sight first, after what a person waits for."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS, WindowMaker, workspace_of
from tests.ui.watchdog import Watchdog, allowed_ms
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.inference.classifier import Classifier
from xray_desktop.results.row import Row
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.batch.background import BackgroundState
from xray_desktop.ui.batch.background_strip import BackgroundStrip
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.worklist.columns import Column
from xray_desktop.ui.worklist.entry import Outcome

IMAGES = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Images of which a window shows about a third, and one file that cannot be read."""
    made = tmp_path / "images"
    made.mkdir()
    content = write_png(tmp_path / "one.png", synthetic_image(40, 50)).read_bytes()
    for number in range(IMAGES):
        (made / f"image{number:02}.png").write_bytes(content)
    (made / "image99.png").write_bytes(content[:40])
    return made


def outcomes(window: MainWindow) -> list[Outcome]:
    return [entry.outcome for entry in window.worklist.model.entries]


def waiting(window: MainWindow) -> int:
    return outcomes(window).count(Outcome.WAITING)


def strip_of(window: MainWindow) -> BackgroundStrip:
    (strip,) = window.findChildren(BackgroundStrip)
    return strip


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the images that were read in the background, in their order."""
    names: list[str] = []
    prepare = ImageReading.prepare

    def recorded(reading: ImageReading, path: str, spec: Any) -> Any:
        names.append(Path(path).name)
        return prepare(reading, path, spec)

    monkeypatch.setattr(ImageReading, "prepare", recorded)
    return names


def test_everything_that_is_opened_gets_its_result_without_a_click(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    window.open_paths([folder])
    qtbot.waitUntil(lambda: len(outcomes(window)) == IMAGES + 1 and not waiting(window), timeout=WAIT_MS)
    assert outcomes(window).count(Outcome.FAILED) == 1
    assert set(outcomes(window)) == {Outcome.FAILED, outcomes(window)[0]}
    assert outcomes(window)[0] in (Outcome.NORMAL, Outcome.PNEUMONIA, Outcome.NOT_CLASSIFIED)
    qtbot.waitUntil(lambda: workspace_of(window).background.state is BackgroundState.IDLE, timeout=WAIT_MS)
    assert window.worklist.model.in_work == ""
    assert strip_of(window).isHidden()


def test_images_in_sight_come_first(
    window: MainWindow, qtbot: QtBot, folder: Path, prepared: list[str]
) -> None:
    background = workspace_of(window).background
    background.pause(True)
    window.open_paths([folder])
    qtbot.waitUntil(
        lambda: len(outcomes(window)) == IMAGES + 1 and waiting(window) == IMAGES, timeout=WAIT_MS
    )
    window.worklist.table.scrollToBottom()
    in_sight = [Path(path).name for path in window.worklist.table.paths_in_sight()]
    assert 3 < len(in_sight) < IMAGES
    background.pause(False)
    qtbot.waitUntil(lambda: len(prepared) > len(in_sight), timeout=WAIT_MS)
    # The line of progress that comes and goes under the table moves the rows in sight by one or two.
    order = [Path(entry.path).name for entry in window.worklist.model.entries]
    begun = prepared[: len(in_sight) - 3]
    at = order.index(begun[0])
    assert abs(at - order.index(in_sight[0])) <= 2
    assert begun == order[at : at + len(begun)]


def _held(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Events that say that a background reading is under way, and that let it go on."""
    under_way, go_on = threading.Event(), threading.Event()
    prepare = ImageReading.prepare

    def held(reading: ImageReading, path: str, spec: Any) -> Any:
        image = prepare(reading, path, spec)
        under_way.set()
        go_on.wait(WAIT_MS / 1000)
        return image

    monkeypatch.setattr(ImageReading, "prepare", held)
    return under_way, go_on


def test_a_click_pauses_and_another_goes_on(
    window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, go_on = _held(monkeypatch)
    strip = strip_of(window)
    window.open_paths([folder])
    qtbot.waitUntil(under_way.is_set, timeout=WAIT_MS)
    # Held, since a fast machine classifies all of them before the line of progress appears.
    qtbot.waitUntil(strip.isVisible, timeout=WAIT_MS)
    qtbot.mouseClick(strip.pause, Qt.MouseButton.LeftButton)
    assert "paused" in strip.text
    go_on.set()
    qtbot.waitUntil(lambda: not window.worklist.model.in_work, timeout=WAIT_MS)
    left = waiting(window)
    assert left > 0
    qtbot.wait(500)
    assert waiting(window) == left
    assert strip.isVisible()
    qtbot.mouseClick(strip.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not waiting(window), timeout=WAIT_MS)


def test_the_settings_switch_it_off_and_on(
    window: MainWindow, qtbot: QtBot, folder: Path, prepared: list[str]
) -> None:
    window.settings.set(remembered.BACKGROUND_CLASSIFICATION, False)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([folder])
    qtbot.wait(500)
    assert prepared == []
    assert waiting(window) == IMAGES
    dialog = workspace_of(window).change_settings()
    (box,) = [each for each in dialog.findChildren(QCheckBox) if "background" in each.text()]
    assert not box.isChecked()
    box.click()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not waiting(window), timeout=WAIT_MS)


def test_nothing_is_begun_while_an_image_is_opened_or_classified_for_the_screen(
    window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[bool] = []
    opening, classifying = window.workers.worker("opening"), window.workers.worker("classifying")
    background, read = window.workers.worker("background"), IsolatedReader.read
    submit = background.submit

    def watched(*work: Any, **how: Any) -> Any:
        # In the interface thread: what is opened just after an image was begun makes that one give way.
        began.append(opening.busy or classifying.busy)
        return submit(*work, **how)

    def slow(reader: IsolatedReader, path: str, **how: Any) -> Any:
        if threading.current_thread() is not threading.main_thread() and opening.busy:
            time.sleep(0.1)
        return read(reader, path, **how)

    monkeypatch.setattr(background, "submit", watched)
    monkeypatch.setattr(IsolatedReader, "read", slow)
    window.open_paths([folder])
    qtbot.waitUntil(lambda: len(outcomes(window)) > IMAGES and len(began) > 1, timeout=WAIT_MS)
    for _ in range(8):
        qtbot.keyClick(window.worklist.table, Qt.Key.Key_Down)
        qtbot.wait(60)
    qtbot.waitUntil(lambda: not waiting(window), timeout=WAIT_MS)
    assert len(began) > 10
    assert not any(began)


def test_a_late_result_never_replaces_a_newer_one(
    window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, go_on = _held(monkeypatch)
    model = window.worklist.model
    window.open_paths([folder])
    qtbot.waitUntil(under_way.is_set, timeout=WAIT_MS)
    late = model.in_work
    newer = Row("image", "ok", "PNEUMONIA", 0.777, 0.5, 50, 40)
    model.set_result(late, newer)
    go_on.set()
    qtbot.waitUntil(lambda: model.in_work != late, timeout=WAIT_MS)
    entry = model.entry(late)
    assert entry is not None
    assert entry.original_row is newer


def test_a_result_for_an_image_that_left_the_list_goes_nowhere(
    window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, go_on = _held(monkeypatch)
    model = window.worklist.model
    window.open_paths([folder])
    qtbot.waitUntil(under_way.is_set, timeout=WAIT_MS)
    late = model.in_work
    model.remove([late])
    go_on.set()
    qtbot.waitUntil(lambda: model.total == IMAGES and not waiting(window), timeout=WAIT_MS)
    assert model.entry(late) is None


def test_closing_the_window_ends_it_at_once(
    window: MainWindow, qtbot: QtBot, folder: Path, prepared: list[str]
) -> None:
    window.open_paths([folder])
    qtbot.waitUntil(lambda: len(prepared) > 2, timeout=WAIT_MS)
    window.close()
    assert window.ended


def test_the_network_does_not_run_again_for_an_image_that_was_classified_in_the_background(
    window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_paths([folder])
    qtbot.waitUntil(lambda: len(outcomes(window)) > IMAGES and not waiting(window), timeout=WAIT_MS)
    runs: list[int] = []
    outputs = Classifier.outputs

    def counted(classifier: Classifier, inputs: Any) -> Any:
        runs.append(1)
        return outputs(classifier, inputs)

    monkeypatch.setattr(Classifier, "outputs", counted)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS) as caught:
        window.worklist.show_image(str(folder / "image30.png"))
    assert caught.args[0].name == "image30.png"
    assert runs == []


def test_a_network_that_fails_stops_it_with_a_reason_and_it_can_go_on(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    strip, background = strip_of(window), workspace_of(window).background
    background.pause(True)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([folder])
    broken = pytest.MonkeyPatch()

    def fails(_classifier: Classifier, _inputs: Any) -> Any:
        raise RuntimeError("of the network")

    broken.setattr(Classifier, "outputs", fails)
    background.pause(False)
    qtbot.waitUntil(lambda: background.state is BackgroundState.FAILED, timeout=WAIT_MS)
    broken.undo()
    assert background.failure is not None
    assert background.failure.code == "classification_internal_error"
    qtbot.waitUntil(strip.isVisible, timeout=WAIT_MS)
    assert waiting(window) == IMAGES
    qtbot.mouseClick(strip.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not waiting(window), timeout=WAIT_MS)


@pytest.mark.timing
@pytest.mark.usefixtures("as_the_program_runs")
def test_five_thousand_files_are_classified_without_holding_the_window(
    make_main_window: WindowMaker, qtbot: QtBot, tmp_path: Path, image_file: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(5000):
        (folder / f"{number}.png").hardlink_to(image_file)
    window = make_main_window()
    table, model = window.worklist.table, window.worklist.model

    def classified(number: int) -> Callable[[], bool]:
        return lambda: model.total == 5000 and 5000 - waiting(window) > number

    watchdog = Watchdog(window)
    opened = watchdog.during(lambda: window.open_paths([folder]), classified(20), qtbot)
    descending = Qt.SortOrder.DescendingOrder
    table.sortByColumn(Column.PROBABILITY, descending)
    in_order = watchdog.during(lambda: table.scrollToBottom(), classified(60), qtbot)
    print(f"longest gaps: {opened:.1f} ms, sorted {in_order:.1f} ms")
    assert max(opened, in_order) < allowed_ms()
