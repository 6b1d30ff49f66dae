"""The window, from file to prediction, used as a person does."""

import os
import shutil
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom, write_png, write_tiff
from tests.models import tiny_model
from tests.ui.conftest import WAIT_MS, Shown, WindowMaker
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.prediction import Prediction
from xray_desktop.messages import message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.viewer.start_page import sample_images
from xray_desktop.ui.viewer.viewer_area import NoticeStrip
from xray_desktop.ui.window.main_window import MainWindow


def words(window: MainWindow) -> str:
    """All that stands in the prediction panel to be read."""
    return "\n".join(
        label.text() for label in window.prediction_panel.findChildren(QLabel) if label.isVisibleTo(window)
    )


def drop(window: MainWindow, paths: list[Path]) -> bool:
    """Drops files on the window as a file manager does; returns whether they were accepted."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, action, button = QPointF(300, 300), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place.toPoint(), action, mime, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        event = QDropEvent(place, action, mime, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, event)
    return enter.isAccepted()


def test_an_image_is_shown_and_then_classified_as_the_model_applies_to_it(
    window: MainWindow, qtbot: QtBot, image_file: Path, model_file: Path
) -> None:
    order: list[str] = []
    window.radiographShown.connect(lambda *_: order.append("image"))
    window.predictionReady.connect(lambda *_: order.append("predicted_class"))
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS) as caught:
        window.open_paths([image_file])
    assert order == ["image", "predicted_class"]
    expected = Classifier.load(model_file).classify(read_radiograph(image_file))
    assert caught.args[0] == image_file
    assert caught.args[1].probability == pytest.approx(expected.probability, abs=1e-6)
    assert f"{expected.probability:.2f}" in words(window)
    assert image_file.name in window.windowTitle()


def test_what_the_window_shows_changes_no_predicted_class(
    window: MainWindow, qtbot: QtBot, shown: Shown, image_file: Path
) -> None:
    shown.predicted_class(image_file)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS) as caught:
        window.classify_again()
    first = caught.args[1].probability
    window.display.invert()
    window.display.set_range(10, 20)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS) as caught:
        window.classify_again()
    assert caught.args[1].probability == pytest.approx(first, abs=1e-6)


def test_dropped_files_and_folders_are_opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "방사선 사진"
    folder.mkdir()
    for index in range(3):
        write_png(folder / f"필름 {index}.png", synthetic_image(seed=index))
    (folder / "notes.txt").write_text("not an image")
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS) as caught:
        assert drop(window, [folder])
    assert caught.args[0] == folder / "필름 0.png"
    assert [entry.name for entry in window.worklist.model.entries] == [f"필름 {i}.png" for i in range(3)]
    QTest.keyClick(window.viewer.view, Qt.Key.Key_PageDown)
    qtbot.waitUntil(
        lambda: window.image is not None and window.image.path.name == "필름 1.png", timeout=WAIT_MS
    )
    QTest.keyClick(window.viewer.view, Qt.Key.Key_PageUp)
    qtbot.waitUntil(
        lambda: window.image is not None and window.image.path.name == "필름 0.png", timeout=WAIT_MS
    )


def test_what_is_no_file_is_not_taken(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("hello")
    enter = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def test_of_ten_images_opened_quickly_the_last_is_shown_with_its_own_predicted_class(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, model_file: Path
) -> None:
    files = [write_png(tmp_path / f"{i}.png", synthetic_image(seed=i) // 2 + 12 * i) for i in range(10)]
    pairs: list[tuple[Path, Prediction, Path]] = []
    window.predictionReady.connect(
        lambda path, prediction: pairs.append((path, prediction, window.image.path))  # type: ignore[union-attr]
    )
    for file in files:
        window.open_paths([file])
        qtbot.wait(15)
    qtbot.waitUntil(lambda: bool(pairs) and pairs[-1][0] == files[-1], timeout=WAIT_MS)
    model = Classifier.load(model_file)
    for path, prediction, on_screen in pairs:
        assert path == on_screen
        expected = model.classify(read_radiograph(path)).probability
        assert prediction.probability == pytest.approx(expected, abs=1e-6)


def test_an_image_seen_before_is_not_read_or_classified_twice(
    window: MainWindow, shown: Shown, tmp_path: Path
) -> None:
    files = [write_png(tmp_path / f"{i}.png", synthetic_image(seed=i)) for i in range(2)]
    shown.predicted_class(files[0])
    image = window.image
    shown.predicted_class(files[1])
    shown.predicted_class(files[0])
    assert window.image is image


def test_a_file_that_has_changed_is_read_again(
    window: MainWindow, qtbot: QtBot, shown: Shown, tmp_path: Path
) -> None:
    file = write_png(tmp_path / "image.png", synthetic_image())
    shown.predicted_class(file)
    write_png(file, synthetic_image(200, 260, seed=3))
    os.utime(file, (time.time(), time.time() + 5))
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS) as caught:
        QTest.keyClick(window, Qt.Key.Key_F5)
    assert (caught.args[1].width, caught.args[1].height) == (260, 200)


def test_another_operating_point_applies_to_at_once_and_is_remembered(
    window: MainWindow, qtbot: QtBot, shown: Shown, image_file: Path, make_main_window: WindowMaker
) -> None:
    shown.predicted_class(image_file)
    with qtbot.waitSignal(window.predictionReady, timeout=100) as caught:
        window.prediction_panel.operatingPointChosen.emit("high_sensitivity")
    assert caught.args[1].threshold == 0.2
    other = make_main_window()
    qtbot.waitUntil(lambda: other.model_runner.metadata is not None, timeout=WAIT_MS)
    assert other.model_runner.operating_point == "high_sensitivity"


def codes(window: MainWindow) -> list[str]:
    """The codes of the messages above the image."""
    return [notice.code for notice in window.viewer.notices]


def test_an_image_of_several_can_be_chosen(
    window: MainWindow, qtbot: QtBot, shown: Shown, tmp_path: Path
) -> None:
    from PIL import Image

    pages = [Image.fromarray(synthetic_image(seed=seed)) for seed in range(3)]
    file = write_tiff(tmp_path / "pages.tif", pages[0], save_all=True, append_images=pages[1:])
    shown.image(file)
    assert any("3" in str(notice) for notice in window.viewer.notices)
    chooser = next(box for box in window.viewer.findChildren(QSpinBox) if box.isVisible())
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS) as caught:
        chooser.setValue(3)
    assert caught.args[1].frame == 2
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS) as caught:
        QTest.keyClick(window.viewer.view, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)
    assert caught.args[1].frame == 1


def test_a_failed_file_says_why_in_the_window_and_loses_nothing(
    window: MainWindow, shown: Shown, image_file: Path, tmp_path: Path
) -> None:
    shown.predicted_class(image_file)
    for name, content in (("empty.jpg", b""), ("letter.jpg", b"Dear colleague,\n" * 50)):
        file = tmp_path / name
        file.write_bytes(content)
        failure = shown.failure(file)
        assert name in str(failure)
        assert window.viewer.error == failure
        assert "No prediction" in words(window)
        assert "0." not in words(window).replace("(0.", "")
    assert len(window.worklist.model.entries) == 3
    shown.predicted_class(image_file)
    assert window.viewer.error is None


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said_to_be_so(shown: Shown, image_file: Path) -> None:
    image_file.chmod(0)
    assert shown.failure(image_file).code == "file_not_permitted"


def test_a_path_that_leads_nowhere_is_said_to_do_so(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.open_paths([tmp_path / "gone"])
    qtbot.waitUntil(lambda: window.viewer.error is not None, timeout=WAIT_MS)
    assert window.viewer.error == message("path_not_found", path=str(tmp_path / "gone"))


def test_an_empty_folder_leaves_the_image_and_says_so_above_it(
    window: MainWindow, qtbot: QtBot, shown: Shown, image_file: Path, tmp_path: Path
) -> None:
    shown.predicted_class(image_file)
    (tmp_path / "empty").mkdir()
    window.open_paths([tmp_path / "empty"])
    qtbot.waitUntil(lambda: codes(window) == ["no_files"], timeout=WAIT_MS)
    assert window.image is not None


def test_without_a_model_the_image_is_shown_and_the_reason_given_until_there_is_one(
    make_main_window: WindowMaker, qtbot: QtBot, image_file: Path, tmp_path: Path, model_file: Path
) -> None:
    missing = tmp_path / "model.onnx"
    window = make_main_window(missing)
    with qtbot.waitSignal(window.imageFailed, timeout=WAIT_MS) as caught:
        window.open_paths([image_file])
    assert caught.args[1].code == "model_missing"
    assert window.image is not None
    assert "model.onnx is missing" in words(window)
    missing.write_bytes(model_file.read_bytes()[:500])
    with qtbot.waitSignal(window.imageFailed, timeout=WAIT_MS) as caught:
        window.classify_again()
    assert caught.args[1].code == "model_damaged"
    shutil.copy(model_file, missing)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.classify_again()


def test_a_custom_model_is_used_marked_and_replaced_by_the_built_in_one(
    make_main_window: WindowMaker, qtbot: QtBot, image_file: Path, tmp_path: Path
) -> None:
    window = make_main_window()
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS) as caught:
        window.open_paths([image_file])
    before = caught.args[1]
    other = tiny_model(tmp_path / "other.onnx", answer=0.9, version="2")
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS) as caught:
        window.model_runner.use_model(other)
    assert caught.args[1].probability == pytest.approx(0.9, abs=1e-4)
    assert caught.args[1].model != before.model
    assert "Custom model" in words(window)
    assert "tiny 2" in words(window)


def test_a_model_that_cannot_be_used_is_reported_and_the_one_before_stays(
    window: MainWindow, qtbot: QtBot, shown: Shown, image_file: Path, tmp_path: Path
) -> None:
    shown.predicted_class(image_file)
    before = words(window)
    bad = tmp_path / "bad.onnx"
    bad.write_bytes(b"no model")
    with qtbot.waitSignal(window.model_runner.modelFailed, timeout=WAIT_MS):
        window.model_runner.use_model(bad)
    assert codes(window) == ["model_damaged"]
    assert words(window) == before
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.classify_again()


def test_a_network_that_fails_half_way_leaves_the_image_and_says_so(
    window: MainWindow,
    qtbot: QtBot,
    shown: Shown,
    image_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown.predicted_class(image_file)

    def fail(*_: object) -> None:
        raise RuntimeError("[ONNXRuntimeError] : 6 : allocation failed")

    monkeypatch.setattr(Classifier, "outputs", fail)
    failure = shown.failure(write_png(tmp_path / "second.png", synthetic_image(seed=4)))
    assert failure == message("classification_internal_error", file="second.png", error="RuntimeError")
    assert window.image is not None
    assert "No prediction" in words(window)
    monkeypatch.undo()
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.classify_again()


def test_an_image_is_found_again_as_it_was_left(
    window: MainWindow, shown: Shown, image_file: Path, tmp_path: Path
) -> None:
    second = write_png(tmp_path / "second.png", synthetic_image(seed=4))
    shown.image(image_file)
    window.display.set_range(30, 60)
    shown.image(second)
    assert window.display.state.voi.high == 255
    shown.image(image_file)
    assert (window.display.state.voi.low, window.display.state.voi.high) == (30, 60)
    window.actions_["keep_window"].trigger()
    shown.image(write_png(tmp_path / "third.png", synthetic_image(seed=5)))
    assert (window.display.state.voi.low, window.display.state.voi.high) == (30, 60)


def test_patient_data_is_hidden_at_every_start_and_shown_on_request(
    window: MainWindow, shown: Shown, tmp_path: Path, make_main_window: WindowMaker
) -> None:
    file = write_dicom(tmp_path / "image.dcm", synthetic_image(), PatientName="Doe^Marker")

    def attributes(window: MainWindow) -> str:
        tree = window.information_panel._attributes
        items = [tree.topLevelItem(i) for i in range(tree.topLevelItemCount())]
        return "\n".join(item.text(1) for item in items if item is not None)

    shown.image(file)
    assert "Marker" not in attributes(window)
    window.actions_["patient_data"].trigger()
    assert "Marker" in attributes(window)
    window.close()
    other = make_main_window()
    assert not other.information_panel.patient_shown


def test_actions_about_an_image_wait_for_one(window: MainWindow, shown: Shown, image_file: Path) -> None:
    assert not window.actions_["invert"].isEnabled()
    shown.image(image_file)
    assert window.actions_["invert"].isEnabled()
    window.close_image()
    assert not window.actions_["invert"].isEnabled()
    assert "No image" in words(window)


@pytest.mark.parametrize(
    ("key", "modifiers", "changed"),
    [
        (Qt.Key.Key_I, Qt.KeyboardModifier.NoModifier, lambda w: w.display.state.inverted),
        (Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier, lambda w: w.display.state.orientation.quarter_turns),
        (Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, lambda w: w.display.state.orientation.mirrored),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier, lambda w: not w.viewer.view.viewport.fitted),
        (Qt.Key.Key_H, Qt.KeyboardModifier.NoModifier, lambda w: w.viewer.view.heat_map_shown),
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, lambda w: w.display.undo_stack.canUndo()),
    ],
)
def test_keys_do_what_they_say(
    window: MainWindow,
    shown: Shown,
    image_file: Path,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    changed: object,
) -> None:
    shown.predicted_class(image_file)
    assert callable(changed)
    assert not changed(window)
    window.activateWindow()
    window.viewer.view.setFocus()
    QTest.keyClick(window.viewer.view, key, modifiers)
    assert changed(window)


def test_undo_and_redo_by_key(window: MainWindow, shown: Shown, image_file: Path) -> None:
    shown.image(image_file)
    window.viewer.view.setFocus()
    QTest.keyClick(window.viewer.view, Qt.Key.Key_I)
    QTest.keyClick(window.viewer.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.display.state.inverted
    assert not window.actions_["invert"].isChecked()
    QTest.keyClick(
        window.viewer.view,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert window.display.state.inverted


def test_the_probe_shows_stored_and_modality_value(window: MainWindow, shown: Shown, tmp_path: Path) -> None:
    pixels = synthetic_image(bits=12)
    file = write_dicom(tmp_path / "image.dcm", pixels, RescaleSlope=2, RescaleIntercept=-100)
    shown.image(file)
    assert window.status_line.show_pixel(7, 5) == 2 * int(pixels[5, 7]) - 100
    text = window.status_line.findChildren(QLabel)[0].text()
    assert str(pixels[5, 7]) in text
    assert f"{2 * int(pixels[5, 7]) - 100:g}" in text


def test_the_notice_is_always_there(window: MainWindow, shown: Shown, image_file: Path) -> None:
    notice = window.findChild(QLabel, "research-notice")
    assert isinstance(notice, QLabel)
    assert notice.text() == "Research use only: not a diagnosis"
    assert notice.isVisible()
    shown.predicted_class(image_file)
    assert notice.isVisible()


@pytest.mark.timing
def test_closing_in_the_middle_of_work_is_quick(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    for index in range(5):
        write_png(tmp_path / f"{index}.png", synthetic_image(1500, 1800, seed=index, bits=16))
    window.open_paths([tmp_path])
    qtbot.wait(100)
    started = time.monotonic()
    window.close()
    assert time.monotonic() - started < 2
    assert window.ended


def test_a_notice_lies_over_the_image_and_follows_the_language(
    window: MainWindow, shown: Shown, qtbot: QtBot, image_file: Path
) -> None:
    shown.image(image_file)
    size = window.viewer.view.size()
    window.viewer.show_notice(message("diagnostics_copied"))
    (strip,) = window.viewer.findChildren(NoticeStrip)
    assert strip.isVisible()
    assert window.viewer.view.size() == size
    # The corners are for what was done to the image.
    assert window.viewer.rect().adjusted(180, 0, -180, 0).contains(strip.geometry())
    assert "clipboard" in strip.findChildren(QLabel)[0].text()
    window.translation.use("ko")
    qtbot.waitUntil(lambda: "클립보드" in strip.findChildren(QLabel)[0].text(), timeout=WAIT_MS)
    (close,) = [button for button in strip.findChildren(QToolButton) if button.isVisible()]
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not strip.isVisible()
    assert window.viewer.view.size() == size


def test_a_sample_changes_neither_the_next_folder_nor_the_recent_files(
    window: MainWindow, shown: Shown, image_file: Path
) -> None:
    shown.image(image_file)
    shown.image(sample_images()[0])
    assert window.settings.get(remembered.LAST_FOLDER) == str(image_file.parent)
    assert window.settings.recent() == [str(image_file)]


def test_the_heat_map_can_be_chosen_only_while_an_image_is_open(
    window: MainWindow, shown: Shown, image_file: Path
) -> None:
    heat_map = window.actions_["heat_map"]
    assert not heat_map.isEnabled()
    shown.image(image_file)
    assert heat_map.isEnabled()
    QTest.keyClick(window.viewer.view, Qt.Key.Key_H)
    assert heat_map.isChecked()
    window.close_image()
    assert not heat_map.isEnabled()
