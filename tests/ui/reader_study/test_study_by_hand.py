"""A reader study done by hand: 30 images, two readers, blinded, killed half-way, resumed, unblinded,
exported.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from sklearn.metrics import roc_auc_score

from tests.ui.conftest import WAIT_MS
from tests.ui.reader_study.conftest import RoomMaker, truth_of
from xray_desktop.evaluation.reader_study.definition import read_study, record_path
from xray_desktop.evaluation.reader_study.record import read_record
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.reader_study.session import SessionState

N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA

OTHER_PROGRAM = """
import sys, time
from pathlib import Path
from xray_desktop.evaluation.reader_study.definition import read_study
from xray_desktop.evaluation.reader_study.record_file import RecordFile
folder = Path(sys.argv[1])
study = read_study(folder)
record = RecordFile(folder, study, 2)
for count in range(1, 1000):
    task = record.record.next_task(study)
    record.shown(task)
    record.answer(task, study.image(task.case).truth, 5, 2.0)
    print(count, flush=True)
    if count == 31:
        time.sleep(600)
"""


def read_half_and_be_killed(folder: Path) -> None:
    """The second reader reads elsewhere until that program is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER_PROGRAM, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) == 31:
            break
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.mark.slow
def test_thirty_images_two_readers_killed_resumed_unblinded_exported(
    room: RoomMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    here = room(15)
    folder = here.create(tmp_path / "study")
    study = read_study(folder)
    assert (len(study.images), study.readers, study.seed) == (30, ("Kim", "Lee"), 7)
    assert all(image.probability is not None and image.truth is not None for image in study.images)

    # Kim reads half, leaves, and comes back. Every third first answer is wrong; the second follows the model.
    reading = here.begin(1)
    for count in range(60):
        task = reading.session.task
        assert task is not None
        truth = truth_of(folder, task.case)
        wrong = N if truth is P else P
        assert bool(reading.help.text) == (task.read == 2)
        here.answer(reading, wrong if task.read == 1 and task.case % 3 == 0 else truth, 1 + count % 5)
        if count == 30:
            here.leave(reading)
            assert here.studies.table.item(0, 1).text() == "16 / 30"
            assert here.studies.table.item(0, 2).text() == "15 / 30"
            assert here.main.isVisible()
            reading = here.begin(1)
    assert reading.session.state is SessionState.DONE
    here.leave(reading)
    assert here.studies.table.item(0, 3).text() == "Finished"

    # Lee reads in another program, which is killed half-way.
    read_half_and_be_killed(folder)
    here.studies.open_study(folder)
    qtbot.waitUntil(lambda: here.studies.table.item(1, 1).text() == "16 / 30", timeout=WAIT_MS)

    # Results unblind: there is a question first.
    here.studies.show_results.click()
    box = here.studies.findChild(QMessageBox)
    assert "Lee" in box.text()
    assert here.studies.results is None
    qtbot.mouseClick(box.button(QMessageBox.StandardButton.Cancel), Qt.MouseButton.LeftButton)

    reading = here.begin(2)
    assert reading.session.progress() == (31, 60)
    for _ in range(29):
        task = reading.session.task
        assert task is not None
        here.answer(reading, truth_of(folder, task.case), 4)
    here.leave(reading)

    here.studies.show_results.click()
    results = here.studies.results
    assert results is not None
    qtbot.waitUntil(lambda: results.found is not None, timeout=WAIT_MS)
    assert "Kim" in results.raters.toPlainText()
    assert len(results.roc.chart.markers) == 5

    # One click opens the image with most disagreement.
    results.tabs.setCurrentIndex(3)
    assert here.main.image is not None
    paths = [results.cases.item(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(2)]
    row = 1 if paths[0] == str(here.main.image.path) else 0
    path, place = paths[row], results.cases.visualItemRect(results.cases.item(row, 1)).center()
    with qtbot.waitSignal(here.main.radiographShown, timeout=WAIT_MS) as shown:
        qtbot.mouseClick(results.cases.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert str(shown.args[0]) == path

    results.export_to(folder / "results")
    qtbot.waitUntil(lambda: (folder / "results" / "metrics.json").exists(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "results" in results.notice.text(), timeout=WAIT_MS)
    review(folder)


def review(folder: Path) -> None:
    """Reads the export as a reviewer does, and computes its figures again from the single answers."""
    content = json.loads((folder / "results" / "metrics.json").read_text(encoding="utf-8"))
    assert [(each["name"], each["read"], each["images"]) for each in content["raters"]] == [
        *(("model", "model", 30), ("Kim", "first", 30), ("Kim", "second", 30)),
        *(("Lee", "first", 30), ("Lee", "second", 30)),
    ]
    kim, lee = content["readers"]
    assert (kim["answers"], kim["sessions"], kim["sessions_cut_off"]) == (60, 2, 0)
    assert (lee["answers"], lee["sessions"], lee["sessions_cut_off"]) == (60, 2, 1)
    with open(folder / "results" / "tables" / "readings.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = [row for row in rows if (row["reader"], row["read"]) == ("Kim", "first")]
    assert [int(row["case"]) for row in first] == kim["order"]
    right = [row["class"] == row["ground_truth"] for row in first]
    assert right == [int(row["case"]) % 3 != 0 for row in first]
    ill = [row["ground_truth"] == "PNEUMONIA" for row in first]
    found = content["raters"][1]
    sensitivity = sum(r for r, i in zip(right, ill, strict=True) if i) / sum(ill)
    assert found["sensitivity"][0] == pytest.approx(sensitivity, abs=1e-9)
    assert found["auc"][0] == pytest.approx(
        roc_auc_score(ill, [int(row["score"]) for row in first]), abs=1e-9
    )
    help_of_kim = content["help"][0]
    assert help_of_kim["changed"] == 10
    assert help_of_kim["tests"]["accuracy"] == pytest.approx(
        {"only_first": 0, "only_second": 10, "exact": 2 / 2**10, "mid_p": 1 / 2**10}
    )
    assert all(float(row["seconds"]) > 0 for row in rows)
    study = read_study(folder)
    assert read_record(record_path(folder, 2), study).progress(study) == (60, 60)
