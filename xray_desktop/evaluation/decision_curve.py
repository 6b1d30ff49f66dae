"""Decision curve analysis: the net benefit of acting on a probability, at every threshold.

A. J. Vickers, E. B. Elkin, "Decision curve analysis: a novel method for evaluating prediction models",
Med. Decis. Making 26 (2006), 565-574.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

THRESHOLDS: Floats = np.arange(1, 100) / 100
"""The default thresholds: 0.01 to 0.99."""


@dataclass(frozen=True, eq=False)
class DecisionCurve:
    """Net benefit by threshold, in true positives per image; a false positive costs threshold / (1 -
    threshold).

    Attributes:
        thresholds: shape (k,), above 0 and below 1.
        model: net benefit of calling PNEUMONIA from the threshold on, shape (k,), at most the prevalence.
        all_positive: net benefit of calling every image PNEUMONIA, shape (k,). Calling none has 0.
    """

    thresholds: Floats
    model: Floats
    all_positive: Floats


def decision_curve(
    positive: npt.ArrayLike, probabilities: npt.ArrayLike, thresholds: npt.ArrayLike = THRESHOLDS
) -> DecisionCurve | None:
    """The decision curve of images; None without images.

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        probabilities: shape (n,), 0 to 1.
        thresholds: shape (k,), above 0 and below 1.
    """
    truth = np.asarray(positive, dtype=bool)
    values = np.asarray(probabilities, dtype=np.float64)
    at = np.asarray(thresholds, dtype=np.float64)
    if not len(values):
        return None
    cost = at / (1 - at)
    ill, well = np.sort(values[truth]), np.sort(values[~truth])
    true_positives = len(ill) - np.searchsorted(ill, at, side="left")
    false_positives = len(well) - np.searchsorted(well, at, side="left")
    prevalence = float(truth.mean())
    return DecisionCurve(
        at,
        (true_positives - false_positives * cost) / len(values),
        prevalence - (1 - prevalence) * cost,
    )
