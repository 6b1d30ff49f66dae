"""The states in which images and what is known of them leave the window, for `python -m
tests.ui.screenshots`.
"""

from pathlib import Path

from pydicom.dataset import Dataset
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from tests.images import synthetic_image, write_dicom, write_png
from tests.ui.studio import Save, Studio, classified, settle, wait_for
from xray_desktop.batch.driver import BatchRequest
from xray_desktop.ui.report.dialog import ReportForm


def _dicom(studio: Studio) -> Path:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = "399067008", "SCT", "antero-posterior"
    return write_dicom(
        studio.folder / "image.dcm",
        synthetic_image(1500, 1800, bits=12),
        PatientName="Phantom^Synthetic",
        PatientID="PH-0001",
        StudyDate="20240102",
        Manufacturer="Phantom Works",
        PixelSpacing=[0.2, 0.2],
        ViewCodeSequence=[item],
    )


def saved_report(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        report = window.workspace.report.report()
        assert report is not None
        window.workspace.report.save(report, ReportForm.PDF, studio.folder / "report.pdf")
        wait_for(window.workspace.report.saved)
        settle()
        save(window)


def export_dialog(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, _dicom(studio))
        classified(window, studio.image)
        window.worklist.table.selectAll()
        dialog = window.workspace.export.ask()
        assert dialog is not None
        settle()
        save(dialog)


def exported(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, _dicom(studio))
        assert window.image is not None
        window.workspace.export.export(window.image, studio.folder / "image-0001.dcm", "DICOM")
        wait_for(window.workspace.export.saved)
        settle()
        save(window)


def elements(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, _dicom(studio))
        window.workspace.show_elements()
        settle(1500)
        save(window.workspace.elements)


def elements_found(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, _dicom(studio))
        window.workspace.show_elements()
        window.workspace.elements.patient.setChecked(True)
        settle(1500)
        window.workspace.elements.search.setText("p")
        settle(1000)
        save(window.workspace.elements)


def elements_damaged(studio: Studio, save: Save) -> None:
    file = _dicom(studio)
    with studio.window() as window:
        classified(window, file)
        content = file.read_bytes()
        start = content.index(b"\x54\x00\x20\x02SQ") + 8
        file.write_bytes(content[:start] + b"\xff\xff\xff\xff" + content[start + 4 :])
        window.workspace.show_elements()
        settle(1500)
        save(window.workspace.elements)


def batch_of_open_images(studio: Studio, save: Save) -> None:
    folder = studio.folder / "open"
    folder.mkdir(exist_ok=True)
    for seed in range(3):
        write_png(folder / f"image {seed + 1}.png", synthetic_image(200, 240, seed=seed))
    with studio.window() as window:
        classified(window, folder)
        dialog = window.workspace.batch.ask()
        settle()
        save(dialog)


def quitting_during_a_batch(studio: Studio, save: Save) -> None:
    folder = studio.folder / "many"
    folder.mkdir(exist_ok=True)
    first = write_png(folder / "image 0.png", synthetic_image(200, 240))
    for number in range(1, 400):
        copy = folder / f"image {number}.png"
        if not copy.exists():
            copy.hardlink_to(first)
    output = folder / f"{studio.language} {studio.theme} results.csv"

    def asked() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            save(box)
            box.reject()
        else:
            QTimer.singleShot(50, asked)

    with studio.window() as window:
        wait_for(window.model_runner.modelReady)
        window.workspace.batch.start(BatchRequest([str(folder)], output=output, mode="overwrite"))
        wait_for(window.workspace.batch.started)
        window.workspace.batch.pause(True)
        QTimer.singleShot(50, asked)
        window.workspace.batch.may_close()
        window.workspace.batch.stop()
