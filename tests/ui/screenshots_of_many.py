"""The states of the window that are about many images, for `python -m tests.ui.screenshots`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from tests.images import synthetic_image, write_png
from tests.ui.conftest import workspace_of
from tests.ui.studio import Save, Studio, classified, settle, wait_for
from xray_desktop.batch.driver import BatchRequest
from xray_desktop.batch.runner import Progress
from xray_desktop.messages import Message, message
from xray_desktop.results.row import Row
from xray_desktop.ui.batch.panel import BatchState, BatchStatus
from xray_desktop.ui.compare.window import CompareWindow
from xray_desktop.ui.report.page import paint_report
from xray_desktop.ui.widgets.paper import PAGE
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace
from xray_desktop.ui.worklist.entry import Entry, Filter, ReaderState


def class_folders(studio: Studio) -> Path:
    """NORMAL and PNEUMONIA folders with images on both sides of the small model's line, and one wrong
    file.
    """
    folder = studio.folder / "set"
    if not folder.exists():
        for name, brightness in (("NORMAL", 0.62), ("PNEUMONIA", 1.0)):
            (folder / name).mkdir(parents=True)
            for seed in range(9):
                image = synthetic_image(420, 480, seed=seed) * (brightness + 0.04 * (seed % 5))
                write_png(folder / name / f"image {seed + 1}.png", image.clip(0, 255).astype("uint8"))
        (folder / "NORMAL" / "letter.jpg").write_bytes(b"Dear colleague")
    return folder


@contextmanager
def classified_folder(studio: Studio) -> Iterator[tuple[MainWindow, Workspace]]:
    """A window whose worklist holds the classified images of the class folders."""
    with studio.window() as window:
        workspace = workspace_of(window)
        request = BatchRequest(
            [str(class_folders(studio))],
            output=studio.folder / "results.csv",
            mode="overwrite",
            model_file=window.model_runner.model_file,
        )
        workspace.batch.start(request)
        wait_for(workspace.batch.ended)
        window.worklist.show_image(window.worklist.model.entries[3].path)
        wait_for(window.predictionReady)
        settle(1200)
        yield window, workspace


def batch_dialog(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        wait_for(window.model_runner.modelReady)
        workspace = workspace_of(window)
        dialog = workspace.batch.ask()
        dialog.source.setText(str(class_folders(studio)))
        settle()
        save(dialog)
        dialog.reject()


def _batch(studio: Studio, save: Save, state: BatchState, failure: Sequence[Message] = ()) -> None:
    with classified_folder(studio) as (window, workspace):
        progress = Progress(done=412, total=1000, seconds=12.4)
        progress.predictions.update(NORMAL=240, PNEUMONIA=151, UNCERTAIN=12)
        progress.statuses.update(ok=403, rejected=6, error=3)
        status = BatchStatus(
            state, progress, output="results.csv", failure=failure, operating_point="balanced"
        )
        workspace.batch.panel.show_status(status)
        settle()
        save(window)


def batch_searching(studio: Studio, save: Save) -> None:
    _batch(studio, save, BatchState.SEARCHING)


def batch_running(studio: Studio, save: Save) -> None:
    _batch(studio, save, BatchState.RUNNING)


def batch_paused(studio: Studio, save: Save) -> None:
    _batch(studio, save, BatchState.PAUSED)


def batch_stopped(studio: Studio, save: Save) -> None:
    _batch(studio, save, BatchState.STOPPED)


def batch_failed(studio: Studio, save: Save) -> None:
    failure = message("results_unwritable", file="results.csv", reason=message("os_disk_full"))
    _batch(studio, save, BatchState.FAILED, [failure])


def batch_done(studio: Studio, save: Save) -> None:
    with classified_folder(studio) as (window, _):
        save(window)


def reader_marks(studio: Studio, save: Save) -> None:
    with classified_folder(studio) as (window, workspace):
        workspace.batch.panel.hide()
        for step in range(4):
            (workspace.marks.panel.disagree if step == 2 else workspace.marks.panel.agree)()
            window.worklist.step(1)
            wait_for(window.predictionReady)
        workspace.marks.panel.note.setText("rotated")
        settle(600)
        save(window)


def filtered(studio: Studio, save: Save) -> None:
    with classified_folder(studio) as (window, workspace):
        workspace.marks.panel.disagree()
        window.worklist.set_filter(Filter(readers=frozenset({ReaderState.DISAGREES})))
        settle(600)
        save(window)


def ten_thousand_images(studio: Studio, save: Save) -> None:
    """A worklist of 10,000 rows with every outcome in it, somewhere in its middle."""
    entries = []
    for number in range(10_000):
        name = f"ward {number // 100}/image {number}.dcm"
        rows = (
            Row(name, "ok", "NORMAL", 0.07, threshold=0.5),
            Row(name, "ok", "PNEUMONIA", 0.93, threshold=0.5),
            Row(name, "ok", "UNCERTAIN", 0.5, threshold=0.5),
            Row(name, "rejected", reasons=(message("image_too_small", width=30, height=24),)),
            Row(name, "error", reasons=(message("file_empty", file=name),)),
            None,
        )
        entries.append(Entry(str(studio.folder / "hospital" / name), name, rows[number % len(rows)]))
    with studio.window(answer=0.07) as window:
        classified(window, studio.image)
        window.worklist.add(entries)
        window.docks.worklist.show()
        window.worklist.table.scrollTo(window.worklist.model.index(5000, 0))
        settle(1500)
        save(window)


def compare(studio: Studio, save: Save) -> None:
    with classified_folder(studio) as (window, workspace):
        entries = window.worklist.model.entries
        workspace.comparison.show()
        workspace.comparison.compare(entries[0].path, entries[-1].path)
        _wait_for_both(workspace.comparison)
        save(workspace.comparison)


def compare_heat_map(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        workspace = workspace_of(window)
        workspace.comparison.show()
        workspace.comparison.compare_heat_map(str(studio.image))
        _wait_for_both(workspace.comparison)
        save(workspace.comparison)


def _wait_for_both(comparison: CompareWindow) -> None:
    for _ in range(300):
        settle(100)
        if all(side.prediction for side in comparison.sides):
            break
    settle()


def _evaluation(studio: Studio, save: Save, page: int) -> None:
    with classified_folder(studio) as (_, workspace):
        workspace.evaluation.show()
        workspace.evaluation.tabs.setCurrentIndex(page)
        for _ in range(100):
            settle(100)
            page_read = workspace.evaluation.dataset
            if page_read.read.total() == len(page_read.surveyed) > 0 and workspace.evaluation.complete:
                break
        settle(600)
        save(workspace.evaluation)


def explore(studio: Studio, save: Save) -> None:
    _evaluation(studio, save, 5)


def explore_before_classification(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, class_folders(studio))
        workspace = workspace_of(window)
        workspace.evaluation.show()
        settle(1500)
        save(workspace.evaluation)


def nothing_to_evaluate(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        workspace = workspace_of(window)
        workspace.evaluation.show()
        settle(1500)
        save(workspace.evaluation)


def matrix(studio: Studio, save: Save) -> None:
    _evaluation(studio, save, 0)


def curves(studio: Studio, save: Save) -> None:
    _evaluation(studio, save, 1)


def subgroups(studio: Studio, save: Save) -> None:
    _evaluation(studio, save, 2)


def comparison_of_ratings(studio: Studio, save: Save) -> None:
    _evaluation(studio, save, 3)


def images(studio: Studio, save: Save) -> None:
    _evaluation(studio, save, 4)


def report_dialog(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        workspace = workspace_of(window)
        dialog = workspace.report.ask()
        assert dialog is not None
        settle()
        save(dialog)
        dialog.reject()


def report_page(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        classified(window, studio.image)
        workspace = workspace_of(window)
        report = workspace.report.report()
        assert report is not None
        scale, margin = 2, 40
        page = QPixmap(QSize(int(PAGE.width()), int(PAGE.height())) * scale + QSize(2 * margin, 2 * margin))
        page.fill(QColor("white"))
        painter = QPainter(page)
        painter.translate(margin, margin)
        painter.scale(scale, scale)
        paint_report(painter, report)
        painter.end()
        sheet = QLabel()
        sheet.setPixmap(page)
        sheet.resize(page.size())
        save(sheet)


def settings(studio: Studio, save: Save) -> None:
    with studio.window() as window:
        wait_for(window.model_runner.modelReady)
        workspace = workspace_of(window)
        dialog = workspace.change_settings()
        settle()
        save(dialog)
        dialog.reject()
