"""Case review as a person does it: filters, cases, contact sheet, bundle, and opening the bundle again."""

import threading
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import workspace_of
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.evaluation.review.bundle_reading import read_bundle
from xray_desktop.evaluation.review.case_filters import CaseFilter
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import message
from xray_desktop.results.row import Row
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.review.window import CaseReviewWindow
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.worklist.entry import Entry

WAIT_MS = 60_000
N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        for truth in (N, P):
            (tmp_path / truth.value).mkdir(exist_ok=True)
            image = synthetic_image(60, 80, seed=number)
            write_png(tmp_path / truth.value / f"DOE{number}.png", image if truth is P else image // 2)
    return tmp_path


@pytest.fixture
def review(window: MainWindow, folder: Path, qtbot: QtBot) -> CaseReviewWindow:
    workspace = workspace_of(window)
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    context = window.model_runner.decision_context
    assert context is not None

    def entry(truth: PredictedClass, number: int, predicted: str, p: float | None, mark: Mark) -> Entry:
        name = f"{truth.value}/DOE{number}.png"
        row = Row(
            name,
            "ok" if predicted else "rejected",
            predicted,
            p,
            context.point.threshold,
            80,
            60,
            () if predicted else (message("not_frontal_chest"),),
            model=context.model,
            operating_point=context.point.name,
        )
        return Entry(str(folder / name), name, row, mark, bundled_mark=mark)

    window.worklist.add(
        [
            entry(N, 0, "NORMAL", 0.1, Mark()),
            entry(N, 1, "PNEUMONIA", 0.7, Mark()),
            entry(N, 2, "", None, Mark()),
            entry(P, 0, "PNEUMONIA", 0.9, Mark(N, "hilum")),
            entry(P, 1, "NORMAL", 0.2, Mark()),
            entry(P, 2, "NORMAL", 0.05, Mark()),
        ]
    )
    window.actions_["review"].trigger()
    qtbot.waitUntil(lambda: workspace.review.complete, timeout=WAIT_MS)
    return workspace.review


def press(qtbot: QtBot, review: CaseReviewWindow, wanted: CaseFilter) -> None:
    item = review.filters.item(list(CaseFilter).index(wanted))
    place = review.filters.visualItemRect(item).center()
    qtbot.mouseClick(review.filters.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert review.wanted is wanted


def shown(review: CaseReviewWindow) -> list[str]:
    return [item.name for item in review.grid.items]


def test_each_filter_counts_and_shows_its_cases(review: CaseReviewWindow, qtbot: QtBot) -> None:
    counts = {
        wanted: review.filters.item(row).text().rpartition("(")[2].rstrip(")")
        for row, wanted in enumerate(CaseFilter)
    }
    assert {wanted: count for wanted, count in counts.items() if count != "0"} == {
        CaseFilter.FALSE_NEGATIVE: "2",
        CaseFilter.FALSE_POSITIVE: "1",
        CaseFilter.TRUE_POSITIVE: "1",
        CaseFilter.TRUE_NEGATIVE: "1",
        CaseFilter.CONFIDENT_ERRORS: "2",
        CaseFilter.READER_AGAINST_MODEL: "1",
        CaseFilter.READER_AGAINST_TRUTH: "1",
        CaseFilter.REJECTED: "1",
    }
    press(qtbot, review, CaseFilter.FALSE_NEGATIVE)
    assert shown(review) == ["PNEUMONIA/DOE2.png", "PNEUMONIA/DOE1.png"]  # the more confident one first
    press(qtbot, review, CaseFilter.READER_AGAINST_MODEL)
    assert shown(review) == ["PNEUMONIA/DOE0.png"]
    press(qtbot, review, CaseFilter.REJECTED)
    assert shown(review) == ["NORMAL/DOE2.png"]


def test_a_click_on_a_case_shows_its_image(
    review: CaseReviewWindow, window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, review, CaseFilter.FALSE_POSITIVE)
    place = review.grid.visualRect(review.grid.model().index(0, 0)).center()
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        qtbot.mouseClick(review.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    current = window.worklist.current()
    assert current is not None
    assert current.name == "NORMAL/DOE1.png"


def test_the_worklist_shows_the_cases_of_the_filter(
    review: CaseReviewWindow, window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, review, CaseFilter.FALSE_NEGATIVE)
    qtbot.mouseClick(review.export.to_worklist, Qt.MouseButton.LeftButton)
    assert {entry.name for entry in window.worklist.model.shown} == {
        "PNEUMONIA/DOE1.png",
        "PNEUMONIA/DOE2.png",
    }


def test_a_filter_without_cases_says_so_and_offers_nothing(review: CaseReviewWindow, qtbot: QtBot) -> None:
    press(qtbot, review, CaseFilter.UNREADABLE)
    assert review.empty.isVisible()
    assert review.empty.text()
    assert not review.export.sheet.isEnabled()


def test_without_results_it_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    workspace.review_cases()
    qtbot.waitUntil(lambda: workspace.review.complete, timeout=WAIT_MS)
    assert "classify" in workspace.review.empty.text()


def test_the_contact_sheet_is_a_pdf_of_the_cases(
    review: CaseReviewWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    press(qtbot, review, CaseFilter.FALSE_NEGATIVE)
    with qtbot.waitSignal(review.export.notified, timeout=WAIT_MS) as caught:
        qtbot.mouseClick(review.export.sheet, Qt.MouseButton.LeftButton)
    assert caught.args[0].code == "contact_sheet_written"
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_size > 10_000  # the images are in it
    assert "2" in review.export.status.text()


def test_a_contact_sheet_without_a_place_to_write_is_one_sentence(
    review: CaseReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    press(qtbot, review, CaseFilter.FALSE_NEGATIVE)
    with qtbot.waitSignal(review.export.notified, timeout=WAIT_MS) as caught:
        review.export.write_sheet(tmp_path / "missing" / "sheet.pdf")
    assert caught.args[0].code == "contact_sheet_unwritable"
    assert review.export.sheet.isEnabled()


def test_a_bundle_goes_out_and_comes_in_by_dropping_it(
    review: CaseReviewWindow,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "cases.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "cases"), ""))
    press(qtbot, review, CaseFilter.READER_AGAINST_MODEL)
    with qtbot.waitSignal(review.export.notified, timeout=WAIT_MS) as caught:
        qtbot.mouseClick(review.export.bundle, Qt.MouseButton.LeftButton)
    assert caught.args[0].code == "bundle_written"
    assert len(read_bundle(file).rows) == 1
    assert b"DOE" not in file.read_bytes()
    review.close()
    window.worklist.model.clear()
    drop(window, file)
    qtbot.waitUntil(lambda: window.worklist.model.total == 1, timeout=WAIT_MS)
    (entry,) = window.worklist.model.entries
    assert (entry.name, entry.truth, entry.mark) == ("images/PNEUMONIA/0001.png", P, Mark(N, "hilum"))
    assert entry.row is not None
    assert entry.row.probability_pneumonia == 0.9
    qtbot.waitUntil(lambda: window.image is not None, timeout=WAIT_MS)
    assert window.image is not None
    assert window.image.radiograph.width == 80


def test_a_tampered_bundle_is_refused_in_one_sentence(
    review: CaseReviewWindow, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    press(qtbot, review, CaseFilter.FALSE_POSITIVE)
    with qtbot.waitSignal(review.export.notified, timeout=WAIT_MS):
        review.export.write_bundle(tmp_path / "cases.zip")
    with zipfile.ZipFile(tmp_path / "cases.zip", "a") as archive:
        archive.writestr("../evil.png", b"x")
    with qtbot.waitSignal(window.finder.failed, timeout=WAIT_MS) as caught:
        drop(window, tmp_path / "cases.zip")
    assert caught.args[0].code == "bundle_path_outside"
    assert window.worklist.model.total == 6


def test_cancelling_leaves_no_file_and_the_next_one_can_be_written(
    review: CaseReviewWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, read = threading.Event(), ImageReading.read

    def held(reading: ImageReading, path: str) -> Radiograph:
        # A fast machine has written the file before it can be cancelled.
        go_on.wait(WAIT_MS / 1000)
        return read(reading, path)

    monkeypatch.setattr(ImageReading, "read", held)
    press(qtbot, review, CaseFilter.FALSE_NEGATIVE)
    review.export.write_bundle(tmp_path / "cases.zip")
    assert review.export.cancel.isVisible()
    qtbot.mouseClick(review.export.cancel, Qt.MouseButton.LeftButton)
    assert not review.export.cancel.isVisible()
    go_on.set()
    with qtbot.waitSignal(review.export.notified, timeout=WAIT_MS):
        review.export.write_bundle(tmp_path / "other.zip")
    assert not (tmp_path / "cases.zip").exists()
    assert (tmp_path / "other.zip").exists()


def drop(window: MainWindow, file: Path) -> None:
    """Drops a file on the middle of a window, as a person does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    dropping = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(window, dropping)
