"""The browser of DICOM elements: found, copied, hidden as long as they identify; never in the way of the
window.
"""

import struct
from pathlib import Path

import pytest
from pydicom.dataset import Dataset
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.images import dicom_bytes, synthetic_image, write_dicom
from tests.ui.conftest import WAIT_MS, Shown
from tests.ui.watchdog import Watchdog, allowed_ms
from xray_desktop.ui.dialogs.element_browser import ElementBrowser
from xray_desktop.ui.dialogs.element_model import ElementColumn
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def browser(qtbot: QtBot) -> ElementBrowser:
    worker = WorkerThread("elements")
    made = ElementBrowser(worker)
    qtbot.addWidget(made, before_close_func=lambda _: (worker.close(), worker.wait()))
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def dicom(tmp_path: Path) -> Path:
    deep = Dataset()
    deep.PatientName = "Roe^Richard"
    deep.CodeMeaning = "innermost"
    view = Dataset()
    view.CodeMeaning = "postero-anterior"
    view.ProcedureCodeSequence = [deep]
    return write_dicom(
        tmp_path / "image.dcm",
        synthetic_image(bits=12),
        PatientName="Doe^Jane",
        PatientID="ID-4711",
        Manufacturer="Phantom Works",
        PixelSpacing=[0.2, 0.2],
        ViewCodeSequence=[view],
    )


def read(browser: ElementBrowser, file: Path, qtbot: QtBot) -> None:
    browser.show_file(file)
    qtbot.waitUntil(lambda: browser.complete, timeout=WAIT_MS)


def search(browser: ElementBrowser, words: str, qtbot: QtBot) -> None:
    browser.search.clear()
    qtbot.keyClicks(browser.search, words)
    qtbot.waitUntil(lambda: browser.complete, timeout=WAIT_MS)


def texts(browser: ElementBrowser, parent: QModelIndex | None = None) -> list[tuple[str, ...]]:
    """All rows as shown, with what is nested in them."""
    model, parent = browser.model, parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found.append(tuple(str(index.siblingAtColumn(column).data()) for column in ElementColumn))
        while model.canFetchMore(index):
            model.fetchMore(index)
        found += texts(browser, index)
    return found


def names(browser: ElementBrowser) -> list[str]:
    return [row[ElementColumn.NAME] or row[ElementColumn.TAG] for row in texts(browser)]


def test_all_elements_are_shown_and_the_patients_values_are_not(
    browser: ElementBrowser, dicom: Path, qtbot: QtBot
) -> None:
    read(browser, dicom, qtbot)
    shown = texts(browser)
    assert ("(0008,0070)", "Manufacturer", "LO", "Phantom Works") in shown
    assert shown[-1][:3] == ("(7FE0,0010)", "Pixel Data", "OW")
    assert shown[-1][ElementColumn.VALUE].replace(",", "") in ("216000 byte(s)", "216000 bytes")
    words = str(shown)
    assert "Patient's Name" in words
    assert not [secret for secret in ("Doe", "4711", "Roe") if secret in words]
    qtbot.mouseClick(browser.patient, Qt.MouseButton.LeftButton, pos=QPoint(8, browser.patient.height() // 2))
    words = str(texts(browser))
    assert all(secret in words for secret in ("Doe^Jane", "ID-4711", "Roe^Richard"))


def test_sequences_are_a_tree_that_opens(browser: ElementBrowser, dicom: Path, qtbot: QtBot) -> None:
    read(browser, dicom, qtbot)
    model, view = browser.model, browser.view
    row = next(
        each
        for each in range(model.rowCount())
        if "View Code" in str(model.index(each, ElementColumn.NAME).data())
    )
    index = model.index(row, 0)
    assert model.hasChildren(index)
    assert model.index(row, ElementColumn.VALUE).data() in ("1 item(s)", "1 item")
    view.setCurrentIndex(index)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.isExpanded(index)
    assert model.index(0, 0, index).data() == "Item 1"
    item = model.index(0, 0, index)
    view.setCurrentIndex(item)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert model.index(0, ElementColumn.VALUE, item).data() == "postero-anterior"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("0028,0030", ["Pixel Spacing"]),
        ("(0028,0030)", ["Pixel Spacing"]),
        ("00280030", ["Pixel Spacing"]),
        ("pixelspacing", ["Pixel Spacing"]),
        ("PHANTOM works", ["Manufacturer"]),
        ("0.2\\0.2", ["Pixel Spacing"]),
        ("innermost", ["View Code Sequence", "Item 1", "Procedure Code Sequence", "Item 1", "Code Meaning"]),
        ("Doe", []),
        ("nothing of the kind", []),
    ],
)
def test_search_by_tag_keyword_name_and_value(
    browser: ElementBrowser, dicom: Path, qtbot: QtBot, words: str, expected: list[str]
) -> None:
    read(browser, dicom, qtbot)
    search(browser, words, qtbot)
    assert names(browser) == expected


def test_the_patients_values_are_found_once_they_are_shown(
    browser: ElementBrowser, dicom: Path, qtbot: QtBot
) -> None:
    read(browser, dicom, qtbot)
    search(browser, "Doe", qtbot)
    assert names(browser) == []
    browser.patient.setChecked(True)
    qtbot.waitUntil(lambda: browser.complete, timeout=WAIT_MS)
    assert names(browser) == ["Patient's Name"]
    browser.search.clear()
    qtbot.waitUntil(lambda: browser.complete, timeout=WAIT_MS)
    assert len(names(browser)) > 20


def test_what_is_found_in_a_sequence_is_open(browser: ElementBrowser, dicom: Path, qtbot: QtBot) -> None:
    read(browser, dicom, qtbot)
    search(browser, "innermost", qtbot)
    index = browser.model.index(0, 0)
    while browser.model.hasChildren(index):
        assert browser.view.isExpanded(index)
        index = browser.model.index(0, 0, index)


def test_rows_values_and_everything_are_copied_without_what_is_hidden(
    browser: ElementBrowser, dicom: Path, qtbot: QtBot
) -> None:
    read(browser, dicom, qtbot)
    clipboard = QGuiApplication.clipboard()
    search(browser, "Manufacturer", qtbot)
    row = browser.view.visualRect(browser.model.index(0, 0)).center()
    qtbot.mouseClick(browser.view.viewport(), Qt.MouseButton.LeftButton, pos=row)
    QTest.keyClick(browser.view, Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == "(0008,0070)\tLO\tManufacturer\tPhantom Works"
    browser.copy_value.trigger()
    assert clipboard.text() == "Phantom Works"
    search(browser, "PatientName", qtbot)
    browser.view.setCurrentIndex(browser.model.index(0, 0))
    browser.copy_value.trigger()
    assert "Doe" not in clipboard.text()
    browser.search.clear()
    qtbot.waitUntil(lambda: browser.complete, timeout=WAIT_MS)
    with qtbot.waitSignal(browser.copied, timeout=WAIT_MS):
        browser.copy_all.trigger()
    lines = clipboard.text().splitlines()
    assert len(lines) == len(browser.model.rows)
    assert "Doe" not in clipboard.text()
    assert "    (0008,0104)\tLO\tCode Meaning\tpostero-anterior" in lines


def test_the_patient_is_hidden_again_at_the_next_opening(
    browser: ElementBrowser, dicom: Path, qtbot: QtBot
) -> None:
    read(browser, dicom, qtbot)
    browser.patient.setChecked(True)
    qtbot.keyClick(browser, Qt.Key.Key_Escape)
    assert not browser.isVisible()
    browser.show()
    read(browser, dicom, qtbot)
    assert "Doe" not in str(texts(browser))


def many_elements(file: Path, count: int) -> Path:
    """A file with so many private elements before its pixels."""
    data = dicom_bytes(synthetic_image())
    start = data.index(b"\xe0\x7f\x10\x00O")
    elements = bytearray()
    for number in range(count):
        value = f"value {number:<6}".encode()
        tag = struct.pack("<HH", 0x1001 + 2 * (number // 2000), 0x1000 + number % 2000)
        elements += tag + b"LO" + struct.pack("<H", len(value)) + value
    file.write_bytes(data[:start] + elements + data[start:])
    return file


@pytest.mark.slow
def test_a_hundred_thousand_elements_never_block_the_window(
    browser: ElementBrowser, tmp_path: Path, qtbot: QtBot
) -> None:
    file = many_elements(tmp_path / "many.dcm", 100_000)
    watchdog = Watchdog(browser)
    browser.patient.setChecked(True)
    scroll, rows = browser.view.verticalScrollBar(), browser.model
    gaps = {
        "first rows": watchdog.during(lambda: browser.show_file(file), lambda: rows.rowCount() > 400, qtbot)
    }
    qtbot.waitUntil(lambda: browser.complete, timeout=10 * WAIT_MS)
    assert len(rows.rows) > 100_000
    gaps["all rows"] = watchdog.longest_ms
    gaps["scroll"] = watchdog.during(lambda: scroll.setValue(scroll.maximum()), lambda: True, qtbot)
    search = lambda: browser.search.setText("value 99999")  # noqa: E731
    gaps["search"] = watchdog.during(search, lambda: browser.complete and rows.rowCount() == 1, qtbot)
    assert names(browser) == ["Private"]
    assert max(gaps.values()) < allowed_ms(), gaps


def test_a_second_file_replaces_one_that_is_still_being_read(
    browser: ElementBrowser, dicom: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    browser.show_file(many_elements(tmp_path / "many.dcm", 20_000))
    qtbot.waitUntil(lambda: len(browser.model.rows) > 0, timeout=WAIT_MS)
    read(browser, dicom, qtbot)
    assert "image.dcm" in browser.windowTitle()
    assert "Private" not in names(browser)


def test_deep_nesting_is_said_and_what_came_before_is_shown(
    browser: ElementBrowser, tmp_path: Path, qtbot: QtBot
) -> None:
    opening = b"\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff"
    data = dicom_bytes(synthetic_image())
    start = data.index(b"\x08\x00\x60\x00CS")
    (tmp_path / "deep.dcm").write_bytes(data[:start] + opening * 5000 + data[start:])
    read(browser, tmp_path / "deep.dcm", qtbot)
    assert "SOP Class UID" in names(browser)
    assert "nested too deeply" in browser.problem.text()
    assert browser.problem.isVisible()


@pytest.mark.parametrize("name", ["photo.png", "missing.dcm"])
def test_what_is_no_dicom_file_is_said(
    browser: ElementBrowser, tmp_path: Path, qtbot: QtBot, image_file: Path, name: str
) -> None:
    image_file.rename(tmp_path / "photo.png")
    read(browser, tmp_path / name, qtbot)
    assert name in browser.problem.text()
    assert not browser.model.rows


def test_the_window_opens_it_by_key_and_it_follows_the_image(
    window: MainWindow, workspace: Workspace, shown: Shown, qtbot: QtBot, dicom: Path, image_file: Path
) -> None:
    shown.image(dicom)
    qtbot.keyClick(window, Qt.Key.Key_T, CONTROL)
    browser = workspace.elements
    assert browser.isVisible()
    qtbot.waitUntil(lambda: browser.complete, timeout=WAIT_MS)
    assert len(browser.model.rows) > 20
    shown.image(image_file)
    qtbot.waitUntil(lambda: browser.complete, timeout=WAIT_MS)
    assert "not a DICOM file" in browser.problem.text()
    assert not window.actions_["elements"].isEnabled()
