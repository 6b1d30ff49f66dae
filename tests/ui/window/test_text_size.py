"""The text follows the system's size while the program runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS, workspace_of
from xray_desktop.ui.window.main_window import MainWindow

LARGER = 1.5


@pytest.fixture
def system_font(qapp: QApplication) -> Iterator[QFont]:
    """The font as the system has it, put back at the end."""
    font = QFont(qapp.font())
    yield font
    qapp.setFont(font)


def sizes(root: QWidget) -> dict[QWidget, float]:
    """The size of text on every part of a window and of the windows beside it."""
    return {part: part.font().pointSizeF() for part in (root, *root.findChildren(QWidget))}


def test_every_text_grows_with_the_systems_and_shrinks_again(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, tmp_path: Path, system_font: QFont
) -> None:
    workspace = workspace_of(window)
    images = []
    for truth in ("NORMAL", "PNEUMONIA"):
        (tmp_path / truth).mkdir()
        images.append(write_png(tmp_path / truth / "x.png", synthetic_image(60, 80)))
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths(images)
    workspace.evaluation.show()
    workspace.comparison.show()
    workspace.change_settings()
    qtbot.waitUntil(lambda: workspace.evaluation.complete, timeout=WAIT_MS)
    table = window.worklist.table
    before, rows = sizes(window), table.verticalHeader().defaultSectionSize()
    columns = [column for column in (1, 2) if not table.isColumnHidden(column)]
    assert columns
    widths = [table.columnWidth(column) for column in columns]
    cell = next(iter(workspace.evaluation.measures.matrix.cells.values()))
    height = cell.sizeHint().height()

    larger = QFont(system_font)
    larger.setPointSizeF(LARGER * system_font.pointSizeF())
    qapp.setFont(larger)

    def all_have_grown() -> None:
        small = {part for part, size in sizes(window).items() if size < 0.95 * LARGER * before.get(part, 0)}
        assert {f"{type(part).__name__} {part.accessibleName()}" for part in small} == set()

    qtbot.waitUntil(all_have_grown, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: table.verticalHeader().defaultSectionSize() > 1.25 * rows, timeout=WAIT_MS)
    assert all(table.columnWidth(column) > width for column, width in zip(columns, widths, strict=True))
    qtbot.waitUntil(lambda: cell.sizeHint().height() > height, timeout=WAIT_MS)

    qapp.setFont(system_font)
    qtbot.waitUntil(lambda: table.verticalHeader().defaultSectionSize() == rows, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: cell.sizeHint().height() == height, timeout=WAIT_MS)
    assert [table.columnWidth(column) for column in columns] == widths
