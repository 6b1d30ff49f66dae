"""Confusion matrices at any threshold at once, from scores that are sorted beforehand."""

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.metrics import Confusion


class ThresholdCounts:
    """Counts images on both sides of a threshold in microseconds, for a threshold that is moved by hand.

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        scores: shape (n,); an image is positive from the threshold on.
    """

    def __init__(self, positive: npt.ArrayLike, scores: npt.ArrayLike) -> None:
        truth, values = np.asarray(positive, dtype=bool), np.asarray(scores, dtype=np.float64)
        self._ill, self._well = np.sort(values[truth]), np.sort(values[~truth])

    def at(self, threshold: float) -> Confusion:
        """The confusion matrix at a threshold."""
        missed, spared = (int(np.searchsorted(each, threshold)) for each in (self._ill, self._well))
        return Confusion(
            true_positive=len(self._ill) - missed,
            false_negative=missed,
            false_positive=len(self._well) - spared,
            true_negative=spared,
        )

    def nearest_on_roc(self, false_positive_rate: float, sensitivity: float) -> float | None:
        """The threshold of the nearest point of the ROC curve; None unless both classes are there."""
        if not (len(self._ill) and len(self._well)):
            return None
        thresholds = np.unique(np.concatenate([self._ill, self._well, [1.0]]))
        x = 1 - np.searchsorted(self._well, thresholds) / len(self._well)
        y = 1 - np.searchsorted(self._ill, thresholds) / len(self._ill)
        nearest = int(np.argmin((x - false_positive_rate) ** 2 + (y - sensitivity) ** 2))
        return float(thresholds[nearest])

    def youden(self) -> float | None:
        """The threshold with the highest sensitivity + specificity; None unless both classes are there.

        W. J. Youden, "Index for rating diagnostic tests", Cancer 3 (1950), 32-35.
        """
        if not (len(self._ill) and len(self._well)):
            return None
        thresholds = np.unique(np.concatenate([self._ill, self._well]))
        missed = np.searchsorted(self._ill, thresholds) / len(self._ill)
        spared = np.searchsorted(self._well, thresholds) / len(self._well)
        return float(thresholds[int(np.argmax(spared - missed))])
