"""Confidence intervals by resampling patients: the images of one patient are not independent."""

from collections.abc import Callable, Hashable, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Statistic = Callable[[npt.NDArray[np.int64]], npt.ArrayLike]
"""From how often each image is in a resample, shape (n,), to k figures, nan where one is not defined."""

RESAMPLES = 2000
SEED = 20240229


def patient_bootstrap(
    statistic: Statistic, patients: Sequence[Hashable], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Floats:
    """The figures of resamples of patients, drawn with replacement; the same ones for the same seed.

    With a patient all their images are drawn (C. A. Field, A. H. Welsh, "Bootstrapping clustered data", J. R. Stat.
    Soc. B 69 (2007), 369-390).

    Args:
        patients: the patient of each image, n of them.
        resamples: how many.
        seed: of numpy's PCG64.

    Returns:
        shape (resamples, k).
    """
    numbers: dict[Hashable, int] = {}
    patient_of = np.array([numbers.setdefault(patient, len(numbers)) for patient in patients], dtype=np.intp)
    random = np.random.default_rng(seed)
    drawn = []
    for _ in range(resamples):
        times = np.bincount(random.integers(len(numbers), size=len(numbers)), minlength=len(numbers))
        drawn.append(np.asarray(statistic(times[patient_of]), dtype=np.float64))
    return np.array(drawn)


def percentile_interval(figures: Floats, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """The percentile interval of each figure (B. Efron, Ann. Stat. 7 (1979), 1-26).

    Resamples in which a figure is not defined (one class only) are left out; it is nan when there is none.

    Args:
        figures: shape (resamples, k), as `patient_bootstrap` returns them.
        confidence: above 0 and below 1.

    Returns:
        lower and upper ends, each of shape (k,).
    """
    edge = 50 * (1 - confidence)
    lows, highs = [], []
    for column in np.asarray(figures, dtype=np.float64).T:
        defined = column[np.isfinite(column)]
        low, high = np.percentile(defined, [edge, 100 - edge]) if len(defined) else (np.nan, np.nan)
        lows.append(low)
        highs.append(high)
    return np.array(lows), np.array(highs)
