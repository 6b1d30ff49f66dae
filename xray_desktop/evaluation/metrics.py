"""How well probabilities tell PNEUMONIA from NORMAL, on films whose class their folder names."""

import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.agreement import Confusion, confusion
from xray_desktop.imaging.display import display_image
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.prediction import Verdict

Floats = npt.NDArray[np.float64]
_CLASS_NAMES = frozenset({Verdict.NORMAL.value, Verdict.PNEUMONIA.value})


def class_of_folder(path: str) -> Verdict | None:
    """The class that the nearest folder called NORMAL or PNEUMONIA (in any case) gives a film, else None."""
    for folder in reversed(path.replace(os.sep, "/").split("/")[:-1]):
        if (name := folder.upper()) in _CLASS_NAMES:
            return Verdict(name)
    return None


@dataclass(frozen=True, eq=False)
class Roc:
    """A receiver operating characteristic, PNEUMONIA positive.

    Attributes:
        false_positive_rate: 1 - specificity at each threshold, rising from 0 to 1.
        true_positive_rate: sensitivity at each threshold, rising from 0 to 1.
        thresholds: a film is called from this probability on; falling, the first infinite (nothing called).
        area: area under the curve, 0 to 1.
    """

    false_positive_rate: Floats
    true_positive_rate: Floats
    thresholds: Floats
    area: float


def roc(positive: npt.ArrayLike, probabilities: npt.ArrayLike) -> Roc | None:
    """The ROC of films; None unless both classes are there.

    Films of equal probability move the curve together, so that the area is the chance that a pneumonia has
    the higher probability of the two, ties counted half (Hanley and McNeil, Radiology 143 (1982), 29-36).

    Args:
        positive: booleans, shape (n,): the film shows pneumonia.
        probabilities: shape (n,), 0 to 1.
    """
    truth = np.asarray(positive, dtype=bool)
    values = np.asarray(probabilities, dtype=np.float64)
    if not truth.any() or truth.all():
        return None
    order = np.argsort(-values, kind="stable")
    truth, values = truth[order], values[order]
    last_of_ties = np.append(np.flatnonzero(np.diff(values)), len(values) - 1)
    true_positive = np.cumsum(truth)[last_of_ties] / truth.sum()
    false_positive = np.cumsum(~truth)[last_of_ties] / (~truth).sum()
    x, y = np.insert(false_positive, 0, 0.0), np.insert(true_positive, 0, 0.0)
    area = float(np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2))
    return Roc(x, y, np.insert(values[last_of_ties], 0, math.inf), area)


@dataclass(frozen=True, eq=False)
class Calibration:
    """Whether probabilities mean what they say.

    Attributes:
        predicted: mean probability in each bin that holds films, shape (k,).
        observed: share of pneumonia among those films, shape (k,).
        counts: films in each of these bins, shape (k,).
        error: expected calibration error: the mean of |observed - predicted| weighted by counts.
    """

    predicted: Floats
    observed: Floats
    counts: npt.NDArray[np.int64]
    error: float


def calibration(positive: npt.ArrayLike, probabilities: npt.ArrayLike, bins: int = 10) -> Calibration | None:
    """Reliability in `bins` bins of equal width (Guo et al., ICML 2017); None without films."""
    truth = np.asarray(positive, dtype=bool)
    values = np.asarray(probabilities, dtype=np.float64)
    if not len(values):
        return None
    place = np.clip((values * bins).astype(np.intp), 0, bins - 1)
    counts = np.bincount(place, minlength=bins)
    used = counts > 0
    predicted = np.bincount(place, weights=values, minlength=bins)[used] / counts[used]
    observed = np.bincount(place, weights=truth, minlength=bins)[used] / counts[used]
    error = float(np.sum(np.abs(observed - predicted) * counts[used]) / len(values))
    return Calibration(predicted, observed, counts[used].astype(np.int64), error)


@dataclass(frozen=True)
class JudgedFilm:
    """A film whose class is known, and what the model says of it.

    Attributes:
        truth: NORMAL or PNEUMONIA.
        verdict: the model's verdict; None when it was not assessed.
        probability: calibrated probability of pneumonia; None when it was not assessed.
    """

    truth: Verdict
    verdict: Verdict | None
    probability: float | None


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What the model's results on a set of films come to.

    Attributes:
        confusion: the verdicts against the truth.
        roc: over the films with a probability; None unless both classes are among them.
        calibration: over the same films; None without any.
    """

    confusion: Confusion
    roc: Roc | None
    calibration: Calibration | None


def evaluate(films: Sequence[JudgedFilm]) -> Evaluation:
    """Evaluates judged films."""
    assessed = [
        (film.truth is Verdict.PNEUMONIA, film.probability) for film in films if film.probability is not None
    ]
    positive = [truth for truth, _ in assessed]
    probabilities = [probability for _, probability in assessed]
    return Evaluation(
        confusion((film.truth, film.verdict) for film in films),
        roc(positive, probabilities),
        calibration(positive, probabilities),
    )


@dataclass(frozen=True, eq=False)
class GreyLevels:
    """One film's share in its class's average histogram.

    Attributes:
        label: the class.
        shares: float64, shape (256,): share of the film's pixels at each grey level as first shown.
    """

    label: Verdict
    shares: Floats


def grey_levels(
    films: Iterable[tuple[str, Verdict]], read: Callable[[str], Radiograph] = read_radiograph
) -> Iterator[GreyLevels]:
    """The grey levels of each film that can be read, one after the other; the others are left out."""
    for path, label in films:
        try:
            shown = display_image(read(path))
        except UnreadableRadiograph:
            continue
        yield GreyLevels(label, np.bincount(shown.ravel(), minlength=256) / shown.size)


def spread(items: Sequence[str], most: int) -> list[str]:
    """At most `most` of the items, evenly spread from the first to the last; the same ones every time."""
    if len(items) <= most:
        return list(items)
    return [items[index] for index in np.linspace(0, len(items) - 1, most).astype(int)]
