"""The figures of subgroups of the images, for a forest plot."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.delong import delong
from xray_desktop.evaluation.metrics import wilson_interval

MOST_VALUES = 12
"""A column with more different values is not a grouping, unless they are numbers: those are cut at
quartiles.
"""

NO_VALUE = "(no value)"

Estimate = tuple[float, float, float]
"""A figure and the ends of its 95 % confidence interval; nan where it is not defined."""

UNDEFINED: Estimate = (math.nan, math.nan, math.nan)


@dataclass(frozen=True)
class Subgroup:
    """The images of one value of a column.

    Attributes:
        column: name of the column.
        value: the value, or the range of numbers.
        images: images in the subgroup.
        positives: those that show pneumonia.
        sensitivity: at the threshold, Wilson interval, 0 to 1.
        specificity: likewise.
        auc: DeLong interval, 0 to 1.
    """

    column: str
    value: str
    images: int
    positives: int
    sensitivity: Estimate
    specificity: Estimate
    auc: Estimate


def subgroup(
    column: str, value: str, positive: npt.ArrayLike, probabilities: npt.ArrayLike, called: npt.ArrayLike
) -> Subgroup:
    """The figures of one subgroup.

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        probabilities: shape (n,), 0 to 1.
        called: booleans, shape (n,): the image is predicted PNEUMONIA.
    """
    truth, predicted = np.asarray(positive, dtype=bool), np.asarray(called, dtype=bool)
    aucs = delong(truth, probabilities)
    return Subgroup(
        column,
        value,
        len(truth),
        int(truth.sum()),
        _estimate(int((truth & predicted).sum()), int(truth.sum())),
        _estimate(int((~truth & ~predicted).sum()), int((~truth).sum())),
        UNDEFINED if aucs is None else (float(aucs.areas[0]), *aucs.interval()),
    )


def groups_of(values: Sequence[str]) -> list[str] | None:
    """The subgroup of each image by a column's values; None when the column is not a grouping.

    Up to `MOST_VALUES` different values are subgroups of their own. More are cut at the quartiles when all
    are numbers. Empty values make a subgroup of their own. A column of one value is not a grouping.
    """
    different = set(values) - {""}
    if len(different) < 2:
        return None
    if len(different) <= MOST_VALUES:
        return [value or NO_VALUE for value in values]
    numbers = [_number(value) for value in values]
    if any(number is None for number, value in zip(numbers, values, strict=True) if value):
        return None
    known = [number for number in numbers if number is not None]
    edges = sorted({float(edge) for edge in np.percentile(known, [25, 50, 75])})
    return [NO_VALUE if number is None else _range(number, edges) for number in numbers]


def sort_key(value: str) -> tuple[bool, float, str]:
    """Sorts values of a column: numbers and ranges by number, then words, images without a value last."""
    digits = value.removeprefix("≤ ").removeprefix("> ").partition(" to ")[0]
    number = _number(digits)
    if value.startswith("≤ "):
        number = -math.inf
    elif value.startswith("> "):
        number = math.inf
    return value == NO_VALUE, math.inf if number is None else number, value


def _range(number: float, edges: list[float]) -> str:
    below = [edge for edge in edges if edge < number]
    above = [edge for edge in edges if edge >= number]
    if not below:
        return f"≤ {above[0]:g}"
    return f"{below[-1]:g} to {above[0]:g}" if above else f"> {below[-1]:g}"


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _estimate(part: int, whole: int) -> Estimate:
    return (part / whole, *wilson_interval(part, whole)) if whole else UNDEFINED
