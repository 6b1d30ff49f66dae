"""McNemar's test: whether two raters of the same images are right equally often."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class McNemar:
    """McNemar's test, conditional on the images on which exactly one of the two is right.

    Attributes:
        only_first: images that only the first rated correctly.
        only_second: images that only the second rated correctly.
        exact: two-sided exact binomial p value, 0 to 1.
        mid_p: the same with half the probability of the observed table; less conservative, and recommended by
            M. W. Fagerland, S. Lydersen, P. Laake, BMC Med. Res. Methodol. 13 (2013), 91.
    """

    only_first: int
    only_second: int
    exact: float
    mid_p: float


def mcnemar(first_right: npt.ArrayLike, second_right: npt.ArrayLike) -> McNemar:
    """The test on images that two raters rated. Without any disagreement both p values are 1.

    Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
    Psychometrika 12 (1947), 153-157.

    Args:
        first_right: booleans, shape (n,): the first rater rated the image correctly.
        second_right: likewise for the second rater and the same images.
    """
    first, second = np.asarray(first_right, dtype=bool), np.asarray(second_right, dtype=bool)
    return mcnemar_of_counts(int((first & ~second).sum()), int((second & ~first).sum()))


def mcnemar_of_counts(only_first: int, only_second: int) -> McNemar:
    """The test from the two counts of disagreement, each 0 or more."""
    discordant, smaller = only_first + only_second, min(only_first, only_second)
    # Whole numbers of any size: exact where sums of small floating-point probabilities would not be.
    term, tail = 1, 1
    for k in range(smaller):
        term = term * (discordant - k) // (k + 1)
        tail += term
    whole = 1 << discordant
    at_observed = term / whole
    if only_first == only_second:
        return McNemar(only_first, only_second, 1.0, 1.0 - at_observed / 2 if discordant else 1.0)
    exact = 2 * tail / whole
    return McNemar(only_first, only_second, min(1.0, exact), min(1.0, (2 * tail - term) / whole))
