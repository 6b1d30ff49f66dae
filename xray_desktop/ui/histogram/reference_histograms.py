"""The training images' average histograms, shipped with the program, to compare an image with."""

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from xray_desktop.resources import resource


@dataclass(frozen=True, eq=False)
class ReferenceHistograms:
    """Average shares of pixels over grey levels from black to white.

    Attributes:
        normal: of the training set's normal images, float64, shape (bins,), summing to 1.
        pneumonia: of its pneumonia images, alike.
    """

    normal: npt.NDArray[np.float64]
    pneumonia: npt.NDArray[np.float64]


@cache
def reference_histograms() -> ReferenceHistograms | None:
    """The shipped reference histograms; None when there are none to be read."""
    try:
        content = json.loads(resource("reference_histograms.json").read_text(encoding="utf-8"))
        normal, pneumonia = (np.asarray(content[name], np.float64) for name in ("NORMAL", "PNEUMONIA"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if normal.ndim != 1 or normal.shape != pneumonia.shape or not normal.size:
        return None
    return ReferenceHistograms(normal, pneumonia)
