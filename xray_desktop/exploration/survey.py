"""Survey of labelled radiographs: every file read once, with its attributes and grey levels."""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.dataset_evaluation import class_of_folder
from xray_desktop.exploration.file_names import parts_of_name
from xray_desktop.exploration.perceptual_hash import EDGE
from xray_desktop.imaging.archives import locate_path, read_member
from xray_desktop.imaging.preprocessing import Preprocessing, prepare
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.reading import file_contents
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message

GREY_LEVELS = 256

_EVEN = 2
"""Grey levels by which the pixels of a row of the border may differ."""
_HASH_INPUT = Preprocessing(size=EDGE + 1)

Read = Callable[[str], Radiograph]


@dataclass(frozen=True)
class SurveySource:
    """A file that is to be surveyed.

    Attributes:
        path: where it is; may lead into a ZIP archive as if it were a folder.
        name: for tables, relative to the folder of its part, forward slashes.
        part: the part of the data that it lies in ("train", "test", a source's name); may be empty.
        label: its class, NORMAL or PNEUMONIA; None when it is unknown.
        patient: key of the patient; empty takes the one that the name or the DICOM file holds.
    """

    path: str
    name: str
    part: str
    label: PredictedClass | None
    patient: str = ""


@dataclass(frozen=True, eq=False)
class SurveyedImage:
    """One file with all that the survey needs of it.

    Attributes:
        source: the file.
        size: bytes in the file.
        sha256: of the file's content; empty when it cannot be read.
        failure: why it is not a radiograph; None when it is one, and then the following are known.
        patient: key of the patient; empty where neither the source nor the name nor the file holds one. A
            Patient ID is never kept, only its hash.
        kind, acquisition: as in `NameParts`.
        width, height, bits, photometric, format: as in `Radiograph`.
        pixels_sha256: of the displayed grey levels and their shape.
        levels: float64 (256,), share of pixels at each of 256 grey levels, as the default window shows them.
        border: share of the image that is rows and columns at its edges of one grey level, 0 to 1.
        thumbnail: uint16 (17, 17), the input of `perceptual_hashes`; None without contrast.
    """

    source: SurveySource
    size: int
    sha256: str
    failure: Message | None = None
    patient: str = ""
    kind: str = ""
    acquisition: str = ""
    width: int = 0
    height: int = 0
    bits: int = 0
    photometric: str = ""
    format: str = ""
    pixels_sha256: str = ""
    levels: npt.NDArray[np.float64] | None = None
    border: float = 0.0
    thumbnail: npt.NDArray[np.uint16] | None = None

    @property
    def readable(self) -> bool:
        """Whether there is a radiograph in it."""
        return self.failure is None

    @property
    def part(self) -> str:
        """The part of the data that it lies in."""
        return self.source.part

    @property
    def label(self) -> PredictedClass | None:
        """Its class; None when it is unknown."""
        return self.source.label

    @property
    def where(self) -> str:
        """Part and name, for tables."""
        return f"{self.part}/{self.source.name}" if self.part else self.source.name

    @property
    def coloured(self) -> bool:
        """Whether the file holds colours."""
        return self.readable and not self.photometric.startswith("MONOCHROME")


def survey(
    sources: Sequence[SurveySource], read: Read, *, threads: int | None = None
) -> Iterator[SurveyedImage]:
    """Surveys files in their order; a survey that is broken off reads no further.

    Args:
        read: reads an image by its path, from several threads at once; raises UnreadableRadiograph.
        threads: how many at once; None for one for each processor.
    """
    count = threads or min(8, os.cpu_count() or 1)
    rest = iter(sources)
    with ThreadPoolExecutor(count, "survey") as pool:
        waiting: deque[Future[SurveyedImage]] = deque()
        try:
            for source in islice(rest, 2 * count):
                waiting.append(pool.submit(survey_image, source, read))
            while waiting:
                yield waiting.popleft().result()
                for source in islice(rest, 1):
                    waiting.append(pool.submit(survey_image, source, read))
        finally:
            for future in waiting:
                future.cancel()


def survey_image(source: SurveySource, read: Read) -> SurveyedImage:
    """Surveys one file."""
    name = parts_of_name(os.path.basename(source.path))
    patient = source.patient or name.patient
    size, sha256 = 0, ""
    try:
        content = _contents(source.path)
        size, sha256 = len(content), hashlib.sha256(content).hexdigest()
        del content
        radiograph = read(source.path)
    except UnreadableRadiograph as error:
        return SurveyedImage(
            source, size, sha256, error.message, patient, kind=name.kind, acquisition=name.acquisition
        )
    grey = np.rint(np.nan_to_num(radiograph.grey(radiograph.pixels)) * (GREY_LEVELS - 1)).astype(np.uint8)
    thumbnail = prepare(radiograph, _HASH_INPUT)[0, 0]
    return SurveyedImage(
        source,
        size,
        sha256,
        patient=patient or _patient_of(radiograph),
        kind=name.kind,
        acquisition=name.acquisition,
        width=radiograph.width,
        height=radiograph.height,
        bits=radiograph.bits,
        photometric=radiograph.photometric,
        format=radiograph.format,
        pixels_sha256=hashlib.sha256(f"{grey.shape}".encode() + grey.tobytes()).hexdigest(),
        levels=np.bincount(grey.ravel(), minlength=GREY_LEVELS) / grey.size,
        border=border_share(grey),
        thumbnail=np.rint(thumbnail * 65535).astype(np.uint16) if np.ptp(thumbnail) else None,
    )


def border_share(grey: npt.NDArray[np.uint8]) -> float:
    """The share of an image (rows, columns) that is a frame around it of rows and columns of one grey
    level.
    """
    top, bottom = _even_ends(np.ptp(grey, axis=1))
    left, right = _even_ends(np.ptp(grey, axis=0))
    rows, columns = grey.shape
    inner = max(0, rows - top - bottom) * max(0, columns - left - right)
    return float(1 - inner / grey.size)


def parts_of_paths(paths: Sequence[str]) -> list[str]:
    """The part of the data that each file lies in, from the folders of all of them; empty when there is one.

    It is the folder above the class folder, else the first folder below the one that holds all files.
    """
    folders = [_folder_of_part(path) for path in paths]
    try:
        root = os.path.commonpath([folder for folder, _ in folders]) if folders else ""
    except ValueError:  # different drives
        root = ""
    parts = []
    for folder, labelled in folders:
        below = os.path.relpath(folder, root).replace(os.sep, "/") if root else folder.replace(os.sep, "/")
        part = "" if below == "." else below
        parts.append(part if labelled else part.partition("/")[0])
    return parts


def _folder_of_part(path: str) -> tuple[str, bool]:
    folder = os.path.dirname(path)
    if class_of_folder(path) is None:
        return folder, False
    while class_of_folder(folder) is not None:
        folder = os.path.dirname(folder)
    return os.path.dirname(folder), True


def _contents(path: str) -> bytes:
    file, member = locate_path(os.path.abspath(path))
    return read_member(file, member) if member else file_contents(file)


def _patient_of(radiograph: Radiograph) -> str:
    identifier = radiograph.patient.get("patient_id", "").strip()
    return f"#{hashlib.sha256(identifier.encode()).hexdigest()[:16]}" if identifier else ""


def _even_ends(spreads: npt.NDArray[np.uint8]) -> tuple[int, int]:
    """How many values at either end are small."""
    uneven = np.flatnonzero(spreads > _EVEN)
    if not len(uneven):
        return len(spreads), 0
    return int(uneven[0]), int(len(spreads) - 1 - uneven[-1])
