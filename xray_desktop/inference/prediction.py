"""The result for one radiograph."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from xray_desktop.messages import Message


class PredictedClass(StrEnum):
    """The predicted class at an operating point.

    UNCERTAIN is a result of its own: the probability is too close to the threshold, or the image differs too
    much from the training images.
    """

    NORMAL = "NORMAL"
    PNEUMONIA = "PNEUMONIA"
    UNCERTAIN = "UNCERTAIN"


@dataclass(frozen=True, eq=False)
class Prediction:
    """The model's result for one radiograph; immutable, so that it can cross threads.

    Attributes:
        predicted_class: None when the image was rejected.
        probability: calibrated probability of PNEUMONIA, above 0 and below 1; None when rejected.
        threshold: probability from which the operating point predicts PNEUMONIA.
        operating_point: its name, for instance "balanced".
        model: name, version and short SHA-256 of the model.
        reasons: why the image was rejected, or why the predicted class is UNCERTAIN; after that, notes that
            make the prediction less reliable without changing it (`decision.NOTES`); empty without any.
        bacterial: probability that a pneumonia is bacterial and not viral, 0 to 1; None when the model does
            not say or the predicted class is not PNEUMONIA.
        probability_abnormal: calibrated probability of any abnormality, pneumonia or another; 0 to 1; None
            when rejected or when the model does not say.
        other_abnormality: whether no pneumonia is suggested and yet `probability_abnormal` reaches the
            model's threshold for a caution.
        probability_child: the model's estimate that the image shows a child, 0 to 1; None when rejected or
            when the model does not say.
        cam: class-activation map, float32 (rows, columns) over the whole image: how much each part adds to
            (above 0) or subtracts from (below 0) the logit of PNEUMONIA; None when the model has no such
            output.
        distance: distance of the image from the training images in the network's features; None without a
            gate.
        seconds: time that the network took.
    """

    predicted_class: PredictedClass | None
    probability: float | None
    threshold: float
    operating_point: str
    model: str
    reasons: tuple[Message, ...] = ()
    bacterial: float | None = None
    probability_abnormal: float | None = None
    other_abnormality: bool = False
    probability_child: float | None = None
    cam: npt.NDArray[np.float32] | None = None
    distance: float | None = None
    seconds: float = 0.0

    @property
    def rejected(self) -> bool:
        """Whether there is no predicted class."""
        return self.predicted_class is None

    @property
    def reason(self) -> str:
        """The code of the first reason; empty without one."""
        return self.reasons[0].code if self.reasons else ""


def probability_in_words(probability: float) -> str:
    """A probability for people to read: two decimals, and never 0 or 1."""
    if probability < 0.01:
        return "< 0.01"
    if probability > 0.99:
        return "> 0.99"
    return f"{probability:.2f}"
