"""From the network's raw outputs to a prediction: gate, uncertainty, operating point."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from xray_desktop.inference.metadata import Gate, ModelMetadata, OperatingPoint
from xray_desktop.inference.prediction import PredictedClass, Prediction
from xray_desktop.messages import Message, message

UNUSUAL_IMAGE = "unusual_image"
NEAR_THRESHOLD = "near_threshold"
NOT_FRONTAL_CHEST = "not_frontal_chest"
LATERAL_CHEST = "lateral_chest"
NO_PROBABILITY = "no_probability"
WRONG_PRESENTATIONS = ("inverted", "upside_down", "sideways")
"""The presentations, of those that the gate distinguishes, for which an image is rejected; the reason codes."""

_SMALLEST = 1e-6


@dataclass(frozen=True, eq=False)
class ModelOutput:
    """The network's outputs for one image, before any threshold.

    Attributes:
        probability: calibrated probability of PNEUMONIA, 0 to 1.
        bacterial: probability of bacterial given pneumonia, 0 to 1; None when the model has no such output.
        cam: float32 (rows, columns), contributions to the logit; None when the model has no such output.
        distance: distance from the training images in feature space; None when the model has no such output.
        presentation: probability of each presentation that the gate distinguishes ("upright", "inverted", …);
            empty when the model has no such output.
        abnormal: calibrated probability of any abnormality, 0 to 1; None when the model has no such output.
        view: probability of each view that the gate distinguishes ("frontal", "lateral", "other"); empty when the
            model has no such output.
        seconds: the network's time for this image.
    """

    probability: float
    bacterial: float | None = None
    cam: npt.NDArray[np.float32] | None = None
    distance: float | None = None
    presentation: Mapping[str, float] = field(default_factory=dict)
    abnormal: float | None = None
    view: Mapping[str, float] = field(default_factory=dict)
    seconds: float = 0.0


def decide(
    output: ModelOutput,
    metadata: ModelMetadata,
    point: OperatingPoint,
    *,
    model: str,
    exclusion_reasons: tuple[Message, ...] = (),
) -> Prediction:
    """The prediction at an operating point.

    Args:
        model: name, version and short SHA-256, to be kept with the prediction.
        exclusion_reasons: `Radiograph.exclusion_reasons`; with any, the image is rejected.
    """
    reasons = exclusion_reasons or _gate_reasons(output, metadata.gate)
    if reasons:
        return Prediction(
            predicted_class=None,
            probability=None,
            threshold=point.threshold,
            operating_point=point.name,
            model=model,
            reasons=reasons,
            distance=output.distance,
            seconds=output.seconds,
        )
    probability = float(np.clip(output.probability, _SMALLEST, 1 - _SMALLEST))
    unusual_from = metadata.gate.distance_unusual
    unusual = output.distance is not None and unusual_from is not None and output.distance > unusual_from
    predicted_class, reasons = classify_probability(probability, metadata, point, unusual=unusual)
    return Prediction(
        predicted_class=predicted_class,
        probability=probability,
        threshold=point.threshold,
        operating_point=point.name,
        model=model,
        reasons=reasons,
        bacterial=_valid_share(output.bacterial) if predicted_class is PredictedClass.PNEUMONIA else None,
        probability_abnormal=_valid_share(output.abnormal),
        cam=_finite(output.cam),
        distance=output.distance,
        seconds=output.seconds,
    )


def classify_probability(
    probability: float, metadata: ModelMetadata, point: OperatingPoint, *, unusual: bool = False
) -> tuple[PredictedClass, tuple[Message, ...]]:
    """The predicted class of an image that is not rejected, and why it is UNCERTAIN (empty when it is not).

    Args:
        probability: calibrated, above 0 and below 1.
        unusual: whether the image differs too much from the training images for NORMAL or PNEUMONIA. That
            holds at every operating point, and therefore precedes what depends on the threshold.
    """
    if unusual:
        return PredictedClass.UNCERTAIN, (message(UNUSUAL_IMAGE),)
    if metadata.uncertain is not None:
        shift = logit(point.threshold) - logit(metadata.operating_point().threshold)
        low, high = (_sigmoid(logit(edge) + shift) for edge in metadata.uncertain)
        if low < probability < high:
            return PredictedClass.UNCERTAIN, (message(NEAR_THRESHOLD),)
    return (PredictedClass.PNEUMONIA if probability >= point.threshold else PredictedClass.NORMAL), ()


def logit(probability: npt.ArrayLike, *, smallest: float = _SMALLEST) -> npt.NDArray[np.float64]:
    """log(p / (1 - p)) of probabilities of any shape, 0 to 1, clipped to `smallest` … 1 - `smallest`."""
    p = np.clip(np.asarray(probability, dtype=np.float64), smallest, 1 - smallest)
    return np.asarray(np.log(p / (1 - p)))


def _sigmoid(value: npt.NDArray[np.float64]) -> float:
    return float(1 / (1 + np.exp(-value)))


def _finite(cam: npt.NDArray[np.float32] | None) -> npt.NDArray[np.float32] | None:
    return cam if cam is not None and np.isfinite(cam).all() else None


def _valid_share(value: float | None) -> float | None:
    """A share from 0 to 1, or None when the model gave something else."""
    return value if value is not None and 0 <= value <= 1 else None


def _gate_reasons(output: ModelOutput, gate: Gate) -> tuple[Message, ...]:
    values = (output.probability, output.distance, *output.presentation.values(), *output.view.values())
    if not 0 <= output.probability <= 1 or not all(value is None or np.isfinite(value) for value in values):
        return (message(NO_PROBABILITY),)
    if output.view and gate.view is not None and output.view["frontal"] < gate.view.limit:
        lateral = (
            max(output.view, key=lambda name: 0.0 if name == "frontal" else output.view[name]) == "lateral"
        )
        return (message(LATERAL_CHEST if lateral else NOT_FRONTAL_CHEST),)
    if output.presentation and gate.presentations is not None:
        likeliest, share = max(output.presentation.items(), key=lambda item: item[1])
        if likeliest in WRONG_PRESENTATIONS and share >= gate.presentations.limit:
            return (message(likeliest),)
    limit = gate.distance_limit
    if output.distance is not None and limit is not None and output.distance > limit:
        return (message(NOT_FRONTAL_CHEST),)
    return ()
