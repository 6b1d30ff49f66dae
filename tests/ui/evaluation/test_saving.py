"""Figures and studies are written as a paper needs them, and the study as the command line writes it."""

import csv
import io
import json
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.evaluation.conftest import MODEL, WAIT_MS
from xray_desktop.cli.main import main
from xray_desktop.messages import Message
from xray_desktop.results.writing import write_rows
from xray_desktop.ui.evaluation.saving import save_study
from xray_desktop.ui.evaluation.window import EvaluationWindow
from xray_desktop.ui.text.messages import use_language
from xray_desktop.ui.window.main_window import MainWindow


def notified(window: EvaluationWindow, qtbot: QtBot) -> Message:
    with qtbot.waitSignal(window.saver.notified, timeout=WAIT_MS) as caught:
        pass
    content = caught.args[0]
    assert isinstance(content, Message)
    return content


@pytest.mark.parametrize("kind", [".png", ".svg", ".pdf", ".csv"])
def test_a_figure_is_saved_from_its_menu(
    many: EvaluationWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / f"figure{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    view = many.curves.roc
    action = view.menu().actions()[(".png", ".svg", ".pdf", ".csv").index(kind)]
    action.trigger()
    assert notified(many, qtbot).code == "figure_saved"
    content = path.read_bytes()
    if kind == ".png":
        with Image.open(io.BytesIO(content)) as image:
            assert image.size[0] > 1200
            assert len(image.convert("L").getcolors() or ()) > 3
    elif kind == ".svg":
        ET.fromstring(content)
    elif kind == ".pdf":
        assert content.startswith(b"%PDF")
        assert b"Font" in content
    else:
        rows = list(csv.DictReader(io.StringIO(content.decode())))
        assert float(rows[-1]["true_positive_rate"]) == 1.0


@pytest.mark.parametrize(
    "name", ["roc", "precision_recall", "reliability", "probabilities", "decision_curve", "subgroups"]
)
def test_every_figure_of_the_window_has_a_drawing(
    many: EvaluationWindow, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    cases = many.evaluator.cases
    assert cases is not None
    many.saver.save_figure(name, cases, None, tmp_path / "figure.png")
    assert notified(many, qtbot).code == "figure_saved"


def test_a_figure_that_cannot_be_written_is_a_sentence(
    many: EvaluationWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    cases = many.evaluator.cases
    assert cases is not None
    many.saver.save_figure("roc", cases, None, tmp_path / "missing" / "figure.png")
    assert notified(many, qtbot).code == "figure_unwritable"
    assert "cannot be written to figure.png" in many.notice.text.text()


def test_the_study_is_that_of_the_command_line(
    many: EvaluationWindow,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "study"
    export(many, folder, qtbot, monkeypatch)
    rows = [each.row for each in window.worklist.model.entries if each.row is not None]
    write_rows(tmp_path / "results.csv", rows)
    results, other = tmp_path / "results.csv", tmp_path / "other"
    assert main(["evaluate", "--results", str(results), "--output", str(other), "-q"]) == 0
    files = {file.relative_to(folder) for file in folder.rglob("*.*")}
    assert files == {file.relative_to(other) for file in other.rglob("*.*")}
    ours, theirs = (
        json.loads((each / "metrics.json").read_text(encoding="utf-8")) for each in (folder, other)
    )
    for name in ("measures", "measures_normal_positive", "subgroups", "confusion", "images", "threshold"):
        assert ours[name] == theirs[name], name
    assert ours["provenance"]["model"] == MODEL
    assert (folder / "cases.csv").read_bytes() == (other / "cases.csv").read_bytes()


def export(window: EvaluationWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exports the study by its button."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(folder), ""))
    qtbot.mouseClick(window.header.export, Qt.MouseButton.LeftButton)
    assert notified(window, qtbot).code == "study_saved"


def test_a_threshold_set_by_hand_is_that_of_the_study(
    many: EvaluationWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.evaluator.move_threshold(0.3)
    export(many, tmp_path / "study", qtbot, monkeypatch)
    content = json.loads((tmp_path / "study/metrics.json").read_text(encoding="utf-8"))
    assert (content["threshold"], content["operating_point"]) == (0.3, "by hand")
    assert content["confusion"]["true_positive"] == many.evaluator.counts.true_positive


def test_study_and_figures_are_in_the_language_of_the_window(
    many: EvaluationWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_language("ko")
    try:
        export(many, tmp_path / "study", qtbot, monkeypatch)
        cases = many.evaluator.cases
        assert cases is not None
        many.saver.save_figure("roc", cases, None, tmp_path / "roc.svg")
        assert notified(many, qtbot).code == "figure_saved"
    finally:
        use_language("en")
    report = (tmp_path / "study/report.html").read_text(encoding="utf-8")
    assert "<html lang='ko'>" in report
    assert "민감도" in report
    assert "특이도" in (tmp_path / "roc.svg").read_text(encoding="utf-8")


def test_another_folder_is_never_replaced(
    many: EvaluationWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("words")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "mine"), ""))
    qtbot.mouseClick(many.header.export, Qt.MouseButton.LeftButton)
    assert many.notice.text.text().startswith("mine exists and is not a study folder")
    assert (tmp_path / "mine/thesis.txt").exists()


def test_an_export_can_be_cancelled(
    many: EvaluationWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def held(*how: Any) -> Iterator[Path | None]:
        begun.set()
        go_on.wait(WAIT_MS / 1000)
        try:
            yield from save_study(*how)
        finally:
            ended.set()

    monkeypatch.setattr("xray_desktop.ui.evaluation.saver.save_study", held)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "study"), ""))
    qtbot.mouseClick(many.header.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(begun.is_set)
    qtbot.mouseClick(many.header.cancel, Qt.MouseButton.LeftButton)
    assert not many.saver.busy
    go_on.set()
    qtbot.waitUntil(ended.is_set)
    assert not (tmp_path / "study").exists()
