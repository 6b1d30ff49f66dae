"""What a reader draws on an image: measurements and annotations as plain data, and their form in JSON."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Point = tuple[float, float]
"""x and y in the file's own pixels."""

LONGEST_TEXT = 2000
MOST_POINTS = 5000


class Kind(StrEnum):
    """The kinds of annotations; the values are the names in files."""

    LENGTH = "length"
    ANGLE = "angle"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    PROFILE = "profile"
    CARDIOTHORACIC = "cardiothoracic_ratio"
    ARROW = "arrow"
    TEXT = "text"
    FREEHAND = "freehand"

    @property
    def measures(self) -> bool:
        """Whether it gives figures."""
        return self not in (Kind.ARROW, Kind.TEXT, Kind.FREEHAND)

    @property
    def points(self) -> int | None:
        """How many points it has; None for any number from two."""
        return _POINTS.get(self)


_POINTS = {
    Kind.LENGTH: 2,
    Kind.ANGLE: 3,
    Kind.RECTANGLE: 2,
    Kind.ELLIPSE: 2,
    Kind.PROFILE: 2,
    Kind.CARDIOTHORACIC: 4,
    Kind.ARROW: 2,
    Kind.TEXT: 1,
}


@dataclass(frozen=True)
class Annotation:
    """One measurement or annotation on one frame.

    Attributes:
        kind: what it is.
        points: the ends of a line; end, vertex and end of an angle; two opposite corners of a rectangle or of
            the rectangle around an ellipse; the heart's right and left border, then the inner thorax's; tail
            and head of an arrow; the place of a text; the course of a freehand line.
        text: what a text says.
        frame: the frame of the file that it is on, from 0.
    """

    kind: Kind
    points: tuple[Point, ...]
    text: str = ""
    frame: int = 0

    def __post_init__(self) -> None:
        wanted = self.kind.points
        if len(self.points) != wanted if wanted else not 2 <= len(self.points) <= MOST_POINTS:
            raise ValueError(f"{self.kind} with {len(self.points)} points")
        if not all(math.isfinite(number) and abs(number) < 1e7 for point in self.points for number in point):
            raise ValueError(f"{self.kind} at no place of an image")
        if len(self.text) > LONGEST_TEXT or self.frame < 0 or (self.kind is Kind.TEXT and not self.text):
            raise ValueError(f"{self.kind} with a text or frame that cannot be")

    def touches(self, width: int, height: int) -> bool:
        """Whether the rectangle around it touches an image of that size."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return max(xs) >= 0 and min(xs) <= width and max(ys) >= 0 and min(ys) <= height


def as_values(annotation: Annotation) -> dict[str, Any]:
    """The annotation as values for JSON; places to a hundredth of a pixel."""
    values: dict[str, Any] = {
        "kind": annotation.kind.value,
        "points": [[round(x, 2), round(y, 2)] for x, y in annotation.points],
    }
    if annotation.text:
        values["text"] = annotation.text
    if annotation.frame:
        values["frame"] = annotation.frame
    return values


def from_values(values: Mapping[str, Any]) -> Annotation:
    """The annotation of values from JSON. Raises KeyError, TypeError or ValueError for any others."""
    text, frame = values.get("text", ""), values.get("frame", 0)
    if not isinstance(text, str) or not isinstance(frame, int):
        raise TypeError
    points = tuple((float(x), float(y)) for x, y in values["points"])
    return Annotation(Kind(values["kind"]), points, text, frame)
