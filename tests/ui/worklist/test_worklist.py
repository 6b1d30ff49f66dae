"""The worklist as a person uses it: keys, mouse, words, thumbnails."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom, write_png
from tests.ui.conftest import WAIT_MS
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.row import Row
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.images.thumbnails import SIDE, thumbnail
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.text.translation import Translation
from xray_desktop.ui.worklist.entry import Entry, Filter, Outcome
from xray_desktop.ui.worklist.panel import Worklist


@pytest.fixture
def worker() -> Iterator[WorkerThread]:
    made = WorkerThread("thumbnails")
    yield made
    made.close()
    made.wait(5000)


@pytest.fixture
def worklist(worker: WorkerThread, qtbot: QtBot, tmp_path: Path) -> Iterator[Worklist]:
    made = Worklist(worker)
    qtbot.addWidget(made)
    for number in range(4):
        write_png(tmp_path / f"image{number}.png", synthetic_image(60, 90, seed=number))
    made.add(Entry(str(tmp_path / f"image{number}.png"), f"image{number}.png") for number in range(4))
    made.resize(460, 400)
    made.show()
    yield made
    made.close_reading()


def wanted(worklist: Worklist) -> list[str]:
    """Names of the images that are asked for from now on."""
    asked: list[str] = []
    worklist.imageWanted.connect(lambda path: asked.append(Path(path).name))
    return asked


def test_arrow_keys_ask_for_the_next_and_the_previous_image(worklist: Worklist, qtbot: QtBot) -> None:
    asked = wanted(worklist)
    worklist.step(1)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(worklist.table, key)
    assert asked == ["image0.png", "image1.png", "image2.png", "image1.png", "image3.png", "image0.png"]


def test_stepping_stops_at_both_ends(worklist: Worklist) -> None:
    assert worklist.step(1)
    assert not worklist.step(-1)
    assert worklist.step(10)
    assert not worklist.step(1)
    current = worklist.current()
    assert current is not None
    assert current.name == "image3.png"


def test_the_neighbours_are_those_after_and_before(worklist: Worklist, tmp_path: Path) -> None:
    def neighbours(name: str, count: int) -> list[str]:
        return [Path(path).name for path in worklist.neighbours(str(tmp_path / name), count)]

    assert neighbours("image1.png", 2) == ["image2.png", "image0.png", "image3.png"]
    assert neighbours("image0.png", 1) == ["image1.png"]
    assert neighbours("other.png", 1) == []


def test_an_image_that_the_filter_hides_is_shown_when_it_is_asked_for(
    worklist: Worklist, tmp_path: Path
) -> None:
    worklist.filter_bar.search.setText("image3")
    assert worklist.model.rowCount() == 1
    assert worklist.show_image(str(tmp_path / "image1.png"))
    assert worklist.filter_bar.search.text() == ""
    assert worklist.model.rowCount() == 4
    assert not worklist.show_image("/nowhere.png")


def test_typing_filters_and_the_button_shows_all_again(worklist: Worklist, qtbot: QtBot) -> None:
    assert not worklist.filter_bar.reset.isVisible()
    qtbot.keyClicks(worklist.filter_bar.search, "image2")
    assert [entry.name for entry in worklist.model.shown] == ["image2.png"]
    qtbot.mouseClick(worklist.filter_bar.reset, Qt.MouseButton.LeftButton)
    assert worklist.model.rowCount() == 4


def test_choosing_a_result_shows_only_those(worklist: Worklist, tmp_path: Path) -> None:
    path = str(tmp_path / "image2.png")
    worklist.model.set_result(path, Row("image2.png", "ok", "PNEUMONIA", 0.9, 0.5, 90, 60))
    place = worklist.filter_bar.outcomes.findText("Pneumonia")
    worklist.filter_bar.outcomes.setCurrentIndex(place)
    worklist.filter_bar.outcomes.activated.emit(place)
    assert [entry.name for entry in worklist.model.shown] == ["image2.png"]


def test_a_cell_of_the_confusion_matrix_can_be_the_filter(worklist: Worklist) -> None:
    cell = Filter(outcomes=frozenset({Outcome.NORMAL}), truth=PredictedClass.PNEUMONIA)
    worklist.set_filter(cell)
    assert worklist.model.filter == cell
    assert worklist.filter_bar.outcomes.currentIndex() == -1
    worklist.filter_bar.search.setText("x")
    assert worklist.model.filter.truth is PredictedClass.PNEUMONIA
    worklist.clear_filter()
    assert worklist.model.rowCount() == 4


def test_delete_takes_chosen_images_off_the_list_and_leaves_the_files(
    worklist: Worklist, qtbot: QtBot, tmp_path: Path
) -> None:
    worklist.step(1)
    qtbot.keyClick(worklist.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [entry.name for entry in worklist.selected()] == ["image0.png", "image1.png"]
    worklist.table.setFocus()
    qtbot.keyClick(worklist.table, Qt.Key.Key_Delete)
    assert [entry.name for entry in worklist.model.shown] == ["image2.png", "image3.png"]
    assert (tmp_path / "image0.png").exists()
    current = worklist.current()
    assert current is not None
    assert current.name == "image2.png"


def test_two_chosen_images_can_be_compared(worklist: Worklist, qtbot: QtBot) -> None:
    worklist.step(1)
    qtbot.keyClick(worklist.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(worklist.compareWanted) as asked:
        worklist.compare_action.trigger()
    assert [Path(path).name for path in asked.args] == ["image0.png", "image1.png"]


def test_thumbnails_of_the_images_in_sight_appear(worklist: Worklist, qtbot: QtBot, tmp_path: Path) -> None:
    path = str(tmp_path / "image3.png")
    qtbot.waitUntil(lambda: worklist.thumbnails.get(path) is not None, timeout=WAIT_MS)
    pixmap = worklist.thumbnails.get(path)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (SIDE, 64)


def test_a_file_without_an_image_has_no_thumbnail_and_does_no_harm(
    worklist: Worklist, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n")
    with qtbot.waitSignal(worklist.thumbnails.ready):
        assert worklist.thumbnails.get(str(broken)) is None
    assert worklist.thumbnails.get(str(broken)) is None


def test_a_thumbnail_looks_like_the_image(tmp_path: Path) -> None:
    image = synthetic_image(1200, 900, bits=12)
    radiograph = read_radiograph(write_dicom(tmp_path / "image.dcm", image))
    small = thumbnail(radiograph)
    assert small.shape == (SIDE, SIDE * 3 // 4)
    blocks = image[: 96 * 12, : 72 * 12].reshape(96, 12, 72, 12).mean(axis=(1, 3))
    assert np.corrcoef(small.ravel(), blocks.ravel())[0, 1] > 0.9


def test_an_image_in_an_archive_is_read_as_if_the_archive_were_a_folder(tmp_path: Path) -> None:
    image = write_png(tmp_path / "image.png", synthetic_image(40, 50))
    with zipfile.ZipFile(tmp_path / "images.zip", "w") as archive:
        archive.write(image, "deep/er.png")
    reading = ImageReading()
    try:
        read = reading.read(str(tmp_path / "images.zip" / "deep" / "er.png"))
    finally:
        reading.close()
    assert read.pixels.shape == (40, 50)


def test_the_language_event_changes_every_text(worklist: Worklist) -> None:
    worklist.filter_bar.search.setPlaceholderText("")
    QApplication.sendEvent(worklist, QEvent(QEvent.Type.LanguageChange))
    assert worklist.filter_bar.search.placeholderText()


def test_many_images_are_counted_as_people_write_numbers(
    worklist: Worklist, qapp: QApplication, qtbot: QtBot
) -> None:
    Translation(qapp).use("en")
    worklist.add(Entry(f"/images/{number}.png", f"{number}.png") for number in range(1196))

    def words() -> list[str]:
        return [label.text() for label in worklist.findChildren(QLabel)]

    qtbot.waitUntil(lambda: "1,200 images" in words(), timeout=WAIT_MS)
    worklist.set_filter(Filter(text="image0"))
    qtbot.waitUntil(lambda: "1 of 1,200 images shown" in words(), timeout=WAIT_MS)


def test_a_list_that_the_filter_empties_says_so(worklist: Worklist) -> None:
    def inked() -> bool:
        image = worklist.table.viewport().grab().toImage()
        lines = range(0, min(image.height(), 60), 2)
        return len({image.pixelColor(x, y).name() for x in range(image.width()) for y in lines}) > 1

    worklist.set_filter(Filter(text="no such name"))
    assert worklist.model.rowCount() == 0
    assert inked()
    worklist.model.clear()
    assert not inked(), "without images nothing is filtered"
