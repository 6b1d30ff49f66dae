"""The precision-recall curve, and the area under it (average precision)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.metrics import Floats, pr_auc, unit_weights


@dataclass(frozen=True, eq=False)
class PrecisionRecall:
    """A precision-recall curve, PNEUMONIA positive.

    Attributes:
        recall: sensitivity at each threshold, shape (k,), rising to 1.
        precision: PPV at each threshold, shape (k,), 0 to 1.
        thresholds: an image is positive from this score on, shape (k,), falling.
        prevalence: share of positives, the precision of a score without information.
        average_precision: sum of precision weighted by the rise of recall, 0 to 1, without interpolation
            between points (it would be too optimistic: Davis and Goadrich, ICML 2006).
    """

    recall: Floats
    precision: Floats
    thresholds: Floats
    prevalence: float
    average_precision: float


def precision_recall(positive: npt.ArrayLike, scores: npt.ArrayLike) -> PrecisionRecall | None:
    """The precision-recall curve of images; None without positives. Equal scores move the curve together.

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        scores: shape (n,); higher means pneumonia.
    """
    truth = np.asarray(positive, dtype=bool)
    values = np.asarray(scores, dtype=np.float64)
    if not truth.any():
        return None
    order = np.argsort(-values, kind="stable")
    truth, values = truth[order], values[order]
    last_of_ties = np.append(np.flatnonzero(np.diff(values)), len(values) - 1)
    true_positives = np.cumsum(truth)[last_of_ties]
    recall = true_positives / truth.sum()
    precision = true_positives / (last_of_ties + 1)
    area = float(pr_auc(truth, values, unit_weights(len(values)))[0])
    return PrecisionRecall(recall, precision, values[last_of_ties], float(truth.mean()), area)
