"""Reports from the window: snapshot, PDF, JSON, paper, and the prediction for the clipboard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRectF, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QDialog, QFileDialog

from xray_desktop.inference.prediction import Prediction, probability_in_words
from xray_desktop.messages import message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.report.contents import Report, UnwritableReport, write_json, write_report
from xray_desktop.ui.report.dialog import ReportDialog, ReportForm
from xray_desktop.ui.report.page import paint_report, write_pdf
from xray_desktop.ui.text.messages import sentences
from xray_desktop.ui.text.predictions import model_title, operating_point_title, predicted_class_look
from xray_desktop.ui.widgets.paper import PAGE, page_layout
from xray_desktop.ui.window.parts import WindowParts
from xray_desktop.ui.worklist.entry import NO_MARK

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class ReportControl(QObject):
    """Makes reports on the image on the screen.

    Signals:
        notified: a report was saved or could not be saved (Message).
        saved: the file (Path) of the notice before.
    """

    notified = Signal(object)
    saved = Signal(object)

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._prediction: Prediction | None = None
        window.radiographShown.connect(self._forget)
        window.predictionReady.connect(self._remember)
        window.imageFailed.connect(self._forget)

    def ask(self) -> ReportDialog | None:
        """Opens the dialog for a report; None when no image is open."""
        image = self._window.image
        if image is None:
            return None
        cam = self._prediction.cam if self._prediction else None
        dialog = ReportDialog(
            has_patient=bool(image.radiograph.patient),
            has_heat_map=cam is not None,
            has_annotations=bool(self._window.viewer.view.editor.annotations.items),
            name=image.radiograph.name,
            parent=self._window,
        )
        dialog.accepted.connect(lambda: self._accepted(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def report(
        self, *, with_patient: bool = False, with_heat_map: bool = True, with_annotations: bool = True
    ) -> Report | None:
        """The report on the image on the screen; None without one."""
        image = self._window.image
        if image is None:
            return None
        entry = self._window.worklist.model.entry(str(image.path))
        annotations = self._window.viewer.view.editor.annotations
        return Report(
            image=image,
            display=self._window.display.state,
            prediction=self._prediction,
            metadata=self._window.model_runner.metadata,
            mark=entry.mark if entry else NO_MARK,
            annotations=list(annotations) if with_annotations else [],
            key_image=annotations.key_image,
            with_patient=with_patient,
            with_heat_map=with_heat_map,
        )

    def save(self, report: Report, form: ReportForm, path: Path) -> None:
        """Writes a report as PDF or JSON, in a worker."""
        write = write_pdf if form is ReportForm.PDF else write_json
        self._window.workers.worker("results").submit(
            lambda: iter([write(report, path)]),
            done=lambda: self._written("report_saved", path),
            failed=self._not_written,
        )

    def choose_and_snapshot(self) -> None:
        """Asks for a file and saves what the image's view shows to it."""
        path = self._choose(self.tr("Save snapshot"), ".png", self.tr("Images (*.png)"))
        if path is not None:
            self.snapshot(path)

    def snapshot(self, path: Path) -> None:
        """Saves what the image's view shows, as PNG at the screen's pixels, in a worker; once filters that
        were just chosen are seen.
        """
        self._window.viewer.view.when_filtered(
            lambda: self._snapshot(path),
            lambda: self.notified.emit(message("snapshot_image_changed")),
        )

    def _snapshot(self, path: Path) -> None:
        image = self._window.image
        if image is None:
            return
        rendered = self._window.viewer.view.snapshot()
        burned_in = image.radiograph.details.get("burned_in_annotation")
        may_identify = image.radiograph.format == "DICOM" and burned_in != message("no")
        code = "snapshot_saved_with_annotation" if may_identify else "snapshot_saved"
        self._window.workers.worker("results").submit(
            lambda: _png_written(rendered, path),
            done=lambda: self._written(code, path),
            failed=self._not_written,
        )

    def copy_result(self) -> None:
        """Puts the prediction in words into the clipboard."""
        if (text := self.result_text()) and (clipboard := QGuiApplication.clipboard()):
            clipboard.setText(text)
            self.notified.emit(message("result_copied"))

    def result_text(self) -> str:
        """The prediction with all that it needs to be understood; empty without one."""
        image, prediction = self._window.image, self._prediction
        if image is None or prediction is None:
            return ""
        title = predicted_class_look(prediction.predicted_class).title
        lines = [f"{image.radiograph.name}: {title}"]
        if prediction.probability is not None:
            lines.append(
                self.tr("Probability of pneumonia {value}, threshold {threshold} ({point})").format(
                    value=probability_in_words(prediction.probability),
                    threshold=f"{prediction.threshold:.2f}",
                    point=operating_point_title(prediction.operating_point),
                )
            )
        if prediction.reasons:
            lines.append(sentences(prediction.reasons))
        lines.append(self.tr("Model: {model}").format(model=model_title(prediction.model)))
        lines.append(self.tr("Research use only: not a diagnosis."))
        return "\n".join(lines)

    def print_on(self, printer: QPrinter, report: Report) -> bool:
        """Prints a report; False when the printer does not take it."""
        printer.setPageLayout(page_layout())
        painter = QPainter()
        if not painter.begin(printer):
            return False
        page = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
        scale = min(page.width() / PAGE.width(), page.height() / PAGE.height())
        painter.scale(scale, scale)
        paint_report(painter, report)
        return painter.end()

    def _written(self, code: str, path: Path) -> None:
        self.notified.emit(message(code, file=path.name))
        self.saved.emit(path)

    def _not_written(self, error: Exception) -> None:
        if not isinstance(error, UnwritableReport):
            raise error
        self.notified.emit(error.message)

    def _accepted(self, dialog: ReportDialog) -> None:
        report = self.report(
            with_patient=dialog.patient.isChecked(),
            with_heat_map=dialog.heat_map.isChecked(),
            with_annotations=dialog.annotations.isChecked(),
        )
        if report is None:
            return
        if dialog.form is ReportForm.PAPER:
            self._print(report)
            return
        pdf = dialog.form is ReportForm.PDF
        path = self._choose(
            self.tr("Save report"),
            ".pdf" if pdf else ".json",
            self.tr("PDF (*.pdf)") if pdf else self.tr("JSON (*.json)"),
        )
        if path is not None:
            self.save(report, dialog.form, path)

    def _print(self, report: Report) -> None:
        # Imported here: few print, and all would wait for it at the start.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and not self.print_on(printer, report):
            self.notified.emit(message("report_not_printed"))

    def _choose(self, title: str, suffix: str, kinds: str) -> Path | None:
        image = self._window.image
        if image is None:
            return None
        settings = self._window.settings
        stem = Path(image.radiograph.name).stem
        proposed = os.path.join(settings.get(remembered.LAST_EXPORT_FOLDER), stem + suffix)
        file, _ = QFileDialog.getSaveFileName(self._window, title, proposed, kinds)
        if not file:
            return None
        path = Path(file if Path(file).suffix else file + suffix)
        settings.set(remembered.LAST_EXPORT_FOLDER, str(path.parent))
        return path

    def _remember(self, _: Path, prediction: Prediction) -> None:
        self._prediction = prediction

    def _forget(self) -> None:
        self._prediction = None


def _png_written(rendered: QImage, path: Path) -> Iterator[None]:
    """Writes an image, in a worker thread. Raises UnwritableReport."""
    png = QBuffer()
    png.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(png, QByteArray(b"png")).write(rendered)
    # Not by Qt, which does not notice a full disk.
    write_report(path, bytes(png.data().data()))
    yield
