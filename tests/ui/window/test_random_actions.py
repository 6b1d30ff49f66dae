"""Five hundred things that a person may do, in any order, on good images and bad."""

import gc
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.images import dicom_bytes, encoded, synthetic_image, write_dicom, write_png, write_tiff
from tests.imaging.hostile_files import dicom_of_four_gigapixels, png_of_four_gigapixels
from tests.ui.conftest import WAIT_MS, WindowMaker
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.prediction import Prediction
from xray_desktop.measurement.annotation import Kind
from xray_desktop.ui.input_profiles import PROFILES, apply_profile
from xray_desktop.ui.window.main_window import MainWindow

ACTIONS = 500
WARMED_UP = 100


@pytest.fixture(autouse=True)
def discard_unsaved_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that closes would ask whether to save marks that are in no file."""
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Forty images and ten files that are none, or hostile ones."""
    made = []
    for seed in range(40):
        bits, name = 8 + 4 * (seed % 3), tmp_path / f"image {seed}"
        pixels = synthetic_image(200 + 20 * (seed % 7), 260 + 30 * (seed % 5), seed=seed, bits=bits)
        if seed % 3 == 1:
            made.append(write_dicom(name.with_suffix(".dcm"), pixels))
        else:
            made.append(write_png(name.with_suffix(".png"), pixels))
    pages = [Image.fromarray(synthetic_image(seed=seed)) for seed in range(3)]
    made[0] = write_tiff(tmp_path / "pages.tif", pages[0], save_all=True, append_images=pages[1:])
    jpeg, dicom = encoded(synthetic_image(), "JPEG"), dicom_bytes(synthetic_image())
    for name, content in {
        "empty.png": b"",
        "text.dcm": b"<html>not found</html>",
        "truncated.jpg": jpeg[: len(jpeg) // 2],
        "broken.jpg": jpeg[:300],
        "truncated.dcm": dicom[:-5000],
        "broken.dcm": dicom[:200],
        "giant.png": png_of_four_gigapixels(),
        "giant.dcm": dicom_of_four_gigapixels(),
        "noise.tif": random.Random(1).randbytes(5000),
        "zeros.bmp": bytes(4096),
    }.items():
        (tmp_path / name).write_bytes(content)
        made.append(tmp_path / name)
    return made


def memory_bytes() -> int:
    """Resident memory of this process."""
    with open("/proc/self/statm") as status:
        return int(status.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_five_hundred_random_actions_leave_the_window_whole_and_every_predicted_class_with_its_image(
    make_main_window: WindowMaker, qtbot: QtBot, files: list[Path], model_file: Path
) -> None:
    window = make_main_window()
    chance = random.Random(20_240_607)
    predictions: list[tuple[Path, int, Prediction]] = []

    def heard(path: Path, prediction: Prediction) -> None:
        assert window.image is not None
        assert window.image.path == path
        predictions.append((path, window.image.radiograph.frame, prediction))

    window.predictionReady.connect(heard)
    acts = _acts(window, chance, files)
    after_warming_up = 0
    for number in range(ACTIONS):
        chance.choice(acts)()
        qtbot.wait(chance.choice((0, 0, 5, 30, 120)))
        if number == WARMED_UP:
            gc.collect()
            after_warming_up = memory_bytes()
    window.open_paths([files[5]])
    qtbot.waitUntil(lambda: bool(predictions) and predictions[-1][0] == files[5], timeout=WAIT_MS)
    gc.collect()
    assert memory_bytes() < 1.1 * after_warming_up
    _check(predictions, model_file)


def _acts(window: MainWindow, chance: random.Random, files: list[Path]) -> list[Callable[[], object]]:
    view = window.viewer.view

    def point() -> QPoint:
        return QPoint(chance.randrange(view.width()), chance.randrange(view.height()))

    def drag(button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> None:
        QTest.mousePress(view, button, modifiers, point())
        QTest.mouseMove(view, point())
        QTest.mouseRelease(view, button, modifiers, point())

    def key() -> None:
        keys = (Qt.Key.Key_I, Qt.Key.Key_L, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_H, Qt.Key.Key_F)
        keys += (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_G, Qt.Key.Key_1, Qt.Key.Key_Plus, Qt.Key.Key_Minus)
        keys += (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F5, Qt.Key.Key_Left, Qt.Key.Key_Down)
        keys += (Qt.Key.Key_E, Qt.Key.Key_S, Qt.Key.Key_U, Qt.Key.Key_P)
        keys += (Qt.Key.Key_O, Qt.Key.Key_T, Qt.Key.Key_Z)
        QTest.keyClick(view, chance.choice(keys))

    def tool() -> None:
        names = (*(kind.value for kind in Kind), "key_image", "delete_annotation", "show_annotations")
        window.actions_[chance.choice(names)].trigger()

    def undo_or_redo() -> None:
        window.actions_[chance.choice(("undo", "redo"))].trigger()

    none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    left, middle, right = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
    points = ("high_sensitivity", "balanced", "high_specificity")
    return [
        *[lambda: window.open_paths([chance.choice(files)])] * 5,
        lambda: window.open_paths(chance.sample(files, 4)),
        *[key] * 4,
        lambda: drag(left, none),
        lambda: drag(left, control),
        lambda: drag(middle, none),
        lambda: drag(right, none),
        lambda: QTest.mouseDClick(view, left, pos=point()),
        undo_or_redo,
        *[tool] * 3,
        lambda: QTest.keyClick(view, chance.choice((Qt.Key.Key_Escape, Qt.Key.Key_Delete))),
        lambda: QTest.mouseClick(view, left, pos=point()),
        lambda: window.show_frame(chance.randrange(3)),
        lambda: window.prediction_panel.operatingPointChosen.emit(chance.choice(points)),
        lambda: window.resize(chance.randrange(900, 1600), chance.randrange(640, 1000)),
        lambda: window.theme.apply(chance.choice(("dark", "light"))),
        window.reading_mode.toggle,
        lambda: window.docks.switch(chance.choice(("worklist", "prediction", "histogram", "information"))),
        lambda: apply_profile(window.settings, chance.choice(list(PROFILES))),
        lambda: window.tour.start() if chance.random() < 0.5 else window.tour.end(),
        window.close_image,
    ]


def _check(predictions: list[tuple[Path, int, Prediction]], model_file: Path) -> None:
    model = Classifier.load(model_file)
    expected: dict[tuple[Path, int, str], Prediction | None] = {}
    for path, frame, prediction in predictions:
        key = (path, frame, prediction.operating_point)
        if key not in expected:
            try:
                image = read_radiograph(path, frame=frame)
            except UnreadableRadiograph:
                expected[key] = None
            else:
                expected[key] = model.classify(image, operating_point=prediction.operating_point)
        right = expected[key]
        assert right is not None, f"{path.name} got a prediction and cannot be read"
        assert prediction.predicted_class == right.predicted_class
        assert prediction.probability == pytest.approx(right.probability, abs=1e-6)
