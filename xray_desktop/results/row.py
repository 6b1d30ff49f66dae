"""A row of results: what is said of one file, whatever format it is written in."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal, cast

from xray_desktop.inference.prediction import Prediction

Status = Literal["ok", "rejected", "error"]

COLUMNS = (
    *(
        "path",
        "status",
        "predicted_class",
        "probability_pneumonia",
        "threshold",
        "width",
        "height",
        "message",
        "model",
    ),
    *("operating_point", "probability_bacterial"),
)
"""The columns of a CSV, in their order; the names of the values in JSON Lines and Parquet too."""


class UnusableResults(Exception):
    """A file of results that cannot be written, read or continued; one sentence for the user."""


InTheWay = Literal["exists", "other version", "other model"]

_OPTIONS: dict[InTheWay, str] = {
    "exists": "Go on with it (--resume) or replace it (--overwrite).",
    "other version": "Choose another file, or replace it (--overwrite).",
    "other model": "Continue it with those, or replace it (--overwrite).",
}


class ResultsInTheWay(UnusableResults):
    """A file that a run neither goes on with nor replaces unasked.

    The remedy names the command line's options; whoever offers others says `fact` and words its own.

    Attributes:
        fact: what is the matter, a sentence.
        why: the file holds results; it is no file of results, or another version's; another model made it, or
            another operating point.
    """

    def __init__(self, fact: str, why: InTheWay) -> None:
        super().__init__(f"{fact} {_OPTIONS[why]}")
        self.fact = fact
        self.why: InTheWay = why


@dataclass(frozen=True)
class Row:
    """The result for one file.

    Attributes:
        path: name relative to the batch's root, forward slashes; see `Files.names`.
        status: "ok" with a prediction; "rejected" when read but not assessed; "error" when not readable.
        prediction: NORMAL, PNEUMONIA or UNCERTAIN; empty without one.
        probability_pneumonia: calibrated, above 0 and below 1, 6 decimals; None without a prediction.
        threshold: from which probability the operating point calls PNEUMONIA, 6 decimals; None for an error.
        width: columns of the image; None for an error.
        height: rows of the image; None for an error.
        message: why there is no prediction or why it is UNCERTAIN; empty otherwise.
        model: name, version and short SHA-256 of the model.
        operating_point: its name.
        probability_bacterial: that a pneumonia is bacterial rather than viral, 6 decimals; None without.
    """

    path: str
    status: Status
    predicted_class: str = ""
    probability_pneumonia: float | None = None
    threshold: float | None = None
    width: int | None = None
    height: int | None = None
    message: str = ""
    model: str = ""
    operating_point: str = ""
    probability_bacterial: float | None = None

    @classmethod
    def from_prediction(cls, path: str, prediction: Prediction, width: int, height: int) -> "Row":
        """The row for an image that was read."""
        return cls(
            path=path,
            status="ok" if prediction.assessed else "rejected",
            predicted_class=prediction.predicted_class.value
            if prediction.predicted_class is not None
            else "",
            probability_pneumonia=_rounded(prediction.probability),
            threshold=_rounded(prediction.threshold),
            width=width,
            height=height,
            message=prediction.rejection or prediction.uncertain,
            model=prediction.model,
            operating_point=prediction.operating_point,
            probability_bacterial=_rounded(prediction.bacterial),
        )


TEXTS = frozenset(field.name for field in fields(Row) if field.type is str) - {"predicted_class"}
"""The columns that hold any text."""


def row_of(values: dict[str, Any], name: str, number: int, text: Callable[[str], str]) -> Row:
    """A row from its values by column; `text` undoes what the file's format does to names.

    Raises:
        UnusableResults: row `number` of the file `name` is damaged.
    """

    def value(column: str, kind: Callable[[Any], Any]) -> Any:
        given = values.get(column)
        return None if given is None or given == "" else kind(given)

    try:
        row = Row(
            path=text(values["path"]),
            status=cast(Status, values["status"]),
            predicted_class=values.get("predicted_class", ""),
            probability_pneumonia=value("probability_pneumonia", float),
            threshold=value("threshold", float),
            width=value("width", int),
            height=value("height", int),
            message=text(values.get("message", "")),
            model=text(values.get("model", "")),
            operating_point=text(values.get("operating_point", "")),
            probability_bacterial=value("probability_bacterial", float),
        )
    except (KeyError, ValueError, TypeError):
        raise UnusableResults(f"{name} is damaged in row {number}. Make it again.") from None
    if row.status not in ("ok", "rejected", "error"):
        raise UnusableResults(f"{name} is damaged in row {number}. Make it again.")
    return row


def _rounded(value: float | None) -> float | None:
    return None if value is None else min(max(round(value, 6), 1e-6), 1 - 1e-6)
