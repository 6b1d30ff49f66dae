"""The difference of two proportions of the same images, with Tango's score interval."""

import math
from collections.abc import Callable
from dataclasses import dataclass

_Z95 = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""


@dataclass(frozen=True)
class PairedDifference:
    """The difference of two proportions of the same images.

    Attributes:
        value: the second minus the first, -1 to 1; NaN without images.
        low: lower end of the 95 % interval.
        high: upper end.
    """

    value: float
    low: float
    high: float


def paired_difference(only_first: int, only_second: int, images: int) -> PairedDifference:
    """The second proportion minus the first.

    T. Tango, "Equivalence test and confidence interval for the difference in proportions for the
    paired-sample design", Stat. Med. 17 (1998), 891-908: the differences that the score test does not reject.
    It is defined, and of some width, without any disagreement too.

    Args:
        only_first: images that only the first rater has right.
        only_second: images that only the second has right.
        images: all images, those on which the two are alike included.
    """
    if not images:
        return PairedDifference(math.nan, math.nan, math.nan)
    value = (only_second - only_first) / images

    def statistic(difference: float) -> float:
        return _score(difference, only_first, only_second, images)

    return PairedDifference(
        value,
        -1.0 if value == -1 else _root(lambda d: statistic(d) - _Z95, -1.0, value),
        1.0 if value == 1 else _root(lambda d: statistic(d) + _Z95, value, 1.0),
    )


def _score(difference: float, only_first: int, only_second: int, n: int) -> float:
    """The score statistic of a difference; it falls as the difference rises."""
    # The share of images only the first has right, if the difference were this one: the constrained maximum
    # of the likelihood, root of a quadratic equation.
    b = -only_first - only_second + (2 * n - only_second + only_first) * difference
    c = -only_first * difference * (1 - difference)
    share = (math.sqrt(max(b * b - 8 * n * c, 0.0)) - b) / (4 * n)
    variance = n * (2 * share + difference * (1 - difference))
    distance = only_second - only_first - n * difference
    if variance <= 0:
        return 0.0 if distance == 0 else math.copysign(math.inf, distance)
    return distance / math.sqrt(variance)


def _root(falling: Callable[[float], float], low: float, high: float) -> float:
    """Where a falling function changes its sign, to the last bit."""
    while low < (middle := (low + high) / 2) < high:
        if falling(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
