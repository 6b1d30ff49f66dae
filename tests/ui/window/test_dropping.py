"""Files and folders dropped on the window, as a person drops them; nothing freezes, nothing is lost."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS
from tests.ui.watchdog import Watchdog, allowed_ms
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace
from xray_desktop.ui.worklist.entry import Outcome


def drop(target: QWidget, paths: list[Path]) -> bool:
    """Drops files on a widget as the window system does; whether they were taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop_at(window: QWidget, place: QPoint, paths: list[Path]) -> bool:
    """Drops files on whatever takes drops at a place of a window, as the window system finds it."""
    under: QWidget | None = window.childAt(place) or window
    while under is not None:
        if under.acceptDrops() and drop(under, paths):
            return True
        under = None if under is window else under.parentWidget()
    return False


def middle(part: QWidget) -> QPoint:
    """The middle of a part, in its window."""
    return part.mapTo(part.window(), part.rect().center())


@pytest.fixture
def workspace(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> Workspace:
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    return workspace


@pytest.fixture
def images(tmp_path: Path) -> list[Path]:
    return [
        write_png(tmp_path / f"image{number}.png", synthetic_image(60, 80, seed=number))
        for number in range(3)
    ]


def test_several_files_come_into_the_worklist_and_the_first_is_shown(
    window: MainWindow, images: list[Path], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        assert drop(window, images)
    assert [Path(entry.path) for entry in window.worklist.model.shown] == images
    assert window.image is not None
    assert window.image.path == images[0]
    assert window.settings.recent()[:3] == [str(image) for image in reversed(images)]


def test_text_fields_leave_dropped_files_to_the_window(window: MainWindow) -> None:
    fields = window.findChildren(QLineEdit)
    assert fields
    assert not [field for field in fields if field.acceptDrops()]


def test_what_is_no_file_is_not_taken(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("words")
    mime.setUrls([QUrl("https://example.org/image.png")])
    enter = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


@pytest.mark.slow
@pytest.mark.usefixtures("as_the_program_runs")
@pytest.mark.timing
def test_five_thousand_files_never_block_the_window(
    window: MainWindow, images: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    paths = [many / f"{number}.png" for number in range(5000)]
    for path in paths:
        path.hardlink_to(images[0])
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    watchdog = Watchdog(window)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        QTimer.singleShot(0, lambda: drop(window, paths))
    assert len(window.worklist.model.entries) == 5000
    for _ in range(20):
        window.worklist.step(100)
        qtbot.wait(20)
    assert watchdog.longest_ms < allowed_ms()
    assert len(window.settings.get(remembered.RECENT)) == remembered.RECENT_LIMIT


def test_a_folder_of_folders_is_taken_with_all_that_is_in_it(
    window: MainWindow, images: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    shutil.copy(images[0], deep / "deep.png")
    (tmp_path / "a" / "empty").mkdir()
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        drop(window, [tmp_path / "a"])
    assert [entry.name for entry in window.worklist.model.shown] == ["b/c/deep.png"]


def test_a_folder_that_vanishes_leaves_the_worklist_as_it_is(
    window: MainWindow, images: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    for image in images:
        shutil.copy(image, share)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        drop(window, [share])
    shutil.rmtree(share)
    with qtbot.waitSignal(window.imageFailed, timeout=WAIT_MS) as failed:
        window.worklist.show_image(str(share / "image2.png"))
        window.classify_again()
    assert dict(failed.args[1].values)["file"] == "image2.png"
    assert len(window.worklist.model.entries) == 3
    first, last = window.worklist.model.shown[0], window.worklist.model.shown[2]
    assert first.outcome is not Outcome.WAITING
    assert last.path == str(share / "image2.png")
    drop(window, [share])
    qtbot.waitUntil(
        lambda: window.viewer.error is not None and window.viewer.error.code == "path_not_found",
        timeout=WAIT_MS,
    )
    assert len(window.worklist.model.entries) == 3


def test_an_image_dropped_on_a_side_of_the_comparison_is_shown_on_that_side(
    workspace: Workspace, images: list[Path], qtbot: QtBot
) -> None:
    comparison = workspace.comparison
    comparison.show()
    comparison.compare(str(images[0]), str(images[1]))

    def shown() -> list[Path | None]:
        return [side.image.path if side.image else None for side in comparison.sides]

    qtbot.waitUntil(lambda: shown() == images[:2], timeout=WAIT_MS)
    assert drop_at(comparison, middle(comparison.right.view), [images[2]])
    qtbot.waitUntil(lambda: shown() == [images[0], images[2]], timeout=WAIT_MS)
    assert drop_at(comparison, middle(comparison.left.view), [images[1]])
    qtbot.waitUntil(lambda: shown() == [images[1], images[2]], timeout=WAIT_MS)
    assert drop_at(comparison, middle(comparison.right.view), [images[1], images[0]])
    qtbot.waitUntil(lambda: shown() == [images[0], images[1]], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: all(side.prediction for side in comparison.sides), timeout=WAIT_MS)


def test_other_windows_leave_dropped_images_to_the_worklist(
    window: MainWindow, workspace: Workspace, images: list[Path], qtbot: QtBot
) -> None:
    evaluation, settings = workspace.evaluation, workspace.change_settings()
    card = window.help.show_model_card()
    evaluation.show()
    for beside, image in zip((evaluation, settings, card), images, strict=True):
        with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS) as shown:
            assert drop_at(beside, beside.rect().center(), [image])
        assert shown.args[0] == image
    assert [Path(entry.path) for entry in window.worklist.model.shown] == images


def test_a_folder_dropped_on_the_batch_is_the_one_to_be_classified(
    workspace: Workspace, tmp_path: Path
) -> None:
    dialog = workspace.batch.ask()
    (tmp_path / "images").mkdir()
    assert drop_at(dialog, middle(dialog.source), [tmp_path / "images"])
    assert dialog.source.text() == str(tmp_path / "images")
    assert dialog.output.text().endswith("images results.csv")


def test_of_several_files_the_one_named_first_is_shown_and_a_broken_one_is_marked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    good = write_png(tmp_path / "image.png", synthetic_image())
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        window.open_paths([good, broken])
    model = window.worklist.model
    assert [entry.file_name for entry in model.entries] == ["broken.png", "image.png"]
    qtbot.waitUntil(lambda: model.entry(str(broken)).outcome is Outcome.FAILED, timeout=WAIT_MS)
    assert window.image is not None
    assert window.image.path == good
    assert window.worklist.current().path == str(good)
    assert window.viewer.error is None
