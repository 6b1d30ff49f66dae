"""Images that leave the window: on the clipboard, as anonymised files, dragged into another program."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from xray_desktop.imaging.anonymised_export import SUFFIXES, AnonymisedExport, Exported, UnwritableExport
from xray_desktop.imaging.archives import locate_path, read_member
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.reading import file_contents
from xray_desktop.messages import Message, MessageError, message, os_error
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.dialogs.export_dialog import ExportDialog
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.window.parts import WindowParts
from xray_desktop.whole_file import write_whole

_PROGRESS_AFTER_MS = 600


class ExportControl(QObject):
    """Copies, exports and hands over images of a window.

    Signals:
        notified: what became of it (a list of Message).
        saved: the file or folder (Path) of the notice before.
    """

    notified = Signal(list)
    saved = Signal(object)

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._worker = window.workers.worker("exporting")
        self._copies: tempfile.TemporaryDirectory[str] | None = None
        self._copied = 0

    def copy_image(self) -> None:
        """Puts what the image's view shows on the clipboard, with all that is drawn over the image; once
        filters that were just chosen are seen.
        """
        self._window.viewer.view.when_filtered(
            self._copy_image, lambda: self.notified.emit([message("snapshot_image_changed")])
        )

    def _copy_image(self) -> None:
        image = self._window.image
        if image is None:
            return
        rendered = self._window.viewer.view.snapshot()
        clipboard = QGuiApplication.clipboard()
        clipboard.setImage(rendered)
        if not _took(clipboard.image(), rendered):
            self.notified.emit([message("clipboard_refused")])
        elif may_show_annotation(image):
            self.notified.emit([message("image_copied_with_annotation")])
        else:
            self.notified.emit([message("image_copied")])

    def ask(self) -> ExportDialog | None:
        """Opens the dialog for an anonymised export; None when no image is open."""
        image = self._window.image
        if image is None:
            return None
        selected = [Path(entry.path) for entry in self._window.worklist.selected()]
        dialog = ExportDialog(
            name=image.radiograph.name,
            is_dicom=image.radiograph.format == "DICOM",
            selected=len(selected),
            parent=self._window,
        )
        dialog.accepted.connect(lambda: self._accepted(dialog, image, selected))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def export(self, image: LoadedImage, target: Path, form: str) -> None:
        """Writes the anonymised file of one image, in a worker; `form` is a key of `SUFFIXES`."""

        def done(warnings: tuple[Message, ...]) -> None:
            burned_in = [message("burned_in_annotation_possible", file=target.name)] if warnings else []
            self.notified.emit([message("image_exported", file=target.name), *burned_in])
            self.saved.emit(target)

        self._worker.submit(
            partial(_export_one, image.path, target, form, image.radiograph.frame),
            item=done,
            failed=self._not_exported,
        )

    def export_all(self, sources: list[Path], folder: Path, form: str) -> None:
        """Writes the anonymised files of images to a folder, in a worker, with a progress that can be
        stopped.
        """
        done: list[Exported] = []
        progress = QProgressDialog(self._window)
        progress.setWindowTitle(self.tr("Anonymised export"))
        progress.setLabelText(self.tr("Exporting images…"))
        progress.setRange(0, len(sources))
        progress.setMinimumDuration(_PROGRESS_AFTER_MS)

        def exported(each: Exported) -> None:
            done.append(each)
            progress.setValue(len(done))

        def ended() -> None:
            progress.deleteLater()
            self._report(done, folder)

        def failed(error: Exception) -> None:
            progress.deleteLater()
            self._not_exported(error)

        def stopped() -> None:
            job.cancel()
            ended()

        job = self._worker.submit(
            partial(_export_all, list(sources), folder, form), item=exported, done=ended, failed=failed
        )
        progress.canceled.connect(stopped)

    def prepare_copy(self, ready: Callable[[Path], None]) -> None:
        """Makes the file of the image on the screen that can be dragged into another program, in a worker.

        Of a DICOM file an anonymised copy with a neutral name, of any other an unchanged copy. It is deleted
        when the window closes.
        """
        image = self._window.image
        if image is None:
            return
        if self._copies is None:
            self._copies = tempfile.TemporaryDirectory(prefix="xray-desktop-", ignore_cleanup_errors=True)
        self._copied += 1
        # A folder for each: what took the last copy may still be reading it.
        folder = Path(self._copies.name) / str(self._copied)
        if image.radiograph.format == "DICOM":
            copy = partial(_anonymised_copy, image.path, folder / f"image-{self._copied:04d}.dcm")
        else:
            copy = partial(_plain_copy, image.path, folder / image.path.name)

        def failed(error: Exception) -> None:
            if not isinstance(error, MessageError):
                raise error
            name = image.radiograph.name
            self.notified.emit([message("drag_failed", file=name, reason=error.message)])

        self._worker.submit(copy, item=ready, failed=failed)

    def close(self) -> None:
        """Deletes the copies made for dragging."""
        if self._copies is not None:
            self._copies.cleanup()
            self._copies = None

    def _accepted(self, dialog: ExportDialog, image: LoadedImage, selected: list[Path]) -> None:
        settings, form = self._window.settings, dialog.form
        last = settings.get(remembered.LAST_EXPORT_FOLDER)
        if dialog.several:
            chosen = QFileDialog.getExistingDirectory(
                self._window, self.tr("Folder for the anonymised images"), last
            )
            if chosen:
                settings.set(remembered.LAST_EXPORT_FOLDER, chosen)
                self.export_all(selected, Path(chosen), form)
            return
        # Not the image's own name, which may be the patient's.
        proposed = os.path.join(last, f"image-0001{SUFFIXES[form]}")
        kinds = f"{form} (*{SUFFIXES[form]})"
        file, _ = QFileDialog.getSaveFileName(self._window, self.tr("Anonymised export"), proposed, kinds)
        if file:
            target = Path(file if Path(file).suffix else file + SUFFIXES[form])
            settings.set(remembered.LAST_EXPORT_FOLDER, str(target.parent))
            self.export(image, target, form)

    def _report(self, done: list[Exported], folder: Path) -> None:
        written = [each for each in done if each.target is not None]
        failures = [each.failure for each in done if each.failure is not None]
        notices = [message("images_exported", count=len(written), folder=folder.name)]
        if warned := sum(bool(each.warnings) for each in written):
            notices.append(message("burned_in_annotations_possible", count=warned))
        if failures:
            notices.append(message("images_not_exported", count=len(failures), reason=failures[0]))
        self.notified.emit(notices)
        if written and written[0].target is not None:
            self.saved.emit(folder)

    def _not_exported(self, error: Exception) -> None:
        if not isinstance(error, MessageError):
            raise error
        self.notified.emit([error.message])


def may_show_annotation(image: LoadedImage) -> bool:
    """Whether text in the pixels may identify the patient: of DICOM files that do not rule it out."""
    burned_in = image.radiograph.details.get("burned_in_annotation")
    return image.radiograph.format == "DICOM" and burned_in != message("no")


def _took(held: QImage, given: QImage) -> bool:
    return not held.isNull() and held.size() == given.size()


def _reading(reader: IsolatedReader, frame: int = 0) -> Callable[[Path], Radiograph]:
    def read(path: Path) -> Radiograph:
        file, member = locate_path(path)
        return reader.read(file, member=member, frame=frame)

    return read


def _export_one(source: Path, target: Path, form: str, frame: int) -> Iterator[tuple[Message, ...]]:
    with IsolatedReader() as reader:
        yield AnonymisedExport(form, _reading(reader, frame)).write(source, target)


def _export_all(sources: list[Path], folder: Path, form: str) -> Iterator[Exported]:
    with IsolatedReader() as reader:
        yield from AnonymisedExport(form, _reading(reader)).write_all(sources, folder)


def _anonymised_copy(source: Path, target: Path) -> Iterator[Path]:
    with _writing(target), IsolatedReader() as reader:
        target.parent.mkdir()
        AnonymisedExport("DICOM", _reading(reader)).write(source, target)
    yield target


def _plain_copy(source: Path, target: Path) -> Iterator[Path]:
    file, member = locate_path(source)
    with _writing(target):
        target.parent.mkdir()
        write_whole(target, [read_member(file, member) if member else file_contents(file)])
    yield target


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnwritableExport("export_unwritable", file=target.name, reason=os_error(error)) from None
