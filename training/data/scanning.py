"""The labelled images of a source: of class folders, or of a label table."""

from pathlib import Path

from training.data.dataset import CLASSES, SUFFIXES, Sample, UnusableDataset, sample_from_name
from training.data.label_table import read_label_table

LABEL_TABLE = "labels.csv"


def scan(folder: Path, source: str) -> list[Sample]:
    """The images of a folder with NORMAL and PNEUMONIA inside, sorted by class and name; or of a label table.

    Args:
        folder: such a folder, a CSV file (see `read_label_table`), or a folder with one named labels.csv.

    Raises:
        UnusableDataset: one of the two folders is missing or empty, or the table cannot be used.
    """
    if folder.suffix.lower() == ".csv" or (folder / LABEL_TABLE).is_file():
        return read_label_table(folder if folder.is_file() else folder / LABEL_TABLE, source)
    samples: list[Sample] = []
    for label, name in enumerate(CLASSES):
        inside = folder / name
        if not inside.is_dir():
            raise UnusableDataset(f"{folder} has no folder {name}: it needs NORMAL and PNEUMONIA inside.")
        paths = sorted(p for p in inside.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        if not paths:
            raise UnusableDataset(f"{inside} holds no radiographs.")
        samples += [sample_from_name(path, source, label) for path in paths]
    return samples
