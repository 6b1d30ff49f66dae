"""Subgroups as a forest plot: by folder and size, by DICOM attributes, one click to their images."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom
from tests.ui.evaluation.conftest import WAIT_MS, Opened, entry, finished
from xray_desktop.ui.evaluation.window import EvaluationWindow


def values(window: EvaluationWindow) -> list[tuple[str, str, int]]:
    return [(each.column, each.value, each.images) for each in window.subgroups.forest.subgroups]


def test_folders_and_sizes_are_subgroups(many: EvaluationWindow) -> None:
    assert values(many) == [
        *(("", "All images", 160), ("folder", "a", 80), ("folder", "b", 80)),
        *(("megapixels", "0", 106), ("megapixels", "0.6", 54)),
    ]


def test_one_column_can_be_chosen(many: EvaluationWindow) -> None:
    many.tabs.setCurrentWidget(many.subgroups)
    column = many.subgroups.column
    column.setCurrentIndex(column.findText("Folder"))
    column.activated.emit(column.currentIndex())
    assert [name for name, _, _ in values(many)] == ["", "folder", "folder"]


def test_a_row_shows_its_images(many: EvaluationWindow, qtbot: QtBot) -> None:
    many.tabs.setCurrentWidget(many.subgroups)
    forest = many.subgroups.forest
    place = forest.row_centre(forest.subgroups[2]).toPoint()
    qtbot.mouseClick(forest, Qt.MouseButton.LeftButton, pos=place)
    assert many.cases.title.text() == "Folder: b (80)"


def test_attributes_of_dicom_files_are_read_on_request_and_make_subgroups_and_patients(
    evaluated: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    entries = []
    for index in range(8):
        name = f"{'PNEUMONIA' if index % 2 else 'NORMAL'}/{index}.dcm"
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write_dicom(
            tmp_path / name,
            synthetic_image(40, 40, bits=12),
            PatientID=f"id {index // 4}",
            PatientSex="FM"[index // 4],
            PatientAge=f"{30 + index:03}Y",
            ViewPosition="PA" if index < 3 else "AP",
        )
        entries.append(entry(tmp_path, name, 0.1 + index / 10))
    window = evaluated(entries)
    assert len(values(window)) == 1
    window.tabs.setCurrentWidget(window.subgroups)
    qtbot.mouseClick(window.subgroups.attributes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.evaluator.attributes), timeout=WAIT_MS)
    finished(window, qtbot)
    found = {(column, value): images for column, value, images in values(window)}
    assert found["sex", "F"] == 4
    assert found["view", "PA"] == 3
    assert found["age", "30"] == 1
    basis = window.evaluator.basis
    assert basis is not None
    assert basis.bootstrap.patients == 2


def test_files_without_attributes_are_said(many: EvaluationWindow, qtbot: QtBot) -> None:
    many.tabs.setCurrentWidget(many.subgroups)
    qtbot.mouseClick(many.subgroups.attributes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(many.notice.isVisible, timeout=WAIT_MS)
    assert many.notice.text.text().startswith("None of the images is a DICOM file")
