"""The first column of a table keeps its text."""

from PySide6.QtWidgets import QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from xray_desktop.ui.widgets.first_column import FirstColumn


def table_of(qtbot: QtBot, width: int) -> QTableWidget:
    table = QTableWidget(2, 3)
    qtbot.addWidget(table)
    FirstColumn(table)
    table.verticalHeader().hide()
    table.setHorizontalHeaderLabels(["Measure", "Pneumonia", "95 % CI"])
    for row in range(2):
        for column, text in enumerate(("Calibration intercept", "0.917", "0.862 to 0.953")):
            table.setItem(row, column, QTableWidgetItem(text))
    table.resize(width, 200)
    table.show()
    qtbot.waitExposed(table)
    return table


def test_the_first_column_is_whole_where_the_others_take_all_the_room(qtbot: QtBot) -> None:
    table = table_of(qtbot, 160)
    qtbot.waitUntil(lambda: table.columnWidth(0) == table.sizeHintForColumn(0))
    assert table.columnWidth(0) >= table.fontMetrics().horizontalAdvance("Calibration intercept")
    assert table.horizontalScrollBar().maximum() > 0


def test_the_first_column_takes_the_room_that_is_left(qtbot: QtBot) -> None:
    table = table_of(qtbot, 900)
    qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())
    item = table.item(0, 2)
    assert item is not None
    item.setText("0.862 to 0.953, by the bootstrap of patients")
    qtbot.waitUntil(lambda: table.columnWidth(2) >= table.sizeHintForColumn(2))
    qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())
    longest = table.columnWidth(2)
    item.setText("…")
    qtbot.waitUntil(lambda: table.columnWidth(2) < longest)
    qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())


def test_the_first_column_grows_with_its_text(qtbot: QtBot) -> None:
    table = table_of(qtbot, 160)
    item = table.item(1, 0)
    assert item is not None
    item.setText("Balanced accuracy at the threshold in use")
    qtbot.waitUntil(lambda: table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(item.text()))
