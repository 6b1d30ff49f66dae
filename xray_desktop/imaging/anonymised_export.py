"""Images exported without what identifies the patient: as DICOM files, or as nothing but their pixels."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.messages import Message, MessageError, message, os_error
from xray_desktop.whole_file import write_whole

SUFFIXES = {"DICOM": ".dcm", "PNG": ".png", "TIFF": ".tif"}
"""The formats of an anonymised export, and how their files end."""


class UnwritableExport(MessageError):
    """An export that cannot be written."""


@dataclass(frozen=True)
class Exported:
    """What became of one image.

    Attributes:
        source: the image.
        target: the file written; None when there is none.
        warnings: what may still identify the patient.
        failure: why there is no file.
    """

    source: Path
    target: Path | None = None
    warnings: tuple[Message, ...] = ()
    failure: Message | None = None


class AnonymisedExport:
    """An export of one or more images, within which new UIDs and pseudonyms agree. For one worker thread.

    Args:
        form: a key of `SUFFIXES`.
        read: reads a file as a radiograph, for instance `IsolatedReader.read`; for PNG and TIFF.
    """

    def __init__(self, form: str, read: Callable[[Path], Radiograph]) -> None:
        # pydicom and Pillow take their time to load, and the window imports this module.
        from xray_desktop.imaging.dicom.anonymisation import Anonymiser

        self._form = form
        self._read = read
        self._anonymiser = Anonymiser()

    def content(self, source: Path) -> tuple[bytes, tuple[Message, ...]]:
        """The anonymised file of one image, and what may still identify the patient.

        Raises:
            MessageError: it cannot be read, or not be anonymised.
        """
        if self._form != "DICOM":
            from xray_desktop.imaging.pixel_export import pixel_file

            radiograph = self._read(source)
            burned_in = radiograph.details.get("burned_in_annotation")
            warnings = () if burned_in == message("no") else (_burned_in(source),)
            return pixel_file(radiograph, self._form), warnings
        from xray_desktop.imaging.dicom.contents import dicom_contents

        made = self._anonymiser.anonymise(dicom_contents(source), source.name)
        return made.data, made.warnings

    def write(self, source: Path, target: Path) -> tuple[Message, ...]:
        """Writes the anonymised file of one image, and returns what may still identify the patient.

        Raises:
            MessageError: it cannot be read, not be anonymised, or not be written.
        """
        if _same_file(source, target):
            raise UnwritableExport("export_onto_source", file=target.name)
        content, warnings = self.content(source)
        try:
            write_whole(target, [content])
        except OSError as error:
            raise UnwritableExport("export_unwritable", file=target.name, reason=os_error(error)) from None
        return warnings

    def write_all(self, sources: Sequence[Path], folder: Path) -> Iterator[Exported]:
        """Writes images to a folder as image-0001 and so on, because file names may identify patients too.

        Files that are there stay; numbers go on after them. An image that cannot be exported is skipped.

        Raises:
            UnwritableExport: the folder cannot be written to.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnwritableExport("export_unwritable", file=folder.name, reason=os_error(error)) from None
        number = 0
        for source in sources:
            number = _next_free(folder, number)
            target = folder / _name(number, self._form)
            try:
                yield Exported(source, target, self.write(source, target))
            except UnwritableExport:
                raise
            except MessageError as error:
                number -= 1
                yield Exported(source, failure=error.message)


def _name(number: int, form: str) -> str:
    return f"image-{number:04d}{SUFFIXES[form]}"


def _next_free(folder: Path, number: int) -> int:
    number += 1
    while any(os.path.lexists(folder / _name(number, form)) for form in SUFFIXES):
        number += 1
    return number


def _same_file(source: Path, target: Path) -> bool:
    try:
        return source.samefile(target)
    except OSError:
        return False


def _burned_in(source: Path) -> Message:
    return message("burned_in_annotation_possible", file=source.name)
