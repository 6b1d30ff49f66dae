"""Uses every feature of the window.

`python -m tests.privacy.everything IMAGES PROBLEMS OUT MODEL` starts the program as from a shell. Every step
is printed when it is complete; a step that takes too long ends the program with status 3.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton

from tests.privacy.marked_images import marker
from xray_desktop.__main__ import main
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.application import start_up as application
from xray_desktop.ui.application.crash_report import CrashReporter
from xray_desktop.ui.report.dialog import ReportForm
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace

Step = tuple[str, Callable[[], object], Callable[[], object]]
"""Name, action, and condition for its completion."""

STEP_SECONDS = 150


def steps(
    window: MainWindow, images: list[Path], problems: list[Path], out: Path, model: Path
) -> Iterator[Step]:
    """All steps; the next one is requested when the previous one is complete."""
    workspace = window.findChild(Workspace)
    assert workspace is not None
    actions, worklist, help_ = window.actions_, window.worklist, window.help
    events: list[str] = []
    workspace.report.notified.connect(lambda notice: events.append(str(notice)))
    workspace.results.notified.connect(lambda notice: events.append(str(notice)))
    workspace.export.notified.connect(lambda notices: events.extend(map(str, notices)))
    window.imageFailed.connect(lambda path, _words: events.append(path.name))
    window.predictionReady.connect(lambda path, _prediction: events.append(path.name))

    def said(word: str) -> Callable[[], bool]:
        events.clear()
        return lambda: any(word in text for text in events)

    def always() -> bool:
        return True

    yield "start", lambda: None, lambda: window.model_runner.classifier is not None
    yield (
        "another model",
        lambda: window.model_runner.use_model(model),
        lambda: window.model_runner.model_file == model,
    )
    for image in images:
        yield f"open {image.suffix}", lambda image=image: window.open_paths([image]), said(image.name)
    yield "heat map", lambda: actions["heat_map"].setChecked(True), always
    for name in ("invert", "zoom_in", "rotate_left", "auto_window", "fit", "reset_display", "undo"):
        yield name, actions[name].trigger, always
    yield "open DICOM", lambda: window.open_paths([images[0]]), said(images[0].name)
    yield "patient data shown", lambda: actions["patient_data"].setChecked(True), always
    yield "patient data hidden", lambda: actions["patient_data"].setChecked(False), always
    for file in problems:
        yield f"open {file.name}", lambda file=file: window.open_paths([file]), _answered(window, events)
    folder = images[0].parents[1]
    yield "open folder", lambda: window.open_paths([folder]), lambda: worklist.model.total >= len(images)
    yield "filter", lambda: worklist.filter_bar.search.setText("a"), always
    yield "filter off", lambda: worklist.filter_bar.search.setText(""), always
    yield "next image", actions["next_image"].trigger, always
    yield (
        "sorting",
        lambda: worklist.table.sortByColumn(1, worklist.table.horizontalHeader().sortIndicatorOrder()),
        always,
    )
    # Sorted by what is still being classified, the next image may be one of the problems.
    yield "unsorted", lambda: worklist.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder), always
    yield "show the first image", lambda: window.open_paths([images[0]]), said(images[0].name)
    yield (
        "compare",
        actions["compare"].trigger,
        lambda: all(side.image for side in workspace.comparison.sides),
    )
    yield "compare heat map", actions["compare_heat_map"].trigger, always
    yield "compare end", workspace.comparison.close, always

    csv = out / "window.csv"

    def ask_batch() -> None:
        dialog = workspace.batch.ask([str(folder), str(problems[0].parent)])
        dialog.output.setText(str(csv))
        dialog.accept()

    yield "batch", ask_batch, lambda: csv.exists() and not workspace.batch.running
    yield "show a classified image", lambda: window.open_paths([images[0]]), said(images[0].name)
    yield "agree", actions["agree"].trigger, always
    yield "disagree", actions["disagree"].trigger, always
    yield "note", lambda: workspace.marks.panel.note.setText("looks odd"), always
    yield "note done", workspace.marks.panel.note.editingFinished.emit, always
    evaluator = workspace.evaluation.evaluator
    yield "evaluate", actions["evaluate"].trigger, lambda: workspace.evaluation.isVisible()
    yield (
        "evaluate all",
        evaluator.evaluate,
        lambda: workspace.evaluation.complete and evaluator.overview is not None,
    )
    yield "evaluate end", workspace.evaluation.close, always
    yield "save results", lambda: workspace.results.save(out / "saved.csv"), said("saved.csv")
    yield "export", lambda: workspace.results.export(out / "reader.csv"), said("reader.csv")
    yield "reopen", lambda: window.open_paths([csv]), always
    yield "open DICOM again", lambda: window.open_paths([images[0]]), said(images[0].name)
    yield "snapshot", lambda: workspace.report.snapshot(out / "snapshot.png"), said("snapshot.png")
    for form in (ReportForm.PDF, ReportForm.JSON):
        name = f"report.{form.name.lower()}"
        yield name, lambda form=form, name=name: _report(workspace, form, out / name), said(name)
        asked = out / "on request" / name
        yield (
            f"{name} on request",
            lambda form=form, asked=asked: _report(workspace, form, asked, with_patient=True),
            said(name),
        )
    for form, name in (("DICOM", "anonymised.dcm"), ("PNG", "pixels.png"), ("TIFF", "pixels.tif")):
        yield name, lambda form=form, name=name: _export(window, form, out / name), said(name)
    copies: list[Path] = []
    yield "copy to drag", lambda: workspace.export.prepare_copy(copies.append), lambda: copies
    yield "copy image", actions["copy_image"].trigger, always
    yield "elements", actions["elements"].trigger, lambda: _elements_shown(workspace)
    yield (
        "copy elements",
        lambda: (QGuiApplication.clipboard().clear(), workspace.elements.copy_all.trigger()),
        lambda: _save_clipboard(out / "elements.txt"),
    )
    yield "elements end", workspace.elements.close, always
    yield "print", lambda: _print(workspace, out / "printed.pdf"), (out / "printed.pdf").exists
    yield (
        "copy prediction",
        actions["copy_result"].trigger,
        lambda: _save_clipboard(out / "prediction.txt"),
    )
    yield "diagnostics", actions["diagnostics"].trigger, lambda: _save_clipboard(out / "diagnostics.txt")
    for name, show in (
        ("keys", help_.show_shortcuts),
        ("model card", help_.show_model_card),
        ("about", help_.show_about),
    ):
        yield name, show, always
    test = help_.show_self_test
    shown: list[object] = []
    yield "self-test", lambda: shown.append(test()), lambda: "passed" in shown[0].result_label.text()  # type: ignore[attr-defined]
    for name, setting, value in (
        ("Korean", remembered.LANGUAGE, "ko"),
        ("dark", remembered.THEME, "dark"),
        ("English", remembered.LANGUAGE, "en"),
    ):
        yield name, lambda setting=setting, value=value: window.settings.set(setting, value), always
    yield "settings", lambda: workspace.change_settings().accept_button.click(), always
    yield "second start", lambda: _second_start(images[1]), said(images[1].name)
    reporter = window.findChild(CrashReporter)
    assert reporter is not None
    yield "crash", lambda: _crash(window), lambda: reporter.dialog is not None
    yield "copy report", lambda: _copy_report(reporter), lambda: _save_clipboard(out / "crash.txt")
    began = time.monotonic()
    # A library may delay for some seconds what it sends by itself.
    yield "a while", lambda: None, lambda: time.monotonic() - began > 15
    yield "close image", actions["close_image"].trigger, always


def _answered(window: MainWindow, events: list[str]) -> Callable[[], bool]:
    events.clear()
    return lambda: bool(events) or bool(window.viewer.notices) or window.viewer.error is not None


def _report(workspace: Workspace, form: ReportForm, path: Path, *, with_patient: bool = False) -> None:
    report = workspace.report.report(with_patient=True) if with_patient else workspace.report.report()
    assert report is not None
    path.parent.mkdir(exist_ok=True)
    workspace.report.save(report, form, path)


def _export(window: MainWindow, form: str, path: Path) -> None:
    assert window.image is not None
    window.workspace.export.export(window.image, path, form)


def _elements_shown(workspace: Workspace) -> bool:
    return workspace.elements.complete and len(workspace.elements.model.rows) > 60


def _print(workspace: Workspace, path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    report = workspace.report.report()
    assert report is not None
    assert workspace.report.print_on(printer, report)


def _save_clipboard(path: Path) -> bool:
    text = QGuiApplication.clipboard().text()
    path.write_text(text, encoding="utf-8")
    return bool(text)


def _second_start(image: Path) -> None:
    subprocess.Popen([sys.executable, "-m", "xray_desktop", str(image)])


def _crash(window: MainWindow) -> None:
    def fail() -> NoReturn:
        try:
            raise KeyError(marker("Quoted"))
        except KeyError as error:
            raise ValueError(f"{marker('Family')} cannot be {window.image}") from error

    QTimer.singleShot(0, fail)


def _copy_report(reporter: CrashReporter) -> None:
    assert reporter.dialog is not None
    close = reporter.dialog.findChild(QDialogButtonBox)
    assert close is not None
    next(button for button in close.findChildren(QPushButton) if "Copy" in button.text()).click()


class Run:
    """Runs the steps in the program's event loop."""

    def __init__(self, window: MainWindow, steps: Iterator[Step]) -> None:
        self._window = window
        self._steps = steps
        self._done: Callable[[], object] = lambda: True
        self._name = ""
        self._since = time.monotonic()
        self._timer = QTimer(window, interval=40)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if not self._done():
            if time.monotonic() - self._since > STEP_SECONDS:
                print(f"NOT DONE: {self._name}", flush=True)
                os._exit(3)
            return
        if self._name:
            print(f"done: {self._name}", flush=True)
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            for widget in QApplication.topLevelWidgets():
                if widget is not self._window:
                    widget.close()
            self._window.close()
            return
        self._name, do, self._done = step
        self._since = time.monotonic()
        do()


def run(images: Path, problems: Path, out: Path, model: Path) -> int:
    """Starts the program, runs all steps and returns the exit status of the program."""
    Settings().set(remembered.SINGLE_INSTANCE, True)
    make_window = application.make_window

    def watched(*arguments: object, **options: object) -> MainWindow:
        window = make_window(*arguments, **options)  # type: ignore[arg-type]
        files = [path for path in sorted(images.rglob("*")) if path.is_file()]
        window.run = Run(window, steps(window, files, sorted(problems.iterdir()), out, model))  # type: ignore[attr-defined]
        return window

    application.make_window = watched
    return main([])


if __name__ == "__main__":
    sys.exit(run(*(Path(argument) for argument in sys.argv[1:])))
