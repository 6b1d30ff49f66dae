"""Where the labelled images lie: options that several commands share."""

from dataclasses import dataclass
from pathlib import Path

from training.data.dataset import Sample
from training.data.scanning import scan
from training.data.split import Split, load_split
from training.options import option


@dataclass(frozen=True)
class Sources:
    """The data set and its further sources."""

    data: Path = option("folder with train/NORMAL and train/PNEUMONIA inside, as Kaggle's")
    extra: dict[str, Path] = option(
        "a further source: a folder with NORMAL and PNEUMONIA inside, a label table (CSV), or a folder "
        "with one "
        "named labels.csv; may be given several times",
        {},
        metavar="NAME=PATH",
    )

    def folders(self) -> dict[str, Path]:
        """The folder of each source by its name."""
        return {"children": self.data / "train"} | self.extra

    def samples(self) -> list[Sample]:
        """The images of all sources.

        Raises:
            UnusableDataset: a folder lacks a class.
        """
        return [sample for name, folder in self.folders().items() for sample in scan(folder, name)]


@dataclass(frozen=True)
class SplitSources(Sources):
    """Sources with a split of their images."""

    split: Path = option("file that `split` wrote", Path("runs/split.json"))

    def load(self) -> Split:
        """The split.

        Raises:
            UnusableDataset: the file is not a split of these sources.
        """
        return load_split(self.split, self.folders())
