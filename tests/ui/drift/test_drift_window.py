"""Drift in the window: two files are dropped or chosen, and it says plainly what changed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QTableWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import workspace_of
from xray_desktop.messages import message
from xray_desktop.results.row import Row
from xray_desktop.results.writing import write_rows
from xray_desktop.ui.drift.window import DriftWindow
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.worklist.entry import Entry

WAIT_MS = 30_000


def rows(folder: str, positives: int, rejected: int = 0, width: int = 1000) -> list[Row]:
    found = []
    for index in range(100):
        p = 0.9 - index / 1000 if index < positives else 0.3 - index / 1000
        prediction = "PNEUMONIA" if p >= 0.5 else "NORMAL"
        found.append(
            Row(f"{folder}/{index}.png", "ok", prediction, p, 0.5, width, 900, model="m", operating_point="b")
        )
    reason = (message("not_frontal_chest"),)
    return found + [Row(f"{folder}/r{index}.png", "rejected", reasons=reason) for index in range(rejected)]


@pytest.fixture
def drift(window: MainWindow) -> DriftWindow:
    window.actions_["drift"].trigger()
    return workspace_of(window).drift


def drop(widget: DriftWindow, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(widget, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(
        widget, QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, button, keys)
    )


def whole(table: QTableWidget) -> bool:
    """Whether all columns are in sight, and no name is cut off."""
    header = table.horizontalHeader()
    named = header.sectionSize(0) >= table.sizeHintForColumn(0)
    return named and header.length() <= table.viewport().width()


def test_two_dropped_files_are_compared_in_plain_sentences(
    drift: DriftWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before, now = tmp_path / "2024.csv", tmp_path / "2025.csv"
    write_rows(before, rows("a", 20))
    write_rows(now, rows("a", 60, rejected=40, width=1400))
    drop(drift, before, now)
    qtbot.waitUntil(lambda: drift.drift is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: whole(drift.table), timeout=WAIT_MS)
    text = drift.statement.text()
    assert "rose from 20.0 % to 60.0 %" in text
    assert "rejected files rose from 0.0 % to 28.6 %" in text
    assert "1000 pixels before, 1400 now" in text
    cells = {drift.table.item(row, 0).text(): row for row in range(drift.table.rowCount())}
    assert drift.table.item(cells["PNEUMONIA among predictions"], 2).text().startswith("60.0 %")
    chart = drift.chart.chart
    assert chart is not None
    assert [curve.name for curve in chart.curves] == ["Before", "Now"]


def test_equal_results_are_said_to_be_unchanged(drift: DriftWindow, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        write_rows(tmp_path / name, rows("x", 30))
    drop(drift, tmp_path / "a.csv", tmp_path / "b.csv")
    qtbot.waitUntil(lambda: drift.drift is not None, timeout=WAIT_MS)
    assert "No change" in drift.statement.text()


def test_two_folders_of_one_file_are_two_periods(
    drift: DriftWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.csv"
    write_rows(file, [*rows("2024", 20), *rows("2025", 60)])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(drift.choose[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: drift.drift is not None, timeout=WAIT_MS)
    assert drift.drift is not None
    assert (drift.drift.before.name, drift.drift.now.name) == ("all.csv: 2024", "all.csv: 2025")
    assert "rose from 20.0 % to 60.0 %" in drift.statement.text()


def test_the_worklist_is_what_is_now(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.worklist.add([Entry(str(tmp_path / row.path), row.path, row) for row in rows("w", 60)])
    window.actions_["drift"].trigger()
    drift = workspace_of(window).drift
    write_rows(tmp_path / "before.csv", rows("w", 20))
    drop(drift, tmp_path / "before.csv")
    qtbot.waitUntil(lambda: drift.drift is not None, timeout=WAIT_MS)
    assert drift.drift is not None
    assert drift.drift.now.positives[0] == 0.6


def test_a_file_that_is_not_results_is_one_sentence(drift: DriftWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "letter.csv"
    file.write_text("Dear colleague")
    drop(drift, file)
    qtbot.waitUntil(lambda: "letter.csv" in drift.statement.text(), timeout=WAIT_MS)
    assert drift.drift is None
