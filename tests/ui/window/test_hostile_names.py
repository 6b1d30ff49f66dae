"""Names that break lines, never end, look like commands or turn the writing round, where they are shown."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QTreeWidget

from tests.images import synthetic_image, write_png
from tests.ui.conftest import Shown
from xray_desktop.ui.report.dialog import ReportDialog
from xray_desktop.ui.window.main_window import MainWindow

NAMES = ("two\nlines.png", "a" * 246 + ".png", "<b>bold & %1 {name}.png", "\u202egnp.exe.png")


def test_the_menu_of_recent_files_stays_a_menu(window: MainWindow) -> None:
    window.settings.add_recent(*(f"/images/{name}" for name in NAMES))
    window.menus.recent.aboutToShow.emit()
    texts = [action.text() for action in window.menus.recent.actions()][: len(NAMES)]
    assert "two lines.png" in texts
    assert "<b>bold && %1 {name}.png" in texts
    assert "gnp.exe.png" in texts
    longest = next(text for text in texts if text.startswith("aaa"))
    assert len(longest) < 100
    assert longest.endswith(".png")


def test_tooltips_and_attributes_say_the_name_as_it_is(
    window: MainWindow, shown: Shown, tmp_path: Path
) -> None:
    name = "<b>bold & %1 {name}.png"
    shown.predicted_class(write_png(tmp_path / name, synthetic_image()))
    document = QTextDocument()
    document.setHtml(window.worklist.model.index(0, 0).data(int(Qt.ItemDataRole.ToolTipRole)))
    assert document.toPlainText().splitlines()[0] == name
    attributes = window.information_panel.findChild(QTreeWidget)
    assert isinstance(attributes, QTreeWidget)
    item = attributes.topLevelItem(0)
    assert item is not None
    assert item.text(1) == name


def test_a_dialog_takes_no_name_for_markup(window: MainWindow) -> None:
    dialog = ReportDialog(has_patient=False, has_heat_map=True, name="<b>bold.png", parent=window)
    naming = [label for label in dialog.findChildren(QLabel) if "bold" in label.text()]
    assert [label.textFormat() for label in naming] == [Qt.TextFormat.PlainText]
