"""In a narrow panel, the values of the image information are readable beside their labels."""

from PySide6.QtWidgets import QTreeWidget
from pytestqt.qtbot import QtBot

from tests.images import dicom_bytes, synthetic_image
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.ui.viewer.information_panel import InformationPanel


def test_labels_give_way_to_values_in_a_narrow_panel(qtbot: QtBot) -> None:
    panel = InformationPanel()
    qtbot.addWidget(panel)
    panel.set_radiograph(decode_radiograph(dicom_bytes(synthetic_image(60, 60)), "a long name " * 6 + ".dcm"))
    tree = panel.findChild(QTreeWidget)
    assert tree is not None
    panel.resize(270, 300)
    panel.show()
    qtbot.waitExposed(panel)
    half = tree.viewport().width() // 2
    qtbot.waitUntil(lambda: abs(tree.columnWidth(0) - half) <= 1)
    panel.resize(1200, 300)
    qtbot.waitUntil(lambda: tree.columnWidth(0) >= tree.sizeHintForColumn(0))
    item = tree.topLevelItem(0)
    assert item is not None
    assert item.toolTip(0), "a label that is cut is in the tool tip"
