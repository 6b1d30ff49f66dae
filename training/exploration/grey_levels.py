"""The file of reference curves: the mean grey-level histogram of each class."""

import json
from collections.abc import Iterable
from pathlib import Path

from training.data.dataset import CLASSES, UnusableDataset
from xray_desktop.exploration.grey_levels import mean_histogram
from xray_desktop.exploration.survey import GREY_LEVELS, SurveyedImage


def write_reference_histograms(images: Iterable[SurveyedImage], file: Path) -> None:
    """Writes the mean histogram of both classes as JSON: "edges" (0 to 256), "NORMAL", "PNEUMONIA".

    Raises:
        UnusableDataset: a class has no readable image.
    """
    known = list(images)
    content: dict[str, object] = {"edges": list(range(GREY_LEVELS + 1))}
    for name in CLASSES:
        found = mean_histogram(image for image in known if image.label == name)
        if found is None:
            raise UnusableDataset(f"There is no readable {name} image to take the reference histogram of.")
        content[name] = [round(share, 8) for share in found.mean.tolist()]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content), encoding="utf-8")
