"""The metadata inside a model file: preprocessing, classes, operating points, gate, training, figures.

The application has no defaults of its own for any of this, and cannot use a model without it.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from xray_desktop.imaging.preprocessing import Preprocessing
from xray_desktop.messages import MessageError

KEY = "xray_desktop"
"""The entry of the ONNX file's `metadata_props` that holds the metadata as JSON."""

SCHEMA = 1


class UnusableModel(MessageError):
    """A model file that cannot be used."""


@dataclass(frozen=True)
class OperatingPoint:
    """A threshold with a name, and its sensitivity and specificity on the validation images.

    Attributes:
        name: "high_sensitivity", "balanced", "high_specificity", …
        threshold: images are classified as PNEUMONIA from this probability on, above 0 and below 1.
        sensitivity: share of the validation images with pneumonia that are classified as PNEUMONIA, 0 to 1,
            then the lower and the upper end of its 95 % confidence interval.
        specificity: share of the normal validation images that are not classified as PNEUMONIA, likewise.
        purpose: one sentence in the words of the model card.
    """

    name: str
    threshold: float
    sensitivity: tuple[float, float, float]
    specificity: tuple[float, float, float]
    purpose: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.threshold < 1:
            raise ValueError(f"the threshold of {self.name} must lie between 0 and 1")
        for figure in (self.sensitivity, self.specificity):
            if len(figure) != 3 or not all(0 <= value <= 1 for value in figure):
                raise ValueError(f"the figures of {self.name} must be three shares from 0 to 1")


@dataclass(frozen=True)
class PresentationGate:
    """Rejects an image that is presented in another way than the training images.

    Attributes:
        names: the presentations in the order of the model's output: "upright", "inverted", …
        limit: the image is rejected from this probability of a presentation other than "upright" on.
    """

    names: tuple[str, ...]
    limit: float

    def __post_init__(self) -> None:
        if not all(isinstance(name, str) for name in self.names):
            raise TypeError("the name of a presentation is not a text")
        _check_limit(self.limit)


@dataclass(frozen=True)
class ViewGate:
    """Rejects an image that is not a frontal chest radiograph, by the model's own output for the view.

    Attributes:
        names: the views in the order of the model's output: "frontal", "lateral", "other".
        limit: the image is rejected when the probability of "frontal" is below this.
    """

    names: tuple[str, ...]
    limit: float

    def __post_init__(self) -> None:
        if not all(isinstance(name, str) for name in self.names) or "frontal" not in self.names:
            raise TypeError("the names of the views are not texts with frontal among them")
        _check_limit(self.limit)


@dataclass(frozen=True)
class Gate:
    """The limits that reject an image which is not a frontal chest radiograph.

    Attributes:
        distance_limit: an image farther than this from the training images, in the network's features, is
            rejected; None without this check.
        distance_unusual: an image farther than this is UNCERTAIN; None without this check.
        presentations: None without this check.
        view: None without this check.
        mirrored_from: an image whose probability of being mirrored reaches this has a note; None without
            this check.
    """

    distance_limit: float | None = None
    distance_unusual: float | None = None
    presentations: PresentationGate | None = None
    view: ViewGate | None = None
    mirrored_from: float | None = None

    def __post_init__(self) -> None:
        for limit in (self.distance_limit, self.distance_unusual, self.mirrored_from):
            if limit is not None:
                _check_limit(limit)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Gate":
        """From plain values, as JSON gives them. Raises TypeError, ValueError or KeyError for bad ones."""
        presentations = values.get("presentations")
        if presentations is not None:
            presentations = PresentationGate(tuple(presentations["names"]), presentations["limit"])
        view = values.get("view")
        if view is not None:
            view = ViewGate(tuple(view["names"]), view["limit"])
        return cls(**{**values, "presentations": presentations, "view": view})


@dataclass(frozen=True)
class ModelMetadata:
    """A model's metadata.

    Attributes:
        name: the model's name.
        version: its version.
        preprocessing: parameters of `prepare`.
        operating_points: by rising threshold; at least one.
        default_operating_point: name of the default one.
        uncertain: images with a probability between these two are UNCERTAIN at the default operating point;
            at the others the band is shifted with the threshold; None when the model has no such band.
        gate: the limits that reject an image which is not a frontal chest radiograph.
        bacterial: figures of the secondary output; empty when the model has none.
        abnormal: figures of the output for any abnormality, among them "threshold", from which a caution is
            given; empty when the model has none.
        training: data, command, seed, revision, date, starting weights.
        figures: figures on validation, for display.
    """

    name: str
    version: str
    preprocessing: Preprocessing
    operating_points: tuple[OperatingPoint, ...]
    default_operating_point: str
    uncertain: tuple[float, float] | None = None
    gate: Gate = field(default_factory=Gate)
    bacterial: Mapping[str, Any] = field(default_factory=dict)
    abnormal: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    positive_class: str = "PNEUMONIA"
    schema: int = SCHEMA

    @property
    def presentations(self) -> tuple[str, ...]:
        """The presentations that the gate distinguishes, in the order of the model's output; empty
        without.
        """
        return self.gate.presentations.names if self.gate.presentations is not None else ()

    @property
    def views(self) -> tuple[str, ...]:
        """The views that the gate distinguishes, in the order of the model's output; empty without."""
        return self.gate.view.names if self.gate.view is not None else ()

    @property
    def caution_threshold(self) -> float | None:
        """Probability of any abnormality from which a caution is given, 0 to 1; None without one."""
        value = self.abnormal.get("threshold")
        return float(value) if isinstance(value, int | float) and 0 < value <= 1 else None

    def operating_point(self, name: str | None = None) -> OperatingPoint:
        """An operating point by name, the default one without a name.

        Raises:
            UnusableModel: the model has none of that name.
        """
        wanted = name or self.default_operating_point
        for point in self.operating_points:
            if point.name == wanted:
                return point
        known = ", ".join(point.name for point in self.operating_points)
        raise UnusableModel("unknown_operating_point", point=wanted, known=known)

    def to_json(self) -> str:
        """The metadata as it is written into the model file."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "ModelMetadata":
        """Reads what `to_json` wrote.

        Raises:
            UnusableModel: the text is not such metadata, or of a schema that this version does not know.
        """
        try:
            values = json.loads(text)
            if values["schema"] != SCHEMA:
                raise UnusableModel("model_metadata_schema", schema=str(values["schema"]), supported=SCHEMA)
            values["preprocessing"] = Preprocessing.from_dict(values["preprocessing"])
            values["operating_points"] = tuple(_operating_point(item) for item in values["operating_points"])
            values["gate"] = Gate.from_dict(values.get("gate", {}))
            if values.get("uncertain") is not None:
                low, high = values["uncertain"]
                values["uncertain"] = (float(low), float(high))
            metadata = cls(**values)
            _check(metadata)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise UnusableModel("model_metadata_damaged", problem=str(error)) from error
        if metadata.positive_class != "PNEUMONIA":
            raise UnusableModel("model_positive_class", positive_class=metadata.positive_class)
        metadata.operating_point()
        return metadata


def _check(metadata: ModelMetadata) -> None:
    """Raises ValueError or TypeError for what would otherwise fail, or mislead, when an image is
    classified.
    """
    for name in ("name", "version", "default_operating_point", "positive_class"):
        if not isinstance(getattr(metadata, name), str):
            raise TypeError(f"{name} is not a text")
    for name in ("bacterial", "abnormal", "training", "figures"):
        if not isinstance(getattr(metadata, name), dict):
            raise TypeError(f"{name} is not a table")
    if metadata.uncertain is not None and not 0 <= metadata.uncertain[0] <= metadata.uncertain[1] <= 1:
        raise ValueError("the uncertain band must rise within 0 to 1")


def _check_limit(limit: Any) -> None:
    if not isinstance(limit, int | float) or not math.isfinite(limit):
        raise ValueError("a limit of the gate is not a number")


def _operating_point(values: dict[str, Any]) -> OperatingPoint:
    point = OperatingPoint(
        name=str(values["name"]),
        threshold=float(values["threshold"]),
        sensitivity=_figure(values["sensitivity"]),
        specificity=_figure(values["specificity"]),
        purpose=str(values.get("purpose", "")),
    )
    if not math.isfinite(point.threshold):
        raise ValueError("a threshold is not a number")
    return point


def _figure(values: Any) -> tuple[float, float, float]:
    value, low, high = (float(item) for item in values)
    return value, low, high
