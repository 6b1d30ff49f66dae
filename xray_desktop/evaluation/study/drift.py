"""Two files of results compared without labels: whether the images, or what the model says of them, changed."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.metrics import wilson_interval
from xray_desktop.evaluation.subgroups import Estimate
from xray_desktop.results.row import Row

SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Period:
    """What one file of results holds.

    Attributes:
        name: of the file.
        files: rows in all.
        scored: those with a probability.
        positives: share of PNEUMONIA among the predictions, with its 95 % Wilson interval.
        rejected: share of rejected files, likewise.
        errors: share of files that could not be read, likewise.
        median: median probability; NaN without any.
    """

    name: str
    files: int
    scored: int
    positives: Estimate
    rejected: Estimate
    errors: Estimate
    median: float


@dataclass(frozen=True)
class Drift:
    """Results of now against those of before.

    Attributes:
        before: the earlier results.
        now: the later ones.
        statistic: two-sample Kolmogorov-Smirnov distance of the probabilities, 0 to 1; NaN without any.
        p: its two-sided p value by the asymptotic distribution; NaN without any.
        same_model: whether both were made by the same model at the same operating point.
    """

    before: Period
    now: Period
    statistic: float
    p: float
    same_model: bool

    @property
    def changes(self) -> list[str]:
        """Which of "model", "probabilities", "positives", "rejected" and "errors" changed.

        A share changed when the 95 % Wilson interval of one file does not touch that of the other.
        """
        found = [] if self.same_model else ["model"]
        if self.p < SIGNIFICANT:
            found.append("probabilities")
        found += [
            name
            for name in ("positives", "rejected", "errors")
            if _apart(getattr(self.before, name), getattr(self.now, name))
        ]
        return found


def drift_of(before: Iterable[Row], now: Iterable[Row], *, before_name: str, now_name: str) -> Drift:
    """Compares the rows of two files of results."""
    first, second = list(before), list(now)
    statistic, p = kolmogorov_smirnov(_probabilities(first), _probabilities(second))
    made_by = [{(row.model, row.operating_point) for row in rows} for rows in (first, second)]
    return Drift(
        _period(before_name, first), _period(now_name, second), statistic, p, made_by[0] == made_by[1]
    )


def kolmogorov_smirnov(first: npt.ArrayLike, second: npt.ArrayLike) -> tuple[float, float]:
    """Two-sample Kolmogorov-Smirnov distance and its asymptotic two-sided p value; NaN when a sample is empty.

    The p value is that of Kolmogorov's limit distribution at sqrt(nm / (n + m)) times the distance (N. Smirnov, Ann.
    Math. Stat. 19 (1948), 279-281). It is too large for scores with many ties, hence on the safe side.

    Args:
        first: shape (n,).
        second: shape (m,).
    """
    a, b = np.sort(np.asarray(first, float)), np.sort(np.asarray(second, float))
    if not len(a) or not len(b):
        return math.nan, math.nan
    both = np.concatenate([a, b])
    share_a = np.searchsorted(a, both, side="right") / len(a)
    share_b = np.searchsorted(b, both, side="right") / len(b)
    distance = float(np.abs(share_a - share_b).max())
    return distance, _kolmogorov(math.sqrt(len(a) * len(b) / (len(a) + len(b))) * distance)


def _kolmogorov(x: float) -> float:
    """Chance that a Kolmogorov variable exceeds x, by the series that converges quickly there."""
    if x <= 0:
        return 1.0
    if x < 1:
        terms = (math.exp(-((2 * k - 1) ** 2) * math.pi**2 / (8 * x * x)) for k in range(1, 20))
        return min(1.0, max(0.0, 1 - math.sqrt(2 * math.pi) / x * math.fsum(terms)))
    terms = ((-1) ** (k - 1) * math.exp(-2 * k * k * x * x) for k in range(1, 20))
    return min(1.0, max(0.0, 2 * math.fsum(terms)))


def _period(name: str, rows: list[Row]) -> Period:
    predicted = [row for row in rows if row.prediction]
    probabilities = _probabilities(rows)
    return Period(
        name,
        len(rows),
        len(probabilities),
        _share(sum(row.prediction == "PNEUMONIA" for row in predicted), len(predicted)),
        _share(sum(row.status == "rejected" for row in rows), len(rows)),
        _share(sum(row.status == "error" for row in rows), len(rows)),
        float(np.median(probabilities)) if len(probabilities) else math.nan,
    )


def _probabilities(rows: Iterable[Row]) -> npt.NDArray[np.float64]:
    return np.array(
        [row.probability_pneumonia for row in rows if row.probability_pneumonia is not None], float
    )


def _share(part: int, whole: int) -> Estimate:
    return (part / whole if whole else math.nan, *wilson_interval(part, whole))


def _apart(first: Estimate, second: Estimate) -> bool:
    return first[2] < second[1] or second[2] < first[1]
