"""How far two raters of the same images agree: confusion matrix and Cohen's kappa."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from xray_desktop.inference.prediction import PredictedClass


@dataclass(frozen=True)
class Confusion:
    """Images by what is held true (first word) and what the model calls (second); PNEUMONIA is positive.

    Attributes:
        true_positive: pneumonia, called PNEUMONIA.
        false_negative: pneumonia, called NORMAL.
        false_positive: normal, called PNEUMONIA.
        true_negative: normal, called NORMAL.
        uncertain: images that the model called UNCERTAIN; in none of the four cells.
        not_assessed: images without a prediction; in none of the four cells.
    """

    true_positive: int = 0
    false_negative: int = 0
    false_positive: int = 0
    true_negative: int = 0
    uncertain: int = 0
    rejection: int = 0

    @property
    def called(self) -> int:
        """Images in the four cells."""
        return self.true_positive + self.false_negative + self.false_positive + self.true_negative

    @property
    def accuracy(self) -> float:
        """Share of right calls; nan without any."""
        return _share(self.true_positive + self.true_negative, self.called)

    @property
    def sensitivity(self) -> float:
        """Share of the pneumonias called PNEUMONIA (recall); nan without any."""
        return _share(self.true_positive, self.true_positive + self.false_negative)

    @property
    def specificity(self) -> float:
        """Share of the normals called NORMAL; nan without any."""
        return _share(self.true_negative, self.true_negative + self.false_positive)

    @property
    def precision(self) -> float:
        """Share of pneumonias among the images called PNEUMONIA; nan without any."""
        return _share(self.true_positive, self.true_positive + self.false_positive)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and sensitivity; nan when neither is defined."""
        return _share(
            2 * self.true_positive, 2 * self.true_positive + self.false_positive + self.false_negative
        )

    @property
    def kappa(self) -> float:
        """Cohen's kappa: agreement beyond chance, at most 1; nan when it is not defined.

        J. Cohen, "A coefficient of agreement for nominal scales", Educ. Psychol. Meas. 20 (1960), 37-46.
        """
        expected = self._expected_agreement
        return _share(self.accuracy - expected, 1 - expected) if self.called else math.nan

    @property
    def kappa_interval(self) -> tuple[float, float]:
        """Approximate 95 % interval of kappa, by the large-sample standard error that Cohen gives (1960)."""
        kappa, expected = self.kappa, self._expected_agreement
        if math.isnan(kappa):
            return math.nan, math.nan
        error = math.sqrt(self.accuracy * (1 - self.accuracy) / self.called) / (1 - expected)
        return max(-1.0, kappa - 1.96 * error), min(1.0, kappa + 1.96 * error)

    @property
    def _expected_agreement(self) -> float:
        positive = (self.true_positive + self.false_negative) * (self.true_positive + self.false_positive)
        negative = (self.true_negative + self.false_positive) * (self.true_negative + self.false_negative)
        return _share(positive + negative, self.called**2)


def confusion(pairs: Iterable[tuple[PredictedClass, PredictedClass | None]]) -> Confusion:
    """Counts pairs of what is held true (NORMAL, PNEUMONIA) and the prediction (None: not assessed)."""
    counts = dict.fromkeys(Confusion.__dataclass_fields__, 0)
    for truth, predicted_class in pairs:
        counts[cell(truth, predicted_class)] += 1
    return Confusion(**counts)


def cell(truth: PredictedClass, predicted_class: PredictedClass | None) -> str:
    """The name of the confusion matrix's cell that an image belongs to."""
    if predicted_class is None:
        return "rejection"
    if predicted_class is PredictedClass.UNCERTAIN:
        return "uncertain"
    if truth is PredictedClass.PNEUMONIA:
        return "true_positive" if predicted_class is PredictedClass.PNEUMONIA else "false_negative"
    return "false_positive" if predicted_class is PredictedClass.PNEUMONIA else "true_negative"


def wilson_interval(part: int, whole: int) -> tuple[float, float]:
    """95 % interval of a share, by Wilson (J. Am. Stat. Assoc. 22, 1927, 209-212); nan without images."""
    if not whole:
        return math.nan, math.nan
    z2 = 1.96**2
    share = part / whole
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = 1.96 / (1 + z2 / whole) * math.sqrt(share * (1 - share) / whole + z2 / (4 * whole**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
