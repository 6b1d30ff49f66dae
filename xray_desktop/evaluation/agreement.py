"""Agreement of raters beyond chance: Cohen's kappa of two, plain or weighted, and Fleiss' kappa of
several.
"""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Weights = Literal["none", "quadratic"]

_Z95 = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance.

    Attributes:
        value: -1 to 1; NaN without images, or when all ratings are in one category.
        error: large-sample standard error; NaN where the value is.
        images: images that were compared.
        observed: observed agreement, 0 to 1, weighted as the value is.
    """

    value: float
    error: float
    images: int
    observed: float

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval, normal approximation, cut off at -1 and 1."""
        return max(-1.0, self.value - _Z95 * self.error), min(1.0, self.value + _Z95 * self.error)


def cohens_kappa(first: npt.ArrayLike, second: npt.ArrayLike, *, weights: Weights = "none") -> Kappa:
    """Cohen's kappa of two raters of the same images.

    J. Cohen, Educ. Psychol. Meas. 20 (1960), 37-46; weighted: Psychol. Bull. 70 (1968), 213-220. Standard
    error: J. L. Fleiss, J. Cohen, B. S. Everitt, Psychol. Bull. 72 (1969), 323-327.

    Args:
        first: categories as whole numbers, shape (n,).
        second: likewise, for the same images.
        weights: "none", or "quadratic" for steps of a scale, whose distance is the difference of their
            numbers.
    """
    a, b = np.asarray(first), np.asarray(second)
    n = int(a.size)
    if not n:
        return Kappa(math.nan, math.nan, 0, math.nan)
    categories, codes = np.unique(np.concatenate([a, b]), return_inverse=True)
    k = categories.size
    shares = np.zeros((k, k))
    np.add.at(shares, (codes[:n], codes[n:]), 1 / n)
    if weights == "none":
        w = np.eye(k)
    else:
        steps = categories.astype(np.float64)
        w = 1 - ((steps[:, None] - steps) / max(float(np.ptp(steps)), 1.0)) ** 2
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, expected = float((w * shares).sum()), float(rows @ w @ columns)
    if k < 2:
        return Kappa(math.nan, math.nan, n, observed)
    kappa = (observed - expected) / (1 - expected)
    by_row, by_column = w @ columns, rows @ w
    terms = (w - (by_row[:, None] + by_column[None, :]) * (1 - kappa)) ** 2
    spread = float((shares * terms).sum()) - (kappa - expected * (1 - kappa)) ** 2
    return Kappa(kappa, math.sqrt(max(spread, 0.0) / n) / (1 - expected), n, observed)


def fleiss_kappa(counts: npt.ArrayLike) -> Kappa:
    """Fleiss' kappa of several raters, each of whom rated every image.

    J. L. Fleiss, Psychol. Bull. 76 (1971), 378-382; standard error under no agreement: J. L. Fleiss, J. C. M.
    Nee, J. R. Landis, Psychol. Bull. 86 (1979), 974-977.

    Args:
        counts: how many raters chose each category, shape (images, categories); every row has the same sum of
            two or more.
    """
    table = np.asarray(counts, dtype=np.float64)
    if not table.size:
        return Kappa(math.nan, math.nan, 0, math.nan)
    n, raters = len(table), float(table[0].sum())
    share = table.sum(axis=0) / (n * raters)
    observed = float(((table**2).sum(axis=1) - raters).mean() / (raters * (raters - 1)))
    expected = float((share**2).sum())
    if expected >= 1:
        return Kappa(math.nan, math.nan, n, observed)
    chance = float((share * (1 - share)).sum())
    skew = float((share * (1 - share) * (1 - 2 * share)).sum())
    error = math.sqrt(2) / (chance * math.sqrt(n * raters * (raters - 1))) * math.sqrt(chance**2 - skew)
    return Kappa((observed - expected) / (1 - expected), error, n, observed)
