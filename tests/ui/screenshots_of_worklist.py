"""The states of worklist, comparison with the prior and frames played, for `python -m
tests.ui.screenshots`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from pydicom.uid import generate_uid
from PySide6.QtCore import Qt

from tests.images import synthetic_image, write_dicom, write_png
from tests.ui.conftest import workspace_of
from tests.ui.screenshots_of_many import classified_folder
from tests.ui.studio import Save, Studio, classified, settle, wait_for
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.compare.window import CompareWindow
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.worklist.entry import Filter, Outcome


def hospital(studio: Studio) -> Path:
    """Three patients with studies of several years, and an image that names no patient."""
    folder = studio.folder / "hospital"
    if folder.exists():
        return folder
    folder.mkdir()
    number = 1000
    for patient, (sex, age, dates) in enumerate(
        (
            ("F", "067Y", ("20190304", "20210611", "20230120")),
            ("M", "045Y", ("20220101",)),
            ("M", "071Y", ("20200202", "20230707")),
        )
    ):
        for date in dates:
            study = generate_uid()
            for view in ("PA", "LL") if date == dates[0] else ("PA",):
                number += 1
                write_dicom(
                    folder / f"IMG-{number}-0001.dcm",
                    synthetic_image(600, 700, seed=number, bits=12),
                    PatientID=f"PHANTOM-{patient}",
                    PatientName="Phantom^Synthetic",
                    PatientSex=sex,
                    PatientAge=age,
                    StudyDate=date,
                    StudyTime="101500",
                    StudyInstanceUID=study,
                    ViewPosition=view,
                )
    write_png(folder / "IMG-2000-0001.png", synthetic_image(300, 300))
    return folder


@contextmanager
def grouped_window(studio: Studio) -> Iterator[MainWindow]:
    with studio.window() as window:
        window.worklist.filter_bar.group.setChecked(True)
        classified(window, hospital(studio))
        worklist = window.worklist
        for _ in range(300):
            settle(100)
            if worklist.studies.complete and all(entry.row for entry in worklist.model.entries):
                break
        settle(1000)
        yield window
        window.worklist.filter_bar.group.setChecked(False)


def grouped(studio: Studio, save: Save) -> None:
    with grouped_window(studio) as window:
        save(window)


def grouped_with_patient_data(studio: Studio, save: Save) -> None:
    with grouped_window(studio) as window:
        window.actions_["patient_data"].trigger()
        settle()
        save(window)


def worklist_columns(studio: Studio, save: Save) -> None:
    """All columns, in a panel that is too narrow for them."""
    with grouped_window(studio) as window:
        window.actions_["patient_data"].trigger()
        for action in window.worklist.columns.menu().actions():
            if action.isCheckable() and not action.isChecked():
                action.trigger()
        settle()
        save(window)


def columns_menu(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        menu = window.worklist.columns.menu()
        menu.adjustSize()
        save(menu)


def long_names(studio: Studio, save: Save) -> None:
    folder = studio.folder / "long"
    folder.mkdir(exist_ok=True)
    for number in (1, 2, 10, 37, 115, 1427):
        write_png(
            folder / f"person{number}_bacteria_{number + 3}.png", synthetic_image(200, 220, seed=number)
        )
        write_png(folder / f"NORMAL2-IM-{number:04}-0001-0002.png", synthetic_image(200, 220, seed=number))
    with studio.window() as window:
        classified(window, folder)
        window.resizeDocks([window.docks.worklist], [230], Qt.Orientation.Horizontal)
        settle(3000)
        save(window)


def classifying_in_the_background(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        background = workspace_of(window).background
        classified(window, hospital(studio))
        background.pause(True)
        settle(1500)
        background.changed.emit()
        settle(800)
        save(window)


def false_negatives(studio: Studio, save: Save) -> None:
    with classified_folder(studio) as (window, workspace):
        workspace.batch.panel.hide()
        window.worklist.set_filter(
            Filter(outcomes=frozenset({Outcome.NORMAL}), truth=PredictedClass.PNEUMONIA)
        )
        settle()
        save(window)


@contextmanager
def compared_with_prior(studio: Studio) -> Iterator[CompareWindow]:
    with grouped_window(studio) as window:
        window.worklist.show_image(window.worklist.model.shown[0].path)
        settle(500)
        window.actions_["compare_prior"].trigger()
        comparison = workspace_of(window).comparison
        for _ in range(300):
            settle(100)
            if all(side.prediction for side in comparison.sides):
                break
        settle()
        yield comparison
        comparison.close()


def prior(studio: Studio, save: Save) -> None:
    with compared_with_prior(studio) as comparison:
        save(comparison)


def swipe(studio: Studio, save: Save) -> None:
    with compared_with_prior(studio) as comparison:
        comparison.swipe.trigger()
        settle()
        save(comparison)


def fade(studio: Studio, save: Save) -> None:
    with compared_with_prior(studio) as comparison:
        comparison.fade.trigger()
        settle()
        save(comparison)


def no_prior(studio: Studio, save: Save) -> None:
    with grouped_window(studio) as window:
        window.worklist.show_image(str(hospital(studio) / "IMG-2000-0001.png"))
        wait_for(window.predictionReady)
        window.actions_["compare_prior"].trigger()
        settle()
        save(window)


def frames_playing(studio: Studio, save: Save) -> None:
    base = synthetic_image(600, 700, bits=12)
    frames = np.stack([np.roll(base, 8 * step, axis=0) for step in range(12)])
    file = write_dicom(studio.folder / "cine.dcm", frames, CineRate="15")
    with studio.window() as window:
        classified(window, file)
        window.actions_["play"].trigger()
        settle(1000)
        save(window)
        window.cine.stop()
