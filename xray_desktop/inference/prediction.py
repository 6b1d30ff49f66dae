"""What the model says of one radiograph."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt


class PredictedClass(StrEnum):
    """The call at an operating point. UNCERTAIN is a result of its own: neither call would be honest."""

    NORMAL = "NORMAL"
    PNEUMONIA = "PNEUMONIA"
    UNCERTAIN = "UNCERTAIN"


@dataclass(frozen=True, eq=False)
class Prediction:
    """What the model says of one radiograph; immutable, so that it can cross threads.

    Attributes:
        prediction: the call, or None when the image was not assessed.
        probability: calibrated probability of PNEUMONIA, above 0 and below 1; None when not assessed.
        threshold: probability from which the operating point calls PNEUMONIA.
        operating_point: its name, for instance "balanced".
        not_assessed: why there is no prediction, a sentence for the user; empty when there is one.
        uncertain: why the prediction is UNCERTAIN, a sentence for the user; empty when it is not.
        bacterial: probability that a pneumonia is bacterial and not viral, 0 to 1; None when the model does
            not say or the prediction is not PNEUMONIA.
        influence: class-activation map, float32 (rows, columns) over the whole image: how much each place adds
            to (above 0) or takes from (below 0) the logit of PNEUMONIA; None when the model gives none.
        distance: distance of the image from the training images in the network's features; None without a gate.
        seconds: time that the network took.
        model: name, version and short SHA-256 of the model.
    """

    predicted_class: PredictedClass | None
    probability: float | None
    threshold: float
    operating_point: str
    model: str
    rejection: str = ""
    uncertain: str = ""
    bacterial: float | None = None
    cam: npt.NDArray[np.float32] | None = None
    distance: float | None = None
    seconds: float = 0.0

    @property
    def assessed(self) -> bool:
        """Whether there is a prediction."""
        return self.predicted_class is not None


def probability_in_words(probability: float) -> str:
    """A probability for people to read: two decimals, and never a certainty that no model has."""
    if probability < 0.01:
        return "< 0.01"
    if probability > 0.99:
        return "> 0.99"
    return f"{probability:.2f}"
