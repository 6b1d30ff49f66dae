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
AGE_DIFFERS_ADULT = "age_differs_adult"
AGE_DIFFERS_CHILD = "age_differs_child"
MIRRORED = "mirrored"
NOTES = frozenset({AGE_DIFFERS_ADULT, AGE_DIFFERS_CHILD, MIRRORED})
"""The reasons that accompany a prediction of any class and change none."""

WRONG_PRESENTATIONS = ("inverted", "upside_down", "sideways")
"""The presentations, of those that the gate distinguishes, for which an image is rejected; the reason
codes.
"""

ADULT_FROM = 16
"""Years of age from which the file states an adult."""

CHILD_BELOW = 12
"""Years of age below which the file states a child; in between the model's estimate may be either."""

_SURE_OF_ADULT, _SURE_OF_CHILD = 0.1, 0.9
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
        view: probability of each view that the gate distinguishes ("frontal", "lateral", "other"); empty when
            the model has no such output.
        child: probability that the image shows a child, 0 to 1, by which the model mixes its weights for
            children and for adults; None when the model has no such output.
        mirrored: probability that left and right are exchanged, 0 to 1; None when the model has no such
            output.
        seconds: the network's time for this image.
    """

    probability: float
    bacterial: float | None = None
    cam: npt.NDArray[np.float32] | None = None
    distance: float | None = None
    presentation: Mapping[str, float] = field(default_factory=dict)
    abnormal: float | None = None
    view: Mapping[str, float] = field(default_factory=dict)
    child: float | None = None
    mirrored: float | None = None
    seconds: float = 0.0


def decide(
    output: ModelOutput,
    metadata: ModelMetadata,
    point: OperatingPoint,
    *,
    model: str,
    exclusion_reasons: tuple[Message, ...] = (),
    age: int | None = None,
) -> Prediction:
    """The prediction at an operating point.

    Args:
        model: name, version and short SHA-256, to be kept with the prediction.
        exclusion_reasons: `Radiograph.exclusion_reasons`; with any, the image is rejected.
        age: `Radiograph.age`; where the model takes an adult for a child, or the reverse, the prediction has
            a note that says so.
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
    abnormal, child = _valid_share(output.abnormal), _valid_share(output.child)
    caution_from = metadata.caution_threshold
    return Prediction(
        predicted_class=predicted_class,
        probability=probability,
        threshold=point.threshold,
        operating_point=point.name,
        model=model,
        reasons=(*reasons, *_age_note(child, age), *_mirror_note(output.mirrored, metadata.gate)),
        bacterial=_valid_share(output.bacterial) if predicted_class is PredictedClass.PNEUMONIA else None,
        probability_abnormal=abnormal,
        other_abnormality=predicted_class is PredictedClass.NORMAL
        and abnormal is not None
        and caution_from is not None
        and abnormal >= caution_from,
        probability_child=child,
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


def _age_note(child: float | None, age: int | None) -> tuple[Message, ...]:
    """A note when the age in the file contradicts what the model is sure of; nothing otherwise."""
    if child is None or age is None:
        return ()
    if age >= ADULT_FROM and child >= _SURE_OF_CHILD:
        return (message(AGE_DIFFERS_ADULT),)
    if age < CHILD_BELOW and child <= _SURE_OF_ADULT:
        return (message(AGE_DIFFERS_CHILD),)
    return ()


def _mirror_note(mirrored: float | None, gate: Gate) -> tuple[Message, ...]:
    """A note when the heart seems to lie on the wrong side; nothing otherwise."""
    if mirrored is None or gate.mirrored_from is None or not mirrored >= gate.mirrored_from:
        return ()
    return (message(MIRRORED),)


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
