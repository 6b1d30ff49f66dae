"""The configuration of an export."""

from dataclasses import dataclass
from pathlib import Path

from training.options import option


@dataclass(frozen=True)
class ExportConfig:
    """How the parts on top of a trained network are fitted."""

    version: str = option("version of the model", "1.0", flags=("--model-version",))
    children: tuple[str, ...] = option(
        "source of images of children; may be given several times", ("children",), metavar="NAME"
    )
    head_images: int = option(
        "training images of every source and class that the heads are fitted on, as they are and augmented; "
        "0 for all",
        0,
    )
    head_strength: float = option(
        "inverse of the L2 regularisation of the heads, which have as many features as some populations "
        "have images",
        1e-3,
    )
    frontal_images: int = option("training images of every source and class that the gate sees upright", 700)
    gate_images: int = option(
        "training images of every source and class that the gate sees augmented, inverted and rotated",
        300,
    )
    limit: int = option("validation images of every source and class; 0 for all", 0)
    not_chest: Path | None = option(
        "folder of images that are not frontal chest radiographs, one folder for each kind; fits the view "
        "gate",
        None,
        metavar="FOLDER",
    )
    not_chest_except: tuple[str, ...] = option(
        "kind of image there to leave out; may be given several times", (), metavar="KIND"
    )
    seed: int = 0
    rejected: float = 0.01
    """Share of the validation images that the gate may reject."""
