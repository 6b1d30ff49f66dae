"""What a model file says of itself: preprocessing, classes, operating points, gate, training, figures.

The application has no defaults of its own for any of this, and refuses a model without it.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from xray_desktop.imaging.preprocessing import Preprocessing

KEY = "xray_desktop"
"""The entry of the ONNX file's `metadata_props` that holds the metadata as JSON."""

SCHEMA = 1


class UnusableModel(Exception):
    """A model file that cannot be used, in one sentence for the user."""


@dataclass(frozen=True)
class OperatingPoint:
    """A threshold with a name, and what it costs on the validation images.

    Attributes:
        name: "high sensitivity", "balanced", "high specificity", …
        threshold: PNEUMONIA is called from this probability on, above 0 and below 1.
        sensitivity: share of validation pneumonia called PNEUMONIA, with its 95 % interval's ends.
        specificity: share of validation normals not called PNEUMONIA, with its 95 % interval's ends.
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
class ModelMetadata:
    """A model's metadata.

    Attributes:
        name: the model's name.
        version: its version.
        preprocessing: parameters of `prepare`.
        operating_points: by rising threshold; at least one.
        default_operating_point: name of the one to begin with.
        uncertain: probabilities between these two are called UNCERTAIN at the default operating point, and
            shifted with the threshold at the others; None when the model has no such band.
        gate: parameters of the gate against what is no frontal chest radiograph; empty without one.
        bacterial: figures of the secondary output; empty when the model has none.
        training: data, command, seed, revision, date, starting weights.
        figures: figures on validation, for display.
    """

    name: str
    version: str
    preprocessing: Preprocessing
    operating_points: tuple[OperatingPoint, ...]
    default_operating_point: str
    uncertain: tuple[float, float] | None = None
    gate: Mapping[str, Any] = field(default_factory=dict)
    bacterial: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    positive_class: str = "PNEUMONIA"
    schema: int = SCHEMA

    @property
    def presentations(self) -> tuple[str, ...]:
        """The presentations that the gate tells apart, in the order of the model's output; empty without."""
        return tuple(self.gate.get("presentations", {}).get("names", ()))

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
        raise UnusableModel(f"The model has no operating point “{wanted}”. Choose one of: {known}.")

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
                raise UnusableModel(
                    f"The model's metadata follows schema {values['schema']}, and this version reads schema "
                    f"{SCHEMA}. Export the model again with the training package of this version."
                )
            values["preprocessing"] = Preprocessing.from_dict(values["preprocessing"])
            values["operating_points"] = tuple(_operating_point(item) for item in values["operating_points"])
            if values.get("uncertain") is not None:
                low, high = values["uncertain"]
                values["uncertain"] = (float(low), float(high))
            metadata = cls(**values)
            _check(metadata)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise UnusableModel(
                f"The model's metadata is damaged ({error}). Use the model as released."
            ) from error
        if metadata.positive_class != "PNEUMONIA":
            raise UnusableModel(
                f"The model's positive class is {metadata.positive_class}, not PNEUMONIA. "
                "Export it with the training package."
            )
        metadata.operating_point()
        return metadata


def _check(metadata: ModelMetadata) -> None:
    """Raises ValueError or TypeError for what would only fail, or lie, when an image is classified."""
    for name in ("name", "version", "default_operating_point", "positive_class"):
        if not isinstance(getattr(metadata, name), str):
            raise TypeError(f"{name} is no text")
    for name in ("gate", "bacterial", "training", "figures"):
        if not isinstance(getattr(metadata, name), dict):
            raise TypeError(f"{name} is no table")
    if metadata.uncertain is not None and not 0 <= metadata.uncertain[0] <= metadata.uncertain[1] <= 1:
        raise ValueError("the uncertain band must rise within 0 to 1")
    limits = [metadata.gate[name] for name in ("distance_limit", "distance_unusual") if name in metadata.gate]
    if "presentations" in metadata.gate:
        limits.append(metadata.gate["presentations"]["limit"])
        if not all(isinstance(name, str) for name in metadata.gate["presentations"]["names"]):
            raise TypeError("the name of a presentation is no text")
    if not all(isinstance(limit, int | float) and math.isfinite(limit) for limit in limits):
        raise ValueError("a limit of the gate is no number")


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
