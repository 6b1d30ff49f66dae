"""The cases of a study: rows of results whose class is known, as arrays."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.labels import LabelledImage, MatchedLabels
from xray_desktop.messages import MessageError
from xray_desktop.results.row import Row

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class UnusableStudy(MessageError):
    """Results that cannot be evaluated, or a study that cannot be written."""


@dataclass(frozen=True)
class Case:
    """An image whose class is known, and its result."""

    row: Row
    image: LabelledImage


@dataclass(frozen=True)
class Cases:
    """The labelled images of one model at one operating point.

    Attributes:
        all: every labelled image, those without a probability included.
        model: name, version and short SHA-256 of the model.
        operating_point: its name.
        threshold: an image is positive from this probability on.
    """

    all: tuple[Case, ...]
    model: str
    operating_point: str
    threshold: float

    def at(self, threshold: float, operating_point: str) -> "Cases":
        """The same images at another threshold; what was computed of them is kept."""
        moved = replace(self, threshold=threshold, operating_point=operating_point)
        for name in ("scored", "positive", "probabilities", "patient_index", "flow", "columns"):
            if name in self.__dict__:
                moved.__dict__[name] = self.__dict__[name]
        return moved

    @cached_property
    def scored(self) -> tuple[Case, ...]:
        """The cases with a probability: all measures are computed from these, the n below."""
        return tuple(case for case in self.all if case.row.probability_pneumonia is not None)

    @cached_property
    def positive(self) -> Bools:
        """Whether each scored image shows pneumonia, shape (n,)."""
        return np.array([case.image.positive for case in self.scored], dtype=bool)

    @cached_property
    def probabilities(self) -> Floats:
        """Probability of pneumonia, shape (n,), 0 to 1."""
        return np.array([case.row.probability_pneumonia for case in self.scored], dtype=np.float64)

    @cached_property
    def called(self) -> Bools:
        """Whether each scored image reaches the threshold, shape (n,); UNCERTAIN ones count too."""
        return self.probabilities >= self.threshold

    @cached_property
    def patient_index(self) -> npt.NDArray[np.intp]:
        """The patient of each scored image as a number from 0, in order of appearance, shape (n,)."""
        return np.array(patient_numbers(self.scored), dtype=np.intp) - 1

    @cached_property
    def flow(self) -> dict[str, tuple[int, int]]:
        """Images by outcome: those with pneumonia and the normal ones. The keys are in order of display."""
        counts = Counter((_outcome(case.row), case.image.positive) for case in self.all)
        return {name: (counts[name, True], counts[name, False]) for name in OUTCOMES}

    @cached_property
    def columns(self) -> list[str]:
        """The columns of the label table that may be subgroups, in its order."""
        return list(dict.fromkeys(column for case in self.all for column in case.image.groups))


OUTCOMES = ("PNEUMONIA", "NORMAL", "UNCERTAIN", "rejected", "error")


def cases_of(rows: Iterable[Row], labels: MatchedLabels) -> Cases:
    """The cases of a study.

    Raises:
        UnusableStudy: the rows are of several models or operating points, or none has a probability.
    """
    cases = tuple(Case(row, labels.images[row.path]) for row in rows if row.path in labels.images)
    scored = [case.row for case in cases if case.row.probability_pneumonia is not None]
    if not scored:
        raise UnusableStudy("study_no_probability")
    if len(models := sorted({row.model for row in scored})) > 1:
        raise UnusableStudy("study_several_models", models="; ".join(models))
    if len(points := sorted({row.operating_point for row in scored})) > 1:
        raise UnusableStudy("study_several_points", points=", ".join(points))
    thresholds = {row.threshold for row in scored}
    threshold = next(iter(thresholds))
    if len(thresholds) > 1 or threshold is None:
        raise UnusableStudy("study_several_points", points=", ".join(sorted(map(str, thresholds))))
    return Cases(cases, models[0], points[0], threshold)


def patient_numbers(cases: Sequence[Case]) -> list[int]:
    """A number from 1 for the patient of each case, in order of appearance, in the place of the
    identifier.
    """
    numbers: dict[str, int] = {}
    return [numbers.setdefault(_patient(case), len(numbers) + 1) for case in cases]


def _patient(case: Case) -> str:
    return f"patient {case.image.patient}" if case.image.patient else f"image {case.row.path}"


def _outcome(row: Row) -> str:
    return row.prediction if row.status == "ok" else row.status
