"""Columns of the worklist: chosen in the header's menu, moved by dragging, sorted by clicks, remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS, WindowMaker
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.row import Row
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.worklist.columns import Column
from xray_desktop.ui.worklist.entry import Entry, Filter, Outcome
from xray_desktop.ui.worklist.panel import Worklist

IMAGES = 60


@pytest.fixture
def worklist(qtbot: QtBot) -> Iterator[Worklist]:
    worker = WorkerThread("thumbnails")
    made = Worklist(worker)
    qtbot.addWidget(made)
    made.add(
        Entry(
            f"/set/{'PNEUMONIA' if number % 2 else 'NORMAL'}/image{number}.png",
            f"image{number}.png",
            Row(
                f"image{number}.png",
                "ok",
                "PNEUMONIA" if number >= 30 else "NORMAL",
                (number + 1) / 100,
                0.31,
                90,
                60,
            ),
        )
        for number in range(IMAGES)
    )
    made.resize(300, 400)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_reading()
    worker.close()
    worker.wait(5000)


def click_header(worklist: Worklist, column: Column) -> None:
    header = worklist.table.horizontalHeader()
    x = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.height() // 2))


def probabilities(worklist: Worklist) -> list[float]:
    return [entry.probability or 0.0 for entry in worklist.model.shown]


def in_sight(worklist: Worklist) -> bool:
    area: QRect = worklist.table.visualRect(worklist.table.currentIndex())
    return worklist.table.viewport().rect().contains(area.center())


def choose(worklist: Worklist, name: str) -> None:
    """Chooses an entry of the header's menu."""
    menu = worklist.columns.menu()
    (action,) = [each for each in menu.actions() if each.objectName() == name]
    action.trigger()


def visible(worklist: Worklist) -> list[str]:
    header = worklist.table.horizontalHeader()
    columns = [Column(header.logicalIndex(place)) for place in range(header.count())]
    return [column.name for column in columns if not worklist.table.isColumnHidden(column)]


def test_the_first_click_on_the_probability_sorts_from_high_to_low(worklist: Worklist) -> None:
    click_header(worklist, Column.PROBABILITY)
    assert probabilities(worklist) == sorted(probabilities(worklist), reverse=True)
    click_header(worklist, Column.PROBABILITY)
    assert probabilities(worklist) == sorted(probabilities(worklist))
    click_header(worklist, Column.PROBABILITY)
    assert worklist.model.shown[0].name == "image0.png"


def test_the_first_click_on_the_name_sorts_from_a_to_z(worklist: Worklist) -> None:
    worklist.model.sort(Column.PROBABILITY, Qt.SortOrder.DescendingOrder)
    click_header(worklist, Column.NAME)
    assert [entry.name for entry in worklist.model.shown][:3] == ["image0.png", "image1.png", "image2.png"]


def test_the_current_image_stays_in_sight_when_the_list_is_sorted_and_filtered(worklist: Worklist) -> None:
    worklist.show_image("/set/PNEUMONIA/image55.png")
    click_header(worklist, Column.PROBABILITY)
    assert in_sight(worklist)
    click_header(worklist, Column.PROBABILITY)
    assert in_sight(worklist)
    worklist.set_filter(Filter(outcomes=frozenset({Outcome.PNEUMONIA})))
    assert in_sight(worklist)
    worklist.clear_filter()
    assert in_sight(worklist)


def test_results_that_reorder_the_list_leave_the_current_image_where_it_was(
    worklist: Worklist, qtbot: QtBot
) -> None:
    click_header(worklist, Column.PROBABILITY)
    worklist.show_image("/set/NORMAL/image20.png")
    worklist.show_image("/set/NORMAL/image30.png")
    top = worklist.table.visualRect(worklist.table.currentIndex()).top()
    row = worklist.table.currentIndex().row()
    worklist.model.set_result(
        "/set/NORMAL/image0.png", Row("image0.png", "ok", "PNEUMONIA", 0.99, 0.31, 90, 60)
    )
    qtbot.waitUntil(lambda: worklist.table.currentIndex().row() == row + 1, timeout=WAIT_MS)
    assert worklist.table.visualRect(worklist.table.currentIndex()).top() == top


def test_an_image_that_a_filter_hid_is_the_current_one_again_without_the_filter(
    worklist: Worklist, qtbot: QtBot
) -> None:
    worklist.show_image("/set/PNEUMONIA/image55.png")
    qtbot.keyClicks(worklist.filter_bar.search, "image3")
    assert worklist.current() is None
    qtbot.mouseClick(worklist.filter_bar.reset, Qt.MouseButton.LeftButton)
    current = worklist.current()
    assert current is not None
    assert current.name == "image55.png"
    assert in_sight(worklist)


def test_a_cell_of_the_matrix_is_named_and_removed_by_a_click(worklist: Worklist, qtbot: QtBot) -> None:
    bar = worklist.filter_bar
    worklist.set_filter(
        Filter(outcomes=frozenset({Outcome.NORMAL}), truth=PredictedClass.PNEUMONIA, text="image1")
    )
    assert bar.named.isVisible()
    assert not bar.outcomes.isVisible()
    assert bar.named.text() == "False negatives"
    qtbot.mouseClick(bar.named, Qt.MouseButton.LeftButton)
    assert worklist.model.filter == Filter(text="image1")
    assert bar.outcomes.isVisible()
    assert not bar.named.isVisible()


@pytest.mark.parametrize(
    ("truth", "outcome", "title"),
    [
        (PredictedClass.PNEUMONIA, Outcome.PNEUMONIA, "True positives"),
        (PredictedClass.NORMAL, Outcome.PNEUMONIA, "False positives"),
        (PredictedClass.NORMAL, Outcome.NORMAL, "True negatives"),
        (PredictedClass.NORMAL, Outcome.UNCERTAIN, "Uncertain · Ground truth: No pneumonia"),
    ],
)
def test_every_cell_has_its_name(
    worklist: Worklist, truth: PredictedClass, outcome: Outcome, title: str
) -> None:
    worklist.set_filter(Filter(outcomes=frozenset({outcome}), truth=truth))
    assert worklist.filter_bar.named.text() == title


def test_names_have_most_of_the_room(worklist: Worklist) -> None:
    assert visible(worklist) == ["NAME", "PROBABILITY"]
    width = worklist.table.columnWidth(Column.NAME)
    assert width > 0.6 * worklist.table.viewport().width()


def test_a_long_list_needs_no_horizontal_scroll_bar(
    make_main_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(40):
        write_png(tmp_path / f"image{number}.png", synthetic_image(60, 60))
    window = make_main_window()
    table = window.worklist.table
    with qtbot.waitSignal(window.predictionReady):
        window.open_paths([tmp_path])
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0)
    assert table.horizontalScrollBar().maximum() == 0


def test_names_stay_legible_beside_all_columns(worklist: Worklist, qtbot: QtBot) -> None:
    worklist.columns.set_patient_shown(True)
    worklist.columns.restore([f"+{column.name}" for column in Column])
    assert len(visible(worklist)) == len(Column)
    assert worklist.table.columnWidth(Column.NAME) > 100
    qtbot.waitUntil(lambda: worklist.table.horizontalScrollBar().maximum() > 0, timeout=WAIT_MS)


def test_marks_show_their_column(worklist: Worklist, qtbot: QtBot) -> None:
    worklist.model.set_mark("/set/NORMAL/image0.png", Mark(PredictedClass.NORMAL))
    qtbot.waitUntil(lambda: "READER" in visible(worklist), timeout=WAIT_MS)


def test_columns_chosen_and_moved_are_there_at_the_next_start(
    make_main_window: WindowMaker,
) -> None:
    window = make_main_window()
    window.docks.worklist.show()
    worklist = window.worklist
    choose(worklist, "OUTCOME")
    assert visible(worklist) == ["NAME", "OUTCOME", "PROBABILITY"]
    header = worklist.table.horizontalHeader()
    middle = header.height() // 2
    start = header.sectionViewportPosition(Column.PROBABILITY) + 20
    target = header.sectionViewportPosition(Column.NAME) + 5
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(start, middle))
    for x in range(start, target, -12):
        QTest.mouseMove(header.viewport(), QPoint(x, middle))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(target, middle))
    assert visible(worklist) == ["PROBABILITY", "NAME", "OUTCOME"]
    window.close()

    again = make_main_window().worklist
    assert visible(again) == ["PROBABILITY", "NAME", "OUTCOME"]
    again.window().docks.worklist.show()
    choose(again, "default")
    assert visible(again) == ["NAME", "PROBABILITY"]


def test_a_damaged_setting_of_the_columns_does_no_harm(worklist: Worklist) -> None:
    worklist.columns.restore(["+NONSENSE", "", "-NAME", "PROBABILITY", "PROBABILITY", "+-OUTCOME"])
    assert sorted(visible(worklist)) == ["NAME", "OUTCOME", "PROBABILITY"]


# Key images


def mark_key_images(worklist: Worklist) -> None:
    """Image 7 is a key image, and so are two frames of image 40."""
    worklist.model.set_mark("/set/PNEUMONIA/image7.png", Mark(key_frames=(0,)))
    worklist.model.set_mark("/set/NORMAL/image40.png", Mark(key_frames=(1, 4)))


def choose_key_images(worklist: Worklist) -> None:
    """Chooses the column in the header's menu."""
    menu = worklist.columns.menu()
    (action,) = [each for each in menu.actions() if each.objectName() == Column.KEY_IMAGE.name]
    assert action.text() == "Key image"
    action.trigger()
    menu.close()
    assert not worklist.table.isColumnHidden(Column.KEY_IMAGE)


def test_key_images_are_named_for_those_who_do_not_see_the_sign(worklist: Worklist) -> None:
    model = worklist.model
    mark_key_images(worklist)
    roles = Qt.ItemDataRole
    for role in (roles.AccessibleTextRole, roles.ToolTipRole):
        assert model.headerData(Column.KEY_IMAGE, Qt.Orientation.Horizontal, role) == "Key image"
    names = [model.index(row, Column.NAME).data(roles.AccessibleTextRole) for row in (6, 7, 40)]
    assert names == [
        "Image: image6.png",
        "Image: image7.png; Key image",
        "Image: image40.png; Key image: frame 2, 5",
    ]
    assert "Key image: frame 2, 5" in model.index(40, Column.NAME).data(roles.ToolTipRole)
    assert model.index(7, Column.KEY_IMAGE).data() == "Key image"
    assert not model.index(0, Column.KEY_IMAGE).data()


def test_key_images_have_a_sign_on_their_thumbnail_and_in_their_column(worklist: Worklist) -> None:
    table = worklist.table
    choose_key_images(worklist)

    def colours(row: int, column: Column) -> set[int]:
        table.scrollTo(worklist.model.index(row, column))
        cell = table.visualRect(worklist.model.index(row, column)).adjusted(2, 2, -2, -2)
        if column is Column.NAME:
            cell.setWidth(cell.height())  # the thumbnail
        seen = table.viewport().grab(cell).toImage()
        return {seen.pixel(x, y) for x in range(seen.width()) for y in range(seen.height())}

    before = {column: colours(7, column) for column in (Column.NAME, Column.KEY_IMAGE)}
    mark_key_images(worklist)
    for column, known in before.items():
        assert colours(7, column) > known
        assert colours(6, column) == known


def test_key_images_are_sorted_first_and_filtered(worklist: Worklist, qtbot: QtBot) -> None:
    mark_key_images(worklist)
    choose_key_images(worklist)
    worklist.table.scrollTo(worklist.model.index(0, Column.KEY_IMAGE))
    click_header(worklist, Column.KEY_IMAGE)
    first = [entry.file_name for entry in worklist.model.shown][:3]
    assert first == ["image40.png", "image7.png", "image0.png"]
    bar = worklist.filter_bar
    bar.outcomes.setCurrentIndex(bar.outcomes.findText("Key images"))
    bar.outcomes.activated.emit(bar.outcomes.currentIndex())
    assert worklist.model.filter == Filter(key_images=True)
    assert {entry.file_name for entry in worklist.model.shown} == {"image7.png", "image40.png"}
    worklist.model.set_mark("/set/PNEUMONIA/image7.png", Mark())
    qtbot.waitUntil(lambda: len(worklist.model.shown) == 1, timeout=WAIT_MS)


def test_the_current_row_stays_in_sight_when_the_list_becomes_lower(worklist: Worklist, qtbot: QtBot) -> None:
    table = worklist.table
    last = table.rowAt(table.viewport().height() - 1) - 1
    table.setCurrentIndex(table.model().index(last, Column.NAME))
    before = table.verticalScrollBar().value()

    def in_sight() -> bool:
        return table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()

    assert in_sight()
    worklist.resize(worklist.width(), worklist.height() - 60)
    qtbot.waitUntil(in_sight, timeout=WAIT_MS)
    assert table.verticalScrollBar().value() > before


def test_a_row_out_of_sight_is_not_brought_back_by_a_change_of_height(
    worklist: Worklist, qtbot: QtBot
) -> None:
    table = worklist.table
    table.setCurrentIndex(table.model().index(0, Column.NAME))
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    height, value = table.viewport().height(), table.verticalScrollBar().value()
    worklist.resize(worklist.width(), worklist.height() - 60)
    qtbot.waitUntil(lambda: table.viewport().height() < height, timeout=WAIT_MS)
    assert table.verticalScrollBar().value() == value
