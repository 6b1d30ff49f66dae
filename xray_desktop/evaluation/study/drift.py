"""Two files of results compared without labels: whether the images, or what the model says of them,
changed.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.metrics import wilson_interval
from xray_desktop.evaluation.subgroups import Estimate
from xray_desktop.messages import Message, message
from xray_desktop.results.row import Row

SIGNIFICANT = 0.05
FEW = 50
"""Predictions below which only large changes can be found."""

PROPERTIES = ("width", "height", "aspect")


@dataclass(frozen=True, eq=False)
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
        probabilities: shape (scored,), 0 to 1.
        reasons: for each reason code of rejected files: one of its messages, and the share of all files.
    """

    name: str
    files: int
    scored: int
    positives: Estimate
    rejected: Estimate
    errors: Estimate
    median: float
    probabilities: npt.NDArray[np.float64]
    reasons: Mapping[str, tuple[Message, Estimate]]


@dataclass(frozen=True)
class PropertyChange:
    """A property of the images before and now.

    Attributes:
        name: one of `PROPERTIES`: width and height in pixels, aspect is width over height.
        before: median; NaN without any.
        now: likewise.
        statistic: Kolmogorov-Smirnov distance of the two distributions, 0 to 1.
        p: its p value.
    """

    name: str
    before: float
    now: float
    statistic: float
    p: float


@dataclass(frozen=True, eq=False)
class Drift:
    """Results of now against those of before.

    Attributes:
        before: the earlier results.
        now: the later ones.
        statistic: two-sample Kolmogorov-Smirnov distance of the probabilities, 0 to 1; NaN without any.
        p: its two-sided p value by the asymptotic distribution; NaN without any.
        same_model: whether both were made by the same model at the same operating point.
        properties: of the images that could be read.
    """

    before: Period
    now: Period
    statistic: float
    p: float
    same_model: bool
    properties: tuple[PropertyChange, ...]

    @property
    def changes(self) -> list[str]:
        """Which of "model", "probabilities", "positives", "rejected", "errors" and `PROPERTIES` changed.

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
        return found + [each.name for each in self.properties if each.p < SIGNIFICANT]

    @property
    def statement(self) -> list[Message]:
        """What changed, in sentences; what limits the comparison comes last."""
        changed = self.changes
        found: list[Message] = []
        for name in ("positives", "rejected", "errors"):
            before, now = getattr(self.before, name), getattr(self.now, name)
            if name in changed:
                code = f"drift_{name}_{'rose' if now[0] > before[0] else 'fell'}"
                found.append(message(code, before=100 * before[0], now=100 * now[0]))
        if "probabilities" in changed:
            medians = {"before": self.before.median, "now": self.now.median}
            found.append(message("drift_probabilities", **medians))
        for each in self.properties:
            if each.name in changed:
                found.append(message(f"drift_{each.name}", before=each.before, now=each.now))
        if not found:
            found.append(message("drift_none"))
        if "model" in changed:
            found.append(message("drift_model"))
        for period in (self.before, self.now):
            if period.scored < FEW:
                found.append(message("drift_few", file=period.name, count=period.scored))
        return found


def drift_of(before: Iterable[Row], now: Iterable[Row], *, before_name: str, now_name: str) -> Drift:
    """Compares the rows of two files of results."""
    first, second = list(before), list(now)
    statistic, p = kolmogorov_smirnov(_probabilities(first), _probabilities(second))
    made_by = [{(row.model, row.operating_point) for row in rows} for rows in (first, second)]
    return Drift(
        _period(before_name, first),
        _period(now_name, second),
        statistic,
        p,
        made_by[0] == made_by[1],
        tuple(_property_change(name, first, second) for name in PROPERTIES),
    )


def folders_of(rows: Iterable[Row]) -> list[str]:
    """The first folders of the rows' paths, in the order of their names: each may be a period."""
    return sorted({row.path.partition("/")[0] for row in rows if "/" in row.path})


def rows_in(rows: Iterable[Row], folder: str) -> list[Row]:
    """The rows below a first folder; all for an empty name."""
    return [row for row in rows if not folder or row.path.startswith(f"{folder}/")]


def kolmogorov_smirnov(first: npt.ArrayLike, second: npt.ArrayLike) -> tuple[float, float]:
    """Two-sample Kolmogorov-Smirnov distance and its asymptotic two-sided p value; NaN when a sample is
    empty.

    The p value is that of Kolmogorov's limit distribution at sqrt(nm / (n + m)) times the distance (N.
    Smirnov, Ann. Math. Stat. 19 (1948), 279-281). It is too large for scores with many ties, hence on the
    safe side.

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
        probabilities,
        _reasons(rows),
    )


def _reasons(rows: list[Row]) -> dict[str, tuple[Message, Estimate]]:
    rejected = [row.reasons[0] for row in rows if row.status == "rejected" and row.reasons]
    counts = Counter(reason.code for reason in rejected)
    words = {reason.code: reason for reason in rejected}
    return {code: (words[code], _share(count, len(rows))) for code, count in counts.most_common()}


def _property_change(name: str, before: list[Row], now: list[Row]) -> PropertyChange:
    first, second = _property(name, before), _property(name, now)
    before_median, now_median = (
        float(np.median(each)) if len(each) else math.nan for each in (first, second)
    )
    return PropertyChange(name, before_median, now_median, *kolmogorov_smirnov(first, second))


def _property(name: str, rows: list[Row]) -> npt.NDArray[np.float64]:
    values = []
    for row in rows:
        if row.width and row.height:
            known = {"width": row.width, "height": row.height, "aspect": row.width / row.height}
            values.append(known[name])
    return np.array(values, np.float64)


def _probabilities(rows: Iterable[Row]) -> npt.NDArray[np.float64]:
    return np.array(
        [row.probability_pneumonia for row in rows if row.probability_pneumonia is not None], float
    )


def _share(part: int, whole: int) -> Estimate:
    return (part / whole if whole else math.nan, *wilson_interval(part, whole))


def _apart(first: Estimate, second: Estimate) -> bool:
    return first[2] < second[1] or second[2] < first[1]
