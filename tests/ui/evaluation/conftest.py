"""Evaluation windows over made-up results, and the ways in which a person uses them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.evaluation.scored_images import scored_images
from tests.images import synthetic_image, write_png
from tests.ui.conftest import workspace_of
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.row import Row
from xray_desktop.ui.evaluation.window import EvaluationWindow
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.worklist.entry import Entry

WAIT_MS = 60_000
N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA
MODEL = "made up 1 01234567"


@pytest.fixture(autouse=True)
def discard_unsaved_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that closes would ask whether to save marks that are in no file."""
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)


def entry(
    folder: Path,
    name: str,
    probability: float | None,
    predicted_class: str = "",
    *,
    model: str = MODEL,
    status: str = "ok",
    size: int = 80,
) -> Entry:
    """An image of the worklist with a result at the threshold 0.5."""
    if probability is not None and not predicted_class:
        predicted_class = "PNEUMONIA" if probability >= 0.5 else "NORMAL"
    state = status if probability is not None else "rejected"
    row = Row(
        name, state, predicted_class, probability, 0.5, size, 60, model=model, operating_point="balanced"
    )
    return Entry(str(folder / name), name, row)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Class folders with three images each."""
    for truth in (N, P):
        (tmp_path / truth.value).mkdir()
        for number in range(3):
            image = synthetic_image(60, 80, seed=number)
            write_png(tmp_path / truth.value / f"{number}.png", image if truth is P else image // 2)
    return tmp_path


Opened = Callable[[list[Entry]], EvaluationWindow]


@pytest.fixture
def evaluated(window: MainWindow, qtbot: QtBot) -> Opened:
    """Puts entries into the worklist, opens the evaluation and waits until all is there."""

    def open_with(entries: list[Entry]) -> EvaluationWindow:
        qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
        window.worklist.add(entries)
        workspace = workspace_of(window)
        workspace.evaluate()
        finished(workspace.evaluation, qtbot)
        return workspace.evaluation

    return open_with


@pytest.fixture
def evaluation(evaluated: Opened, folder: Path) -> EvaluationWindow:
    """Six images of class folders and one beside them; one is rejected and one uncertain."""
    return evaluated(
        [
            entry(folder, "NORMAL/0.png", 0.1),
            entry(folder, "NORMAL/1.png", 0.7),
            entry(folder, "NORMAL/2.png", None),
            entry(folder, "PNEUMONIA/0.png", 0.9),
            entry(folder, "PNEUMONIA/1.png", 0.5, "UNCERTAIN"),
            entry(folder, "PNEUMONIA/2.png", 0.3),
            Entry(str(folder / "elsewhere.png"), "elsewhere.png"),
        ]
    )


@pytest.fixture
def many(evaluated: Opened, tmp_path: Path) -> EvaluationWindow:
    """160 images in two folders; the files are not there."""
    return evaluated(entries_of(160, tmp_path))


def entries_of(count: int, folder: Path, *, seed: int = 0) -> list[Entry]:
    """So many images of both classes, in the folders a and b, of two sizes."""
    positive, probabilities = scored_images(count, seed=seed, decimals=6)
    return [
        entry(
            folder,
            f"{'ab'[index % 2]}/{'PNEUMONIA' if ill else 'NORMAL'}/{index}.png",
            float(probability),
            size=1000 + 9000 * (index % 3 == 0),
        )
        for index, (ill, probability) in enumerate(zip(positive, probabilities, strict=True))
    ]


def finished(window: EvaluationWindow, qtbot: QtBot) -> None:
    """Waits until everything that was asked for is shown."""
    qtbot.waitUntil(lambda: window.complete and window.evaluator.overview is not None, timeout=WAIT_MS)
