"""Labelled radiographs on disk, and patient, kind and acquisition from their file names."""

import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xray_desktop.exploration.file_names import parts_of_name
from xray_desktop.imaging import Preprocessing, prepare, read_radiograph

NORMAL, PNEUMONIA, OTHER = range(3)
CLASSES = ("NORMAL", "PNEUMONIA")
LABELS = (*CLASSES, "OTHER")
SUFFIXES = frozenset({".jpeg", ".jpg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".dcm"})

Box = tuple[float, float, float, float]
"""Left, top, right and bottom edge as shares of width and height."""


class UnusableDataset(Exception):
    """Data that cannot be used for training or evaluation; one sentence for the user."""


@dataclass(frozen=True)
class Sample:
    """One labelled radiograph.

    Attributes:
        path: where it lies.
        source: name of the collection it comes from; a part of a collection after a slash.
        label: NORMAL, PNEUMONIA, or OTHER: an abnormality that is not pneumonia.
        patient: key of the patient, unique over all sources; the file itself where the name holds none.
        kind: "bacteria" or "virus" for pneumonia whose name holds it, else empty.
        acquisition: "IM" or "NORMAL2-IM" for the children's normals, the group of a label table, else empty.
        label_source: how a label table says the label was made; else empty.
        label_noise: label smoothing on top of the usual, for labels that are less reliable; 0 to 1.
        boxes: where a radiologist marked the pneumonia.
    """

    path: Path
    source: str
    label: int
    patient: str
    kind: str = ""
    acquisition: str = ""
    label_source: str = ""
    label_noise: float = 0.0
    boxes: tuple[Box, ...] = ()

    @property
    def class_name(self) -> str:
        """NORMAL, PNEUMONIA or OTHER."""
        return LABELS[self.label]

    @property
    def collection(self) -> str:
        """The source without a part of it."""
        return self.source.partition("/")[0]


def sample_from_name(path: Path, source: str, label: int) -> Sample:
    """An image with the patient, kind and acquisition of its name; see `parts_of_name`."""
    parts = parts_of_name(path.name)
    patient = parts.patient or f"{path.parent.name}/{path.name}"
    return Sample(path, source, label, f"{source}:{patient}", parts.kind, parts.acquisition)


def root_of(folder: Path) -> Path:
    """The folder that the paths of a source are relative to, for a folder or a label table."""
    return folder.parent if folder.suffix.lower() == ".csv" else folder


def two_classes(samples: Iterable[Sample]) -> list[Sample]:
    """The images that are NORMAL or PNEUMONIA."""
    return [sample for sample in samples if sample.label != OTHER]


def limited(samples: Sequence[Sample], limit: int, seed: int) -> list[Sample]:
    """Up to `limit` images of every source and class, in their own order; all of them for 0."""
    if not limit:
        return list(samples)
    rng = np.random.default_rng(seed)
    cells: dict[tuple[str, int], list[int]] = {}
    for index, sample in enumerate(samples):
        cells.setdefault((sample.source, sample.label), []).append(index)
    chosen = sorted(index for cell in cells.values() for index in rng.permutation(cell)[:limit].tolist())
    return [samples[index] for index in chosen]


def content_sha256(sample: Sample) -> str:
    """SHA-256 of an image's file, hexadecimal."""
    return hashlib.sha256(sample.path.read_bytes()).hexdigest()


def data_sha256(samples: Iterable[Sample]) -> str:
    """SHA-256 over the names, labels and contents of images, independent of their order and folder."""

    def line(sample: Sample) -> str:
        return f"{sample.source} {sample.class_name} {sample.path.name} {content_sha256(sample)}"

    return hashlib.sha256("\n".join(sorted(map(line, samples))).encode()).hexdigest()


def load_inputs(samples: Sequence[Sample], spec: Preprocessing) -> npt.NDArray[np.uint16]:
    """The network inputs of images, through the application's own reading and preprocessing.

    Returns:
        uint16, shape (images, size, size): grey from 0 to 1 times 65,535, half the memory of float32 at a
        rounding far below the 8 bits that the files hold.

    Raises:
        UnreadableRadiograph: an image cannot be read.
    """
    inputs = np.empty((len(samples), spec.size, spec.size), np.uint16)

    def load(index: int) -> None:
        grey = prepare(read_radiograph(samples[index].path), spec)[0, 0]
        inputs[index] = np.rint(grey * 65535).astype(np.uint16)

    with ThreadPoolExecutor() as pool:
        for _ in pool.map(load, range(len(samples))):
            pass
    return inputs
