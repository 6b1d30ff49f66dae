"""Patients and studies of the worklist: groups, numbers in the place of identifiers, and the prior image."""

from pathlib import Path

import pytest
from pydicom.uid import generate_uid
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom, write_png
from tests.ui.conftest import WAIT_MS, WindowMaker, workspace_of
from xray_desktop.imaging.study_attributes import HEAD, StudyAttributes, study_attributes
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.worklist.columns import Column
from xray_desktop.ui.worklist.entry import Entry
from xray_desktop.ui.worklist.prior import prior_of
from xray_desktop.ui.worklist.study import StudyNumbers, patient_of_name, study_of

SECRETS = ("PID-7", "PID-8", "067Y", "67Y", "2019-03-04", "20190304", "2023-01-20", "Synthetic")


def attributes(patient: str, date: str = "", view: str = "PA", uid: str = "") -> StudyAttributes:
    return StudyAttributes(patient_id=patient, study_uid=uid or date, date=date, time="10", view=view)


def entry(name: str, found: StudyAttributes) -> Entry:
    made = Entry(f"/set/{name}", name)
    made.study = study_of(made.path, found)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two patients whose images lie mixed: one with three studies, of which the first has two views."""
    made = tmp_path / "hospital"
    made.mkdir()
    first = generate_uid()
    for name, patient, date, view, uid in (
        ("a.dcm", "PID-7", "20230120", "PA", generate_uid()),
        ("b.dcm", "PID-8", "20220101", "PA", generate_uid()),
        ("c.dcm", "PID-7", "20190304", "LL", first),
        ("d.dcm", "PID-7", "20210611", "PA", generate_uid()),
        ("e.dcm", "PID-7", "20190304", "PA", first),
    ):
        write_dicom(
            made / name,
            synthetic_image(60, 70, bits=12),
            PatientID=patient,
            PatientName="Phantom^Synthetic",
            PatientAge="067Y",
            PatientSex="F",
            StudyDate=date,
            StudyTime="101500",
            StudyInstanceUID=uid,
            ViewPosition=view,
        )
    write_png(made / "f.png", synthetic_image(60, 70))
    return made


def opened(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([folder])
    qtbot.waitUntil(lambda: window.worklist.model.total == 6, timeout=WAIT_MS)


def names(window: MainWindow) -> str:
    return " ".join(each.name.partition(".")[0] for each in window.worklist.model.shown)


def everything_said(window: MainWindow) -> str:
    """All texts of all cells, their tooltips and what a screen reader says."""
    model = window.worklist.model
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
    cells = [
        str(model.index(row, column).data(int(role)))
        for row in range(model.rowCount())
        for column in Column
        for role in roles
    ]
    return "\n".join([*cells, *(model.studies.line(each) for each in model.shown)])


def test_the_attributes_are_read_from_the_beginning_of_a_large_file(tmp_path: Path) -> None:
    file = write_dicom(
        tmp_path / "large.dcm",
        synthetic_image(1000, 1100, bits=12),
        PatientID="PID-7",
        IssuerOfPatientID="HOSPITAL",
        StudyDate="20190304",
        PatientSex="f",
    )
    content = file.read_bytes()
    assert len(content) > HEAD
    found = study_attributes(content[:HEAD])
    assert (found.patient_id, found.date, found.sex, found.view) == ("PID-7/HOSPITAL", "20190304", "F", "AP")
    assert "PID-7" not in repr(found)


@pytest.mark.parametrize("damage", [b"", b"\x89PNG\r\n\x1a\n", bytes(128) + b"DICM\x02\x00", b"text" * 99])
def test_what_is_not_dicom_has_no_attributes(damage: bytes) -> None:
    assert study_attributes(damage) == StudyAttributes()


@pytest.mark.parametrize(
    ("path", "other", "same"),
    [
        ("/set/person7_bacteria_1.jpeg", "/set/person7_virus_3.jpeg", True),
        ("/set/person7_bacteria_1.jpeg", "/set/person70_bacteria_1.jpeg", False),
        ("/set/IM-0115-0001.jpeg", "/set/NORMAL2-IM-0115-0002.jpeg", True),
        ("/set/00000013_000.png", "/set/00000013_026.png", True),
        ("/set/patient00001/study1/view1.jpg", "/set/patient00001/study2/view1.jpg", True),
        ("/set/patient00001/study1/view1.jpg", "/set/patient00002/study1/view1.jpg", False),
    ],
)
def test_public_collections_name_their_patients(path: str, other: str, same: bool) -> None:
    assert patient_of_name(path) is not None
    assert (patient_of_name(path) == patient_of_name(other)) is same


@pytest.mark.parametrize(
    "path", ["/inpatient12/image.png", "/of patient 7/image.png", "/set/image 7.png", "/patients/x.dcm"]
)
def test_other_names_name_no_patient(path: str) -> None:
    assert patient_of_name(path) is None


def test_numbers_follow_appearance_and_dates() -> None:
    late, early = study_of("/a", attributes("X", "20230101")), study_of("/b", attributes("X", "20190101"))
    other, nobody = study_of("/c", attributes("Y")), study_of("/d", StudyAttributes())
    numbers = StudyNumbers()
    numbers.add([late, other, nobody])
    assert numbers.study(late) == (1, 1)
    numbers.add([early])
    assert [numbers.patient(each) for each in (late, early, other, nobody)] == [1, 1, 2, 0]
    assert (numbers.study(early), numbers.study(late)) == ((1, 2), (2, 2))


def test_the_prior_is_the_latest_study_before_in_the_same_view() -> None:
    now = entry("now", attributes("X", "20230101"))
    lateral = entry("lateral", attributes("X", "20210101", "LL"))
    frontal = entry("frontal", attributes("X", "20210101", "PA"))
    old, later = entry("old", attributes("X", "20190101")), entry("later", attributes("X", "20240101"))
    other, same_day = entry("other", attributes("Y", "20220101")), entry("same", attributes("X", "20230101"))
    everything = [later, other, lateral, frontal, now, old, same_day]
    assert prior_of(now, everything) is frontal
    assert prior_of(now, [now, lateral, old]) is lateral
    assert prior_of(old, everything) is None
    assert prior_of(other, everything) is None


def test_without_dates_the_prior_is_the_one_before_by_name_and_for_the_first_the_next() -> None:
    images = [entry(f"person7_bacteria_{number}.jpeg", StudyAttributes()) for number in (10, 2, 1)]
    ten, two, one = images
    assert prior_of(ten, images) is two
    assert prior_of(two, images) is one
    assert prior_of(one, images) is two
    assert prior_of(entry("nobody.png", StudyAttributes()), images) is None


def test_a_click_groups_by_patient_and_study_with_numbers_only(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    opened(window, folder, qtbot)
    assert names(window) == "a b c d e f"
    qtbot.mouseClick(window.worklist.filter_bar.group, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(window) == "a d c e b f", timeout=WAIT_MS)
    model = window.worklist.model
    assert [each.patient_number for each in model.shown] == [1, 1, 1, 1, 2, 0]
    assert model.studies.line(model.shown[0]) == "Study 3 of 3 · PA"
    assert [secret for secret in SECRETS if secret in everything_said(window)] == []
    assert window.worklist.table.isColumnHidden(Column.AGE)
    qtbot.mouseClick(window.worklist.filter_bar.group, Qt.MouseButton.LeftButton)
    assert names(window) == "a b c d e f"


def test_groups_follow_the_column_that_is_sorted_by(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    opened(window, folder, qtbot)
    window.worklist.filter_bar.group.click()
    qtbot.waitUntil(lambda: names(window) == "a d c e b f", timeout=WAIT_MS)
    window.worklist.table.sortByColumn(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert names(window) == "f a d c e b"


def test_date_age_and_sex_are_shown_with_the_patient_data_and_hidden_again(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    opened(window, folder, qtbot)
    window.worklist.filter_bar.group.click()
    qtbot.waitUntil(lambda: window.worklist.studies.complete, timeout=WAIT_MS)
    window.actions_["patient_data"].trigger()
    model = window.worklist.model
    line = model.studies.line(model.shown[0])
    assert line == "2023-01-20 · PA · 67Y · F"
    window.actions_["patient_data"].trigger()
    assert [secret for secret in SECRETS if secret in everything_said(window)] == []


def test_nothing_of_the_patient_reaches_the_settings(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    opened(window, folder, qtbot)
    window.worklist.filter_bar.group.click()
    qtbot.waitUntil(lambda: window.worklist.studies.complete, timeout=WAIT_MS)
    window.actions_["patient_data"].trigger()
    window.settings.save()
    content = window.settings.file.read_text()
    assert "grouped=true" in content
    assert [secret for secret in SECRETS if secret in content] == []


def test_the_grouping_is_there_at_the_next_start(
    make_main_window: WindowMaker, qtbot: QtBot, folder: Path
) -> None:
    window = make_main_window()
    window.worklist.filter_bar.group.click()
    window.close()
    again = make_main_window()
    assert again.worklist.filter_bar.group.isChecked()
    opened(again, folder, qtbot)
    qtbot.waitUntil(lambda: names(again) == "a d c e b f", timeout=WAIT_MS)


def test_one_key_shows_the_prior_beside_the_current_image(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    opened(window, folder, qtbot)
    window.worklist.show_image(str(folder / "d.dcm"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    qtbot.keyClick(window, Qt.Key.Key_V)
    workspace = workspace_of(window)
    qtbot.waitUntil(lambda: workspace._comparison is not None, timeout=WAIT_MS)
    sides = workspace.comparison.sides
    qtbot.waitUntil(lambda: all(side.image is not None for side in sides), timeout=WAIT_MS)
    assert [side.image.path.name for side in sides if side.image] == ["e.dcm", "d.dcm"]


def test_an_image_without_a_prior_says_so_and_opens_nothing(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    opened(window, folder, qtbot)
    workspace = workspace_of(window)
    for name, code in (("b.dcm", "prior_not_found"), ("f.png", "prior_patient_unknown")):
        with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
            window.worklist.show_image(str(folder / name))
        window.actions_["compare_prior"].trigger()
        qtbot.waitUntil(
            lambda code=code: code in [notice.code for notice in window.viewer.notices], timeout=WAIT_MS
        )
    assert workspace._comparison is None
