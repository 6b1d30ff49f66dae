"""Exploration in the window: a folder is surveyed, every finding leads to its images, and it can be broken
off.
"""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.images import write_jpeg, write_png
from tests.ui.conftest import Shown, workspace_of
from xray_desktop.exploration.data_issues import IssueKind
from xray_desktop.ui.exploration.window import ExplorationWindow
from xray_desktop.ui.window.main_window import MainWindow

WAIT_MS = 60_000


def picture(seed: int, shape: tuple[int, int] = (120, 150)) -> np.ndarray:
    rough = np.random.default_rng(seed).integers(0, 256, (8, 8), dtype=np.uint8)
    return np.asarray(Image.fromarray(rough).resize(shape[::-1], Image.Resampling.BICUBIC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "data"
    for part, start in (("train", 0), ("test", 50)):
        for name, offset in (("NORMAL", 0), ("PNEUMONIA", 20)):
            (root / part / name).mkdir(parents=True)
            for seed in range(3):
                shape = (120, 150) if name == "NORMAL" else (100, 150)
                write_png(root / part / name / f"{part}{seed}.png", picture(start + offset + seed, shape))
    copy = Image.fromarray(picture(1)).resize((110, 90), Image.Resampling.BICUBIC)
    write_jpeg(root / "test" / "PNEUMONIA" / "copy.jpg", np.asarray(copy), quality=70)
    (root / "train" / "NORMAL" / "letter.jpg").write_bytes(b"Dear colleague")
    return root


@pytest.fixture
def exploration(window: MainWindow, shown: Shown, folder: Path, qtbot: QtBot) -> ExplorationWindow:
    shown.image(folder)
    window.actions_["explore"].trigger()
    found = workspace_of(window).exploration
    qtbot.waitUntil(lambda: not found.busy, timeout=WAIT_MS)
    return found


def test_the_counts_are_by_part_and_class(exploration: ExplorationWindow) -> None:
    table = exploration.overview.table
    rows = [[table.item(row, column).text() for column in range(5)] for row in range(table.rowCount())]
    assert rows == [
        ["test", "No pneumonia", "3", "3", "0"],
        ["test", "Pneumonia", "4", "4", "0"],
        ["train", "No pneumonia", "3", "3", "1"],
        ["train", "Pneumonia", "3", "3", "0"],
    ]
    assert "14" in exploration.status.text()


def test_the_histograms_follow_the_part_that_is_chosen(exploration: ExplorationWindow, qtbot: QtBot) -> None:
    before = exploration.overview.histogram.chart
    qtbot.keyClick(exploration.overview.part, Qt.Key.Key_Down)
    after = exploration.overview.histogram.chart
    assert before is not None
    assert after is not None
    assert len(after.curves) == 2
    assert not np.array_equal(np.asarray(before.curves[0].y), np.asarray(after.curves[0].y))


def test_a_near_duplicate_across_parts_leads_to_its_images_and_to_the_worklist(
    exploration: ExplorationWindow, window: MainWindow, qtbot: QtBot
) -> None:
    exploration.tabs.setCurrentWidget(exploration.findings)
    tree = exploration.findings.tree
    kinds = [tree.topLevelItem(index) for index in range(tree.topLevelItemCount())]
    assert [item.text(0).split("  ")[0] for item in kinds] == ["Nearly the same image", "Cannot be opened"]
    item = kinds[0].child(0)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(item).center())
    (issue,) = exploration.findings.current()
    assert issue.kind is IssueKind.NEAR_DUPLICATE
    assert "several parts" in exploration.findings.images.about.text()
    grid = exploration.findings.images.grid
    assert [image.second for image in grid.items] == ["copy.jpg", "train1.png"]
    place = grid.visualRect(grid.model().index(0, 0)).center()
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(exploration.findings.images.to_worklist, Qt.MouseButton.LeftButton)
    assert [entry.name for entry in window.worklist.model.shown] == [
        "test/PNEUMONIA/copy.jpg",
        "train/NORMAL/train1.png",
    ]


def test_a_size_that_gives_the_class_away_is_first_and_shows_its_extremes(
    exploration: ExplorationWindow,
) -> None:
    exploration.tabs.setCurrentWidget(exploration.giveaways)
    table = exploration.giveaways.table
    first = [table.item(row, 0).text() for row in range(2)]
    assert {"Height (pixels)", "Width / height"} & set(first)
    assert table.item(0, 4).text().startswith("1.000")
    items = exploration.giveaways.images.grid.items
    assert len(items) >= 6
    assert items[0].first != items[-1].first


def test_a_survey_can_be_stopped_and_started_again(exploration: ExplorationWindow, qtbot: QtBot) -> None:
    exploration.start()
    assert exploration.busy
    qtbot.mouseClick(exploration.cancel, Qt.MouseButton.LeftButton)
    assert not exploration.busy
    assert exploration.again.isVisible()
    qtbot.mouseClick(exploration.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not exploration.busy, timeout=WAIT_MS)
    assert not exploration.again.isVisible()


def test_more_images_in_the_worklist_offer_another_survey(
    exploration: ExplorationWindow, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_paths([write_png(tmp_path / "more.png", picture(99))])
    qtbot.waitUntil(lambda: exploration.again.isVisible(), timeout=WAIT_MS)


def test_without_images_it_says_what_to_open(window: MainWindow) -> None:
    window.actions_["explore"].trigger()
    exploration = workspace_of(window).exploration
    assert "Open a folder" in exploration.status.text()
    assert not exploration.busy


def test_closing_during_a_survey_ends_it(window: MainWindow, shown: Shown, folder: Path) -> None:
    shown.image(folder)
    window.actions_["explore"].trigger()
    exploration = workspace_of(window).exploration
    assert exploration.busy
    exploration.close()
    assert not exploration.busy
