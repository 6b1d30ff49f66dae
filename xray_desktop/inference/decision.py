"""From the network's raw outputs to a prediction: gate, uncertainty, operating point."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.inference.metadata import ModelMetadata, OperatingPoint
from xray_desktop.inference.prediction import PredictedClass, Prediction


@dataclass(frozen=True, eq=False)
class ModelOutput:
    """The network's outputs for one image, before any threshold.

    Attributes:
        probability: calibrated probability of PNEUMONIA, 0 to 1.
        bacterial: probability of bacterial given pneumonia, 0 to 1; None when the model has no such output.
        influence: float32 (rows, columns), additions to the logit; None when the model has no such output.
        distance: distance from the training images in feature space; None when the model has no such output.
        orientation: probability of each presentation that the gate tells apart ("upright", "inverted", …).
        seconds: the network's time for this image.
    """

    probability: float
    bacterial: float | None = None
    cam: npt.NDArray[np.float32] | None = None
    distance: float | None = None
    orientation: dict[str, float] | None = None
    seconds: float = 0.0


def decide(
    score: ModelOutput,
    metadata: ModelMetadata,
    point: OperatingPoint,
    *,
    model: str,
    exclusion_reason: str = "",
) -> Prediction:
    """The prediction at an operating point.

    Args:
        model: name, version and short SHA-256, to be kept with the prediction.
        not_assessable: a reason that the radiograph itself brings (`Radiograph.exclusion_reason`).
    """

    def refused(reason: str) -> Prediction:
        return Prediction(
            predicted_class=None,
            probability=None,
            threshold=point.threshold,
            operating_point=point.name,
            model=model,
            rejection=reason,
            distance=score.distance,
            seconds=score.seconds,
        )

    if exclusion_reason:
        return refused(exclusion_reason)
    known = (score.probability, score.distance, *(score.orientation or {}).values())
    if not 0 <= score.probability <= 1 or not all(value is None or np.isfinite(value) for value in known):
        return refused("The model gave no probability for this image.")
    if reason := _gate(score, metadata):
        return refused(reason)
    probability = float(np.clip(score.probability, 1e-6, 1 - 1e-6))
    unusual_from = metadata.gate.get("distance_unusual")
    unusual = score.distance is not None and unusual_from is not None and score.distance > unusual_from
    predicted_class, uncertain = call(probability, metadata, point, unusual=unusual)
    return Prediction(
        predicted_class=predicted_class,
        probability=probability,
        threshold=point.threshold,
        operating_point=point.name,
        model=model,
        uncertain=uncertain,
        bacterial=_share(score.bacterial) if predicted_class is PredictedClass.PNEUMONIA else None,
        cam=_finite(score.cam),
        distance=score.distance,
        seconds=score.seconds,
    )


UNUSUAL = "The image differs from those that the model was trained on."
_BORDERLINE = "The probability lies too close to the threshold for a call."


def call(
    probability: float, metadata: ModelMetadata, point: OperatingPoint, *, unusual: bool = False
) -> tuple[PredictedClass, str]:
    """The call for an image that can be assessed, and why it is UNCERTAIN, a sentence; empty when it is not.

    Args:
        probability: calibrated, above 0 and below 1.
        unusual: whether the image differs so much from the training images that no call is made. That holds at
            every operating point, and is therefore said before what holds at this one.
    """
    if unusual:
        return PredictedClass.UNCERTAIN, UNUSUAL
    if metadata.uncertain is not None:
        default = metadata.operating_point().threshold
        low, high = (_shifted(edge, default, point.threshold) for edge in metadata.uncertain)
        if low < probability < high:
            return PredictedClass.UNCERTAIN, _BORDERLINE
    return (PredictedClass.PNEUMONIA if probability >= point.threshold else PredictedClass.NORMAL), ""


def _finite(cam: npt.NDArray[np.float32] | None) -> npt.NDArray[np.float32] | None:
    return cam if cam is not None and np.isfinite(cam).all() else None


def _share(value: float | None) -> float | None:
    """A share from 0 to 1, or None when the model gave something else."""
    return value if value is not None and 0 <= value <= 1 else None


_PRESENTATIONS = {
    "inverted": "The image looks inverted (black and white exchanged). Correct the file and open it again.",
    "upside_down": "The image looks upside down. Turn it in the file and open it again.",
    "sideways": "The image looks rotated by a quarter turn. Turn it in the file and open it again.",
}


def _gate(score: ModelOutput, metadata: ModelMetadata) -> str:
    gate = metadata.gate
    presentations = gate.get("presentations")
    if score.orientation and presentations:
        likeliest = max(
            score.orientation, key=lambda name: score.orientation[name] if score.orientation else 0
        )
        if likeliest in _PRESENTATIONS and score.orientation[likeliest] >= presentations["limit"]:
            return _PRESENTATIONS[likeliest]
    limit = gate.get("distance_limit")
    if score.distance is not None and limit is not None and not score.distance <= limit:
        return "This does not look like a frontal chest radiograph."
    return ""


def _shifted(edge: float, default: float, threshold: float) -> float:
    """Moves an edge of the band as far, in logits, as the threshold has moved from the default one."""

    def logit(p: float) -> float:
        return float(np.log(p / (1 - p)))

    edge = min(max(edge, 1e-6), 1 - 1e-6)
    return float(1 / (1 + np.exp(-(logit(edge) - logit(default) + logit(threshold)))))
