"""Bundles of cases for a colleague: one ZIP with anonymised images, predictions, marks and a manifest with
hashes.

The manifest lists all other files with their sizes and SHA-256. Images have
new names; their class is the folder that they are in, as in any labelled folder. An unpacked bundle is a
results file with its marks beside it.
"""

import contextlib
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xray_desktop import __version__
from xray_desktop.evaluation.reading_marks import Mark, encode_marks
from xray_desktop.imaging.anonymised_export import SUFFIXES, AnonymisedExport
from xray_desktop.imaging.pixel_export import pixel_file
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message, MessageError, message, os_error
from xray_desktop.results.row import Row
from xray_desktop.results.text_rows import csv_header, csv_line
from xray_desktop.whole_file import replacing

MANIFEST = "xray-desktop-bundle.json"
RESULTS = "results.csv"
MARKS = f"{RESULTS}.marks.json"
IMAGES = "images"
SCHEMA = 1
DISCLAIMER = "Research use only: not a diagnosis."
UNLABELLED = "unlabelled"

_EPOCH = (1980, 1, 1, 0, 0, 0)


class UnusableBundle(MessageError):
    """A bundle that cannot be written, or must not be opened."""


@dataclass(frozen=True)
class BundledCase:
    """A case that is to go into a bundle.

    Attributes:
        path: of the image, for `read`.
        truth: its class; None when it is unknown.
        row: its result.
        mark: what a reader says of it.
    """

    path: str
    truth: PredictedClass | None
    row: Row
    mark: Mark


@dataclass(frozen=True)
class BundleProgress:
    """How far writing is.

    Attributes:
        done: cases that were looked at.
        left_out: cases whose image cannot be read and which are not in the bundle.
        annotated: images that may show burned-in annotation.
    """

    done: int
    left_out: int
    annotated: int

    @property
    def remarks(self) -> list[Message]:
        """What the user has to know."""
        found = []
        if self.left_out:
            found.append(message("bundle_left_out", count=self.left_out))
        if self.annotated:
            found.append(message("bundle_annotated", count=self.annotated))
        return found


def write_bundle(
    file: Path, cases: Sequence[BundledCase], read: Callable[[str], Radiograph]
) -> Iterator[BundleProgress]:
    """Writes a bundle, one case for each step of the iterator; nothing is left behind when it is not
    finished.

    Patient data, file names and folders are left out; notes are written as the reader wrote them, and what is
    written in the pixels stays.

    Args:
        read: reads an image; raises UnreadableRadiograph.

    Raises:
        UnusableBundle: it cannot be written, or no image can be read.
    """
    try:
        with replacing(file) as part:
            yield from _write(part, file.name, cases, read)
    except OSError as error:
        raise UnusableBundle("bundle_unwritable", file=file.name, reason=os_error(error)) from None


def _write(
    part: Path, name: str, cases: Sequence[BundledCase], read: Callable[[str], Radiograph]
) -> Iterator[BundleProgress]:
    listed: list[dict[str, object]] = []
    rows: list[Row] = []
    marks: dict[str, Mark] = {}
    left_out = annotated = 0
    export = AnonymisedExport("DICOM", lambda path: read(str(path)))
    with zipfile.ZipFile(part, "w") as archive:

        def add(path: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
            info = zipfile.ZipInfo(path, _EPOCH)
            info.compress_type = compression
            archive.writestr(info, content)
            digest = hashlib.sha256(content).hexdigest()
            listed.append({"path": path, "size": len(content), "sha256": digest})

        for done, case in enumerate(cases, 1):
            try:
                radiograph = read(case.path)
            except UnreadableRadiograph:
                left_out += 1
            else:
                folder = UNLABELLED if case.truth is None else case.truth.value
                content, form = _anonymised(case.path, radiograph, export)
                path = f"{IMAGES}/{folder}/{len(rows) + 1:04d}{SUFFIXES[form]}"
                # A PNG is compressed already.
                add(path, content, zipfile.ZIP_STORED if form == "PNG" else zipfile.ZIP_DEFLATED)
                rows.append(replace(case.row, path=path, reasons=_without_names(case.row.reasons, path)))
                if not case.mark.empty:
                    marks[path] = case.mark
                annotated += _may_be_annotated(radiograph)
            yield BundleProgress(done, left_out, annotated)
        if not rows:
            raise UnusableBundle("bundle_no_images", file=name)
        add(RESULTS, b"".join([csv_header(), *map(csv_line, rows)]))
        add(MARKS, encode_marks(marks))
        manifest = {
            "format": "xray-desktop case bundle",
            "schema": SCHEMA,
            "program": f"xray-desktop {__version__}",
            "disclaimer": DISCLAIMER,
            "models": sorted({row.model for row in rows if row.model}),
            "files": listed,
        }
        info = zipfile.ZipInfo(MANIFEST, _EPOCH)
        archive.writestr(info, json.dumps(manifest, indent=1).encode())


def _anonymised(path: str, radiograph: Radiograph, export: AnonymisedExport) -> tuple[bytes, str]:
    """An image without what identifies the patient, and its format.

    A DICOM file stays one, with its window, so that it is shown and classified as before. Of all others, and
    of those that cannot be anonymised, the pixels are taken.
    """
    if radiograph.format == "DICOM":
        with contextlib.suppress(MessageError):
            return export.content(Path(path))[0], "DICOM"
    return pixel_file(radiograph, "PNG"), "PNG"


def _without_names(reasons: Sequence[Message], path: str) -> tuple[Message, ...]:
    """Reasons that name the file by its new name."""
    return tuple(
        Message(
            reason.code,
            tuple((key, path.rpartition("/")[2] if key == "file" else value) for key, value in reason.values),
        )
        for reason in reasons
    )


def _may_be_annotated(radiograph: Radiograph) -> bool:
    return radiograph.format == "DICOM" and radiograph.details.get("burned_in_annotation") != message("no")
