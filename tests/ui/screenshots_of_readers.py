"""The states of reader studies, for `python -m tests.ui.screenshots`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from tests.ui.conftest import workspace_of
from tests.ui.screenshots_of_many import classified_folder
from tests.ui.studio import Save, Studio, settle
from xray_desktop.evaluation.reader_study.definition import read_study
from xray_desktop.evaluation.reader_study.record_file import RecordFile
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.reader_study.reading_window import ReadingWindow
from xray_desktop.ui.reader_study.session import SessionState
from xray_desktop.ui.reader_study.setup_dialog import StudySetup
from xray_desktop.ui.reader_study.study_window import ReaderStudyWindow


def wait_until(there: Callable[[], bool]) -> None:
    """Runs the event loop until something is there, half a minute at most."""
    for _ in range(600):
        if there():
            break
        settle(50)


@contextmanager
def _setup(studio: Studio) -> Iterator[tuple[ReaderStudyWindow, StudySetup]]:
    with classified_folder(studio) as (_, workspace):
        workspace.show_reader_study()
        window = workspace.reader_study
        dialog = window.set_up()
        dialog.readers.setPlainText("Kim\nLee")
        dialog.seed.setValue(7)
        studies = sum(1 for _ in studio.folder.glob("study *"))
        dialog.folder.setText(str(studio.folder / f"study {studies + 1}"))
        settle()
        yield window, dialog


@contextmanager
def _study(studio: Studio, answers: int = 0) -> Iterator[ReaderStudyWindow]:
    with _setup(studio) as (window, dialog):
        folder = Path(dialog.folder.text())
        dialog.create_button.click()
        wait_until(lambda: window.table.rowCount() > 0)
        if answers:
            for number in (1, 2):
                _answers(folder, number, answers)
            window.open_study(folder)
        settle(600)
        yield window


def _answers(folder: Path, number: int, most: int) -> None:
    """A reader answers so many reads, mostly right."""
    study = read_study(folder)
    random = np.random.default_rng(number)
    with RecordFile(folder, study, number) as record:
        for _ in range(most):
            task = record.record.next_task(study)
            if task is None:
                break
            truth = study.image(task.case).truth or PredictedClass.NORMAL
            wrong = PredictedClass.NORMAL if truth == "PNEUMONIA" else PredictedClass.PNEUMONIA
            answer = truth if random.random() < (0.7 if task.read == 1 else 0.9) else wrong
            record.answer(task, answer, int(random.integers(1, 6)), float(random.uniform(3, 30)))


@contextmanager
def _reading(studio: Studio, answers: int = 0) -> Iterator[ReadingWindow]:
    with _study(studio, answers) as window:
        reading = window.begin_reading(1)
        assert reading is not None
        reading.resize(*studio.size)
        wait_until(lambda: reading.session.state is SessionState.READING)
        settle(400)
        yield reading
        reading.close()


def reader_study_empty(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        workspace = workspace_of(window)
        workspace.show_reader_study()
        settle()
        save(workspace.reader_study)


def reader_study_setup(studio: Studio, save: Save) -> None:
    with _setup(studio) as (_, dialog):
        save(dialog)
        dialog.reject()


def reader_study_setup_problem(studio: Studio, save: Save) -> None:
    with _setup(studio) as (_, dialog):
        dialog.readers.setPlainText("Kim\nkim")
        dialog.labels.setCurrentIndex(1)
        settle()
        save(dialog)
        dialog.reject()


def reader_study_overview(studio: Studio, save: Save) -> None:
    with _study(studio, 14) as window:
        save(window)


def reader_study_blinded(studio: Studio, save: Save) -> None:
    with _reading(studio, 6) as reading:
        reading.answers.classes[PredictedClass.PNEUMONIA].click()
        settle()
        save(reading)


def reader_study_second_read(studio: Studio, save: Save) -> None:
    with _reading(studio, 7) as reading:
        reading.answers.classes[PredictedClass.PNEUMONIA].click()
        reading.answers.confidences[4].click()
        settle(600)
        reading.help.heat_map.click()
        settle(600)
        save(reading)


def reader_study_paused(studio: Studio, save: Save) -> None:
    with _reading(studio, 6) as reading:
        reading.pause.click()
        wait_until(lambda: reading.session.state is SessionState.PAUSED)
        save(reading)


def reader_study_record_in_use(studio: Studio, save: Save) -> None:
    with _study(studio, 6) as window:
        assert window._loaded is not None
        with RecordFile(window._loaded.folder, window._loaded.study, 1):
            reading = window.begin_reading(1)
            assert reading is not None
            reading.resize(*studio.size)
            wait_until(lambda: reading.session.state is SessionState.FAILED)
            settle()
            save(reading)
            reading.close()


def reader_study_done(studio: Studio, save: Save) -> None:
    with _reading(studio, 33) as reading:
        while reading.session.state is SessionState.READING:
            reading.session.answer(PredictedClass.NORMAL, 3)
            wait_until(lambda: reading.session.state in (SessionState.READING, SessionState.DONE))
        settle()
        save(reading)


def _results(studio: Studio, save: Save, page: int, answers: int = 36) -> None:
    with _study(studio, answers) as window:
        window._show_results()
        assert window.results is not None
        results = window.results
        wait_until(lambda: results.found is not None)
        results.tabs.setCurrentIndex(page)
        settle(600)
        save(results)


def reader_results(studio: Studio, save: Save) -> None:
    _results(studio, save, 0)


def reader_results_agreement(studio: Studio, save: Save) -> None:
    _results(studio, save, 1)


def reader_results_help(studio: Studio, save: Save) -> None:
    _results(studio, save, 2)


def reader_results_images(studio: Studio, save: Save) -> None:
    _results(studio, save, 3, 20)


STATES = (
    *(reader_study_empty, reader_study_setup, reader_study_setup_problem, reader_study_overview),
    *(reader_study_blinded, reader_study_second_read, reader_study_paused, reader_study_record_in_use),
    *(
        reader_study_done,
        reader_results,
        reader_results_agreement,
        reader_results_help,
        reader_results_images,
    ),
)
"""In the order in which a study goes."""
