"""Reports: everything that is needed to understand the prediction, and the patient only on request."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.prediction import PredictedClass, Prediction
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.measurement.figures import Length
from xray_desktop.messages import message
from xray_desktop.ui.images.display_state import DisplayState, Orientation
from xray_desktop.ui.images.loaded_image import image_of
from xray_desktop.ui.report.contents import Report, UnwritableReport, as_json, write_json
from xray_desktop.ui.report.dialog import ReportForm
from xray_desktop.ui.report.page import paint_report, write_pdf
from xray_desktop.ui.widgets.paper import PAGE
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace

pytestmark = pytest.mark.usefixtures("qapp")
WAIT_MS = 60_000
PATIENT = {"PatientName": "Doe^Jane", "PatientID": "ID-4711", "StudyDate": "20240102"}


@pytest.fixture
def dicom(tmp_path: Path) -> Path:
    return write_dicom(tmp_path / "image.dcm", synthetic_image(120, 160, bits=12), **PATIENT)


def report(path: Path, prediction: Prediction | None = None, **changes: Any) -> Report:
    radiograph = read_radiograph(path)
    image = image_of(path, radiograph)
    return Report(
        image, DisplayState(radiograph.voi), prediction, mark=Mark(PredictedClass.NORMAL, "a note"), **changes
    )


def prediction(
    predicted_class: PredictedClass | None, probability: float | None, **changes: Any
) -> Prediction:
    cam = np.linspace(-3, 3, 196, dtype=np.float32).reshape(14, 14)
    fields = {"cam": cam if predicted_class else None, **changes}
    return Prediction(predicted_class, probability, 0.4, "balanced", "m 1 abcd", **fields)


STATES = {
    "pneumonia": prediction(PredictedClass.PNEUMONIA, 0.93, bacterial=0.8),
    "normal": prediction(PredictedClass.NORMAL, 0.02),
    "uncertain": prediction(PredictedClass.UNCERTAIN, 0.41, reasons=(message("near_threshold"),)),
    "not assessed": prediction(None, None, reasons=(message("not_frontal_chest"),)),
    "no model": None,
}


def painted(made: Report) -> QImage:
    image = QImage(QSize(int(PAGE.width()), int(PAGE.height())), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_report(painter, made)
    painter.end()
    return image


@pytest.mark.parametrize("said", STATES.values(), ids=STATES)
def test_every_state_fills_one_page(dicom: Path, tmp_path: Path, said: Prediction | None) -> None:
    write_pdf(report(dicom, said), tmp_path / "report.pdf")
    content = (tmp_path / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1
    assert len(content) < 2_000_000


def test_without_a_request_the_page_is_the_same_as_for_a_nameless_patient(
    dicom: Path, tmp_path: Path
) -> None:
    (tmp_path / "nameless").mkdir()
    nameless = write_dicom(tmp_path / "nameless" / "image.dcm", synthetic_image(120, 160, bits=12))
    one, other = report(dicom, STATES["normal"]), report(nameless, STATES["normal"])
    object.__setattr__(other, "made", one.made)
    assert painted(one) == painted(other)
    asked = report(dicom, STATES["normal"], with_patient=True)
    object.__setattr__(asked, "made", one.made)
    assert painted(asked) != painted(one)


@pytest.mark.parametrize("said", STATES.values(), ids=STATES)
def test_the_json_names_the_patient_only_on_request(dicom: Path, said: Prediction | None) -> None:
    text = as_json(report(dicom, said))
    assert not re.search("Doe|Jane|4711|20240102|2024-01-02", text)
    content = json.loads(as_json(report(dicom, said, with_patient=True)))
    assert content["patient"]["patient_name"] == "Doe Jane"
    assert content["disclaimer"] == "Research use only: not a diagnosis."
    assert content["reader"] == {"reading": "NORMAL", "note": "a note"}


def test_the_json_says_what_the_model_says(dicom: Path) -> None:
    result = json.loads(as_json(report(dicom, STATES["pneumonia"])))["result"]
    assert result["predicted_class"] == "PNEUMONIA"
    assert result["positive_class"] == "PNEUMONIA"
    assert result["probability_pneumonia"] == 0.93
    refused = json.loads(as_json(report(dicom, STATES["not assessed"])))["result"]
    assert (refused["predicted_class"], refused["probability_pneumonia"]) == (None, None)
    assert refused["reason"] == "not_frontal_chest"


def test_the_report_has_the_note_on_the_age_and_the_json_the_estimate_without_the_age(tmp_path: Path) -> None:
    note = message("age_differs_child")
    file = write_dicom(tmp_path / "image.dcm", synthetic_image(120, 160, bits=12), PatientAge="007Y")
    assert read_radiograph(file).age == 7
    said = prediction(PredictedClass.NORMAL, 0.02, reasons=(note,), probability_child=0.0123)
    text = as_json(report(file, said))
    result = json.loads(text)["result"]
    assert (result["reason"], result["message"]) == ("age_differs_child", str(note))
    assert result["probability_child"] == 0.0123
    assert "007Y" not in text
    assert '"age"' not in text
    one, other = report(file, said), report(file, replace(said, reasons=()))
    object.__setattr__(other, "made", one.made)
    assert painted(one) != painted(other)


@pytest.mark.parametrize("write", [write_pdf, write_json])
def test_a_report_that_cannot_be_written_gives_one_message(
    dicom: Path, tmp_path: Path, write: object
) -> None:
    with pytest.raises(UnwritableReport, match=r"cannot be written to x\.pdf"):
        write(report(dicom), tmp_path / "no folder" / "x.pdf")  # type: ignore[operator]


@pytest.fixture
def workspace(workspace: Workspace, window: MainWindow, dicom: Path, qtbot: QtBot) -> Workspace:
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([dicom])
    return workspace


def test_the_dialog_leaves_the_patient_out_every_time(workspace: Workspace) -> None:
    first = workspace.report.ask()
    assert first is not None
    assert first.patient.isEnabled()
    assert not first.patient.isChecked()
    first.patient.setChecked(True)
    first.reject()
    second = workspace.report.ask()
    assert second is not None
    assert not second.patient.isChecked()
    second.reject()


def test_pdf_json_and_snapshot_are_saved_from_the_window(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    made = workspace.report.report()
    assert made is not None
    assert made.prediction is not None
    for form, name in ((ReportForm.PDF, "a.pdf"), (ReportForm.JSON, "a.json")):
        with qtbot.waitSignal(workspace.report.notified, timeout=WAIT_MS) as notified:
            workspace.report.save(made, form, tmp_path / name)
        assert notified.args == [message("report_saved", file=name)]
        assert (tmp_path / name).stat().st_size > 500
    with qtbot.waitSignal(workspace.report.notified) as notified:
        workspace.report.snapshot(tmp_path / "a.png")
    assert notified.args[0].code == "snapshot_saved_with_annotation"
    assert not QImage(str(tmp_path / "a.png")).isNull()
    with qtbot.waitSignal(workspace.report.notified) as notified:
        workspace.report.snapshot(tmp_path / "no folder" / "a.png")
    assert notified.args[0].code == "report_unwritable"


@pytest.mark.usefixtures("workspace")
def test_the_predicted_class_goes_to_the_clipboard_with_its_context(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(
        window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    text = QGuiApplication.clipboard().text()
    for part in ("image.dcm", "Probability of pneumonia", "threshold", "tiny 1", "Research use only"):
        assert part in text
    assert "Doe" not in text


def test_another_image_takes_the_old_ones_predicted_class_out_of_the_report(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "broken.png").write_bytes(b"")
    with qtbot.waitSignal(window.imageFailed, timeout=WAIT_MS):
        window.open_paths([tmp_path / "broken.png"])
    assert workspace.report.result_text() == ""
    assert workspace.report.ask() is None


def test_the_report_can_be_printed(workspace: Workspace, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    made = workspace.report.report()
    assert made is not None
    assert workspace.report.print_on(printer, made)
    assert (tmp_path / "printed.pdf").stat().st_size > 5000


def test_the_heat_map_of_a_report_leaves_out_what_a_shutter_covers(tmp_path: Path) -> None:
    file = write_dicom(
        tmp_path / "image.dcm",
        synthetic_image(300, 400, bits=12),
        ShutterShape="RECTANGULAR",
        ShutterLeftVerticalEdge=201,
        ShutterRightVerticalEdge=400,
        ShutterUpperHorizontalEdge=1,
        ShutterLowerHorizontalEdge=300,
    )
    said = prediction(PredictedClass.PNEUMONIA, 0.93, cam=np.full((14, 14), 5.0, np.float32))
    page = painted(report(file, said))
    middle = 32 + 250 // 2
    # The right one of the two images begins at 260; its left half is covered.
    assert page.pixelColor(260 + 60, middle) == QColor("black")
    seen = page.pixelColor(260 + 190, middle)
    assert seen.red() > seen.blue() + 20


LINE = Annotation(Kind.LENGTH, ((20.0, 20.0), (50.0, 60.0)))
NOTE = Annotation(Kind.TEXT, ((80.0, 60.0),), "Jane Doe")


def test_measurements_are_on_the_image_and_listed(dicom: Path) -> None:
    plain = painted(report(dicom))
    with_line = painted(report(dicom, annotations=[(LINE, Length(50.0))]))
    changed = [
        y
        for y in range(plain.height())
        if any(plain.pixel(x, y) != with_line.pixel(x, y) for x in range(0, plain.width(), 3))
    ]
    assert [y for y in changed if y < 300], "nothing is drawn on the image"
    assert [y for y in changed if y > 400], "nothing is listed"


def test_annotations_turn_with_the_image(dicom: Path) -> None:
    corner = Annotation(Kind.ARROW, ((2.0, 2.0), (30.0, 2.0)))
    made = report(dicom, annotations=[(corner, None)])
    turned = replace(made, display=replace(made.display, orientation=Orientation(2)))

    def yellow(image: QImage) -> tuple[float, float]:
        places = [
            (x, y)
            for y in range(300)
            for x in range(image.width())
            if (colour := image.pixelColor(x, y)).red() > 200 and colour.blue() < 130
        ]
        return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)

    (x, y), (turned_x, turned_y) = yellow(painted(made)), yellow(painted(turned))
    assert x < PAGE.width() / 2 < turned_x
    assert y < turned_y


def test_the_json_has_the_figures_and_not_what_was_typed(dicom: Path) -> None:
    # A region that was still being measured is measured for the report.
    region = Annotation(Kind.RECTANGLE, ((0.0, 0.0), (10.0, 10.0)))
    made = report(dicom, annotations=[(LINE, Length(50.0)), (NOTE, None), (region, None)], key_image=True)
    content = json.loads(as_json(made))
    line, note, square = content["measurements"]
    assert (line["kind"], line["length_px"], line["points"]) == ("length", 50.0, [[20, 20], [50, 60]])
    assert note == {"kind": "text", "points": [[80, 60]]}
    assert square["pixels"] == 100
    assert content["key_image"] is True
    assert "Jane Doe" not in as_json(made)


def test_the_dialog_offers_annotations_where_there_are_some(window: MainWindow, workspace: Workspace) -> None:
    annotations = window.viewer.view.editor.annotations
    dialog = workspace.report.ask()
    assert dialog is not None
    assert not dialog.annotations.isEnabled()
    dialog.reject()
    annotations.add(LINE)
    dialog = workspace.report.ask()
    assert dialog is not None
    assert dialog.annotations.isChecked()
    dialog.reject()
    with_them = workspace.report.report()
    without = workspace.report.report(with_annotations=False)
    assert with_them is not None
    assert without is not None
    assert [each for each, _ in with_them.annotations] == [LINE]
    assert not without.annotations
    annotations.remove_selected()


def test_more_measurements_than_there_is_room_for_are_counted(dicom: Path) -> None:
    many = [(LINE, Length(50.0))] * 40
    page = painted(report(dicom, annotations=many))
    fewer = painted(report(dicom, annotations=many[:5]))
    assert page != fewer
