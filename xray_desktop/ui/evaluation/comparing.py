"""What the comparison computes in its worker: second ratings of the same images, and how they differ."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from xray_desktop.evaluation.bootstrap import BootstrapCancelled
from xray_desktop.evaluation.metrics import roc
from xray_desktop.evaluation.study.cases import Cases
from xray_desktop.evaluation.study.comparison import Comparison, Ratings, compare, read_ratings
from xray_desktop.inference.metadata import OperatingPoint
from xray_desktop.ui.widgets.chart import thinned

RatingsOf = Callable[[Cases], Ratings]
"""Gives the second ratings of cases; called in the worker."""


@dataclass(frozen=True, eq=False)
class Compared:
    """A comparison and what is needed to show it.

    Attributes:
        comparison: the figures.
        ratings: the second ratings.
        curve: points of the ROC of the second ratings; None without probabilities.
        only_first: names of the images that only the first rates correctly.
        only_second: likewise for the second.
    """

    comparison: Comparison
    ratings: Ratings
    curve: tuple[Sequence[float], Sequence[float]] | None
    only_first: Sequence[str]
    only_second: Sequence[str]


def ratings_of_marks(name: str, readings: dict[str, bool]) -> RatingsOf:
    """The ratings of a reader by the names of rows."""
    return lambda _: Ratings(name, readings)


def ratings_of_file(file: Path) -> RatingsOf:
    """The ratings in a results file or a table of readings."""
    return lambda cases: read_ratings(file, [case.row.path for case in cases.scored])


def ratings_at(point: OperatingPoint) -> RatingsOf:
    """The ratings of the model itself at another operating point."""
    return partial(_at_point, point)


def _at_point(point: OperatingPoint, cases: Cases) -> Ratings:
    called = {
        case.row.path: bool(value >= point.threshold)
        for case, value in zip(cases.scored, cases.probabilities, strict=True)
    }
    return Ratings(f"{cases.model}, {point.name.replace('_', ' ')}", called)


def compared(cases: Cases, source: RatingsOf, cancelled: Callable[[], bool]) -> Iterator[Compared]:
    """Compares cases with second ratings; gives nothing when it is cancelled.

    Raises:
        UnusableStudy: the ratings cannot be read, or have no image in common with the cases.
    """
    ratings = source(cases)
    try:
        comparison = compare(cases, ratings, cancelled=cancelled)
    except BootstrapCancelled:
        return
    rated = [index for index, case in enumerate(cases.scored) if case.row.path in ratings.called]
    names = [cases.scored[index].row.path for index in rated]
    positive = cases.positive[rated]
    first = cases.called[rated] == positive
    second = np.array([ratings.called[name] for name in names], dtype=bool) == positive
    curve = None
    if ratings.probabilities:
        found = roc(positive, [ratings.probabilities[name] for name in names])
        curve = None if found is None else thinned(found.false_positive_rate, found.true_positive_rate)
    yield Compared(
        comparison,
        ratings,
        curve,
        [name for name, only in zip(names, first & ~second, strict=True) if only],
        [name for name, only in zip(names, second & ~first, strict=True) if only],
    )
