"""Survey of a folder of labelled radiographs: every file read once, with its attributes and grey levels."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.data.dataset import CLASSES, Sample, UnusableDataset, sample_from_name
from xray_desktop.imaging import UnreadableRadiograph, read_radiograph

THUMBNAIL = 32
GREY_LEVELS = 256


@dataclass(frozen=True, eq=False)
class Entry:
    """One file of a class folder.

    Attributes:
        part: the part of the data that it lies in ("train", "test", a source's name).
        name: path relative to the part's folder, forward slashes.
        image: what the file's name says; its source is empty, so that a patient has one key in all parts.
        size: bytes in the file.
        sha256: of the file's content; empty when it cannot be read.
        error: why it is not a radiograph; empty when it is one, and then the following are known.
        width, height, bits, photometric, format: as in `Radiograph`.
        pixels_sha256: of the decoded grey levels and their shape.
        levels: float64 (256,), share of pixels at each of 256 grey levels, as the default window shows them.
        thumbnail: float32 (32, 32), 0 to 1, the image squeezed to a square.
    """

    part: str
    name: str
    sample: Sample
    size: int
    sha256: str
    error: str = ""
    width: int = 0
    height: int = 0
    bits: int = 0
    photometric: str = ""
    format: str = ""
    pixels_sha256: str = ""
    levels: npt.NDArray[np.float64] | None = None
    thumbnail: npt.NDArray[np.float32] | None = None

    @property
    def readable(self) -> bool:
        """Whether there is a radiograph in it."""
        return not self.error

    @property
    def where(self) -> str:
        """Part and name, for tables."""
        return f"{self.part}/{self.name}"


def find_parts(data: Path, extra: Mapping[str, Path]) -> dict[str, Path]:
    """The parts of a data set: folders that hold NORMAL or PNEUMONIA, by name.

    `data` may be such a folder itself, or hold several (train, val, test) as Kaggle's does; `extra` names
    further ones. `train` comes first.

    Raises:
        UnusableDataset: there is none.
    """

    def is_part(folder: Path) -> bool:
        return any((folder / name).is_dir() for name in CLASSES)

    if not data.is_dir():
        raise UnusableDataset(f"{data} is not a folder.")
    if is_part(data):
        parts = {data.name: data}
    else:
        found = sorted(data.iterdir(), key=lambda folder: (folder.name != "train", folder.name))
        parts = {folder.name: folder for folder in found if is_part(folder)}
    if not parts:
        raise UnusableDataset(
            f"{data} has no folders NORMAL and PNEUMONIA, neither itself nor in a folder such as train."
        )
    for name, folder in extra.items():
        if not is_part(folder):
            raise UnusableDataset(f"{folder} has no folder NORMAL or PNEUMONIA.")
        parts[name] = folder
    return parts


def survey(
    parts: Mapping[str, Path], progress: Callable[[Iterable[Entry], int], Iterable[Entry]]
) -> list[Entry]:
    """Every file of the class folders of all parts, sorted by part, class and name.

    Args:
        progress: wraps the iteration; it gets the entries and how many there will be.
    """
    work = [
        (part, folder, label, path)
        for part, folder in parts.items()
        for label, name in enumerate(CLASSES)
        for path in sorted((folder / name).rglob("*"))
        if not path.is_dir()
    ]
    with ThreadPoolExecutor() as pool:
        return list(progress(pool.map(lambda item: _entry(*item), work), len(work)))


def _entry(part: str, folder: Path, label: int, path: Path) -> Entry:
    sample = sample_from_name(path, "", label)
    name = path.relative_to(folder).as_posix()
    try:
        content = path.read_bytes()
        sha256, size = hashlib.sha256(content).hexdigest(), len(content)
    except OSError:
        sha256, size = "", 0
    try:
        radiograph = read_radiograph(path)
    except UnreadableRadiograph as error:
        return Entry(part, name, sample, size, sha256, error=str(error))
    grey = np.rint(radiograph.grey(radiograph.pixels) * (GREY_LEVELS - 1)).astype(np.uint8)
    small = Image.fromarray(grey).resize((THUMBNAIL, THUMBNAIL), Image.Resampling.BICUBIC)
    shape = f"{grey.shape}".encode()
    return Entry(
        part,
        name,
        sample,
        size,
        sha256,
        width=radiograph.width,
        height=radiograph.height,
        bits=radiograph.bits,
        photometric=radiograph.photometric,
        format=radiograph.format,
        pixels_sha256=hashlib.sha256(shape + grey.tobytes()).hexdigest(),
        levels=np.bincount(grey.ravel(), minlength=GREY_LEVELS) / grey.size,
        thumbnail=np.asarray(small, dtype=np.float32) / np.float32(255),
    )
