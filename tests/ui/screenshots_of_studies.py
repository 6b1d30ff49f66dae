"""The states of case review, exploration and drift, for `python -m tests.ui.screenshots`."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from tests.images import synthetic_image, write_jpeg, write_png
from tests.ui.screenshots_of_many import class_folders, classified_folder
from tests.ui.studio import Save, Studio, classified, settle, wait_for
from xray_desktop.evaluation.review.case_filters import CaseFilter
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import message
from xray_desktop.results.row import Row
from xray_desktop.results.writing import write_rows
from xray_desktop.ui.drift.window import DriftWindow
from xray_desktop.ui.exploration.window import ExplorationWindow
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.review.contact_sheet import SheetCase, SheetOptions, paint_contact_sheet
from xray_desktop.ui.review.window import CaseReviewWindow
from xray_desktop.ui.widgets.paper import PAGE


def _reviewed(window: CaseReviewWindow, wanted: CaseFilter) -> None:
    window.show()
    for _ in range(100):
        settle(100)
        if window.complete:
            break
    window.choose(wanted)
    settle(1500)


def case_review(studio: Studio, save: Save) -> None:
    with classified_folder(studio) as (_, workspace):
        counts = workspace.review
        _reviewed(counts, CaseFilter.TRUE_POSITIVE)
        save(counts)


def case_review_empty(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        _reviewed(window.workspace.review, CaseFilter.FALSE_NEGATIVE)
        save(window.workspace.review)


def case_review_writing(studio: Studio, save: Save) -> None:
    with classified_folder(studio) as (_, workspace):
        _reviewed(workspace.review, CaseFilter.NEAR_THRESHOLD)
        workspace.review.choose(CaseFilter.TRUE_POSITIVE)
        workspace.review.export.write_sheet(studio.folder / "cases.pdf")
        workspace.review.export.progress.setValue(2)
        save(workspace.review)


def case_review_written(studio: Studio, save: Save) -> None:
    with classified_folder(studio) as (_, workspace):
        _reviewed(workspace.review, CaseFilter.TRUE_POSITIVE)
        workspace.review.export.write_bundle(studio.folder / "cases.zip")
        wait_for(workspace.review.export.notified)
        settle()
        save(workspace.review)


def contact_sheet(studio: Studio, save: Save) -> None:
    with classified_folder(studio) as (window, _):
        cases = [
            SheetCase(entry.path, entry.name, entry.truth, entry.row, PredictedClass.NORMAL)
            for entry in window.worklist.model.entries
            if entry.row is not None
        ][:8]
        options = SheetOptions("Case review: False positives", with_names=True)
        page = QImage(
            QSize(int(PAGE.width()), int(PAGE.height())) * 2 + QSize(80, 80), QImage.Format.Format_RGB32
        )
        page.fill("white")
        painter = QPainter(page)
        painter.translate(40, 40)
        painter.scale(2, 2)
        reading = ImageReading()
        for _ in paint_contact_sheet(
            painter, cases, options, reading.read, window.model_runner.classifier, lambda: None
        ):
            pass
        painter.end()
        reading.close()
        sheet = QLabel()
        sheet.setPixmap(QPixmap.fromImage(page))
        sheet.resize(page.size())
        save(sheet)


def flawed_folders(studio: Studio) -> Path:
    """A data set with most flaws: duplicates across parts, patients in both, classes of other sizes."""
    folder = studio.folder / "flawed"
    if not folder.exists():
        for part in ("train", "test"):
            for name, brightness in (("NORMAL", 0.62), ("PNEUMONIA", 1.0)):
                (folder / part / name).mkdir(parents=True)
                for seed in range(6):
                    number = seed + (10 if name == "NORMAL" else 0) + (100 if part == "test" else 0)
                    size = (420, 480) if name == "NORMAL" else (360, 480)
                    image = synthetic_image(*size, seed=number) * brightness
                    patient = seed if part == "train" else seed + 3
                    stem = f"IM-{patient:04d}-0001" if name == "NORMAL" else f"person{patient}_virus_1"
                    write_png(folder / part / name / f"{stem}.png", image.clip(0, 255).astype("uint8"))
        copied = synthetic_image(300, 400, seed=0)
        write_jpeg(folder / "test" / "NORMAL" / "copy.jpg", copied, quality=60)
        source = folder / "train" / "PNEUMONIA" / "person1_virus_1.png"
        (folder / "test" / "PNEUMONIA" / "again.png").write_bytes(source.read_bytes())
        (folder / "train" / "NORMAL" / "letter.jpg").write_bytes(b"Dear colleague")
    return folder


def _explored(studio: Studio, save: Save, page: int) -> None:
    with studio.window() as window:
        classified(window, flawed_folders(studio))
        exploration = window.workspace.exploration
        exploration.show()
        _wait(exploration)
        exploration.tabs.setCurrentIndex(page)
        settle(1500)
        save(exploration)


def _wait(exploration: ExplorationWindow) -> None:
    for _ in range(600):
        settle(100)
        if not exploration.busy:
            break


def dataset_overview(studio: Studio, save: Save) -> None:
    _explored(studio, save, 0)


def dataset_findings(studio: Studio, save: Save) -> None:
    _explored(studio, save, 1)


def dataset_giveaways(studio: Studio, save: Save) -> None:
    _explored(studio, save, 2)


def dataset_reading(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, class_folders(studio))
        exploration = window.workspace.exploration
        exploration.show()
        settle(50)
        exploration.progress.setValue(7)
        save(exploration)


def dataset_empty(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        window.workspace.exploration.show()
        settle(300)
        save(window.workspace.exploration)


def _results(file: Path, *, shift: float, rejected: int, width: int) -> Path:
    rng = np.random.default_rng(width)
    probabilities = np.clip(rng.beta(0.6, 1.2, 400) + shift, 0.001, 0.999)
    rows = [
        Row(
            f"{index:04d}.dcm",
            "ok",
            "PNEUMONIA" if p >= 0.5 else "NORMAL",
            round(float(p), 6),
            0.5,
            width + int(rng.integers(-40, 40)),
            2000,
            model="model 1 0123",
            operating_point="balanced",
        )
        for index, p in enumerate(probabilities)
    ]
    reason = (message("not_frontal_chest"),)
    rows += [
        Row(f"r{index:04d}.dcm", "rejected", width=width, height=2000, reasons=reason)
        for index in range(rejected)
    ]
    write_rows(file, rows)
    return file


def drift(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        shown: DriftWindow = window.workspace.drift
        shown.show()
        shown.open_results(0, _results(studio.folder / "2024.csv", shift=0.0, rejected=6, width=1800))
        shown.open_results(1, _results(studio.folder / "2025.csv", shift=0.15, rejected=60, width=2300))
        settle(1500)
        save(shown)


def drift_empty(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        window.workspace.drift.show()
        settle(300)
        save(window.workspace.drift)
