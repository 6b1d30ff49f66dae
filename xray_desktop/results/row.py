"""A row of results: the result for one file, whatever format it is written in."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

from xray_desktop.inference.prediction import Prediction
from xray_desktop.messages import Message, MessageError, english, from_json, message

Status = Literal["ok", "rejected", "error"]

COLUMNS = (
    "path",
    "status",
    "prediction",
    "probability_pneumonia",
    "threshold",
    "width",
    "height",
    "reason",
    "message",
    "model",
    "operating_point",
    "probability_bacterial",
    "probability_abnormal",
    "details",
)
"""The columns of a CSV, in their order; the names of the values in JSON Lines and Parquet too."""

REQUIRED_COLUMNS = COLUMNS[:10]
"""The columns without which a file is not read as results."""

TEXT_COLUMNS = frozenset({"path", "reason", "message", "model", "operating_point", "details"})
"""The columns that hold any text, and not one of a few words or a number."""


class UnusableResults(MessageError):
    """A file of results that cannot be written, read or resumed."""


class ResultsInTheWay(UnusableResults):
    """A file that a run neither resumes nor replaces without being asked to.

    The message says what is wrong and not what to do: the remedies of the command line and of the window
    differ. Its codes are "results_exist", "results_other_version" and "results_other_model".
    """


@dataclass(frozen=True)
class Row:
    """The result for one file.

    Attributes:
        path: name relative to the batch's root, forward slashes; see `Files.names`.
        status: "ok" with a prediction; "rejected" when the file was read but the image is not suitable for
            the model; "error" when it could not be read.
        prediction: NORMAL, PNEUMONIA or UNCERTAIN; empty without one.
        probability_pneumonia: calibrated, above 0 and below 1, 6 decimals; None without a prediction.
        threshold: from which probability the operating point predicts PNEUMONIA, 6 decimals; None for an
            error.
        width: columns of the image; None for an error.
        height: rows of the image; None for an error.
        reasons: why there is no prediction or why it is UNCERTAIN, and notes; see Prediction.
        model: name, version and short SHA-256 of the model.
        operating_point: its name.
        probability_bacterial: that a pneumonia is bacterial rather than viral, 6 decimals; None without.
        probability_abnormal: of any abnormality, 6 decimals; None without.
    """

    path: str
    status: Status
    prediction: str = ""
    probability_pneumonia: float | None = None
    threshold: float | None = None
    width: int | None = None
    height: int | None = None
    reasons: tuple[Message, ...] = ()
    model: str = ""
    operating_point: str = ""
    probability_bacterial: float | None = None
    probability_abnormal: float | None = None

    @classmethod
    def from_prediction(cls, path: str, prediction: Prediction, width: int, height: int) -> "Row":
        """The row for an image that was read."""
        return cls(
            path=path,
            status="rejected" if prediction.predicted_class is None else "ok",
            prediction=prediction.predicted_class or "",
            probability_pneumonia=_rounded(prediction.probability),
            threshold=_rounded(prediction.threshold),
            width=width,
            height=height,
            reasons=prediction.reasons,
            model=prediction.model,
            operating_point=prediction.operating_point,
            probability_bacterial=_rounded(prediction.bacterial),
            probability_abnormal=_rounded(prediction.probability_abnormal),
        )

    @property
    def reason(self) -> str:
        """The code of the first reason; empty without one."""
        return self.reasons[0].code if self.reasons else ""

    @cached_property
    def message(self) -> str:
        """The reasons in English."""
        return english(self.reasons)

    @property
    def details(self) -> str:
        """The reasons as compact JSON, a list of `Message.as_json`; empty when `reason` alone says all."""
        if self.reasons in ((), (message(self.reason),)):
            return ""
        content = [each.as_json() for each in self.reasons]
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def row_from_columns(
    values: dict[str, Any], name: str, number: int, decode: Callable[[str], str] = str
) -> Row:
    """A row from its values by column.

    Args:
        values: by the names of `COLUMNS`; missing ones, None and "" mean that there is no value.
        name: of the file, for the error.
        number: of the row, for the error.
        decode: reverses what the file's format does to texts.

    Raises:
        UnusableResults: the row is damaged.
    """

    def number_of(column: str, kind: Callable[[Any], Any]) -> Any:
        value = values.get(column)
        return None if value is None or value == "" else kind(value)

    def text_of(column: str) -> str:
        return decode(values.get(column) or "")

    try:
        if values["status"] not in ("ok", "rejected", "error"):
            raise ValueError("an unknown status")
        return Row(
            path=decode(values["path"]),
            status=cast(Status, values["status"]),
            prediction=values.get("prediction") or "",
            probability_pneumonia=number_of("probability_pneumonia", float),
            threshold=number_of("threshold", float),
            width=number_of("width", int),
            height=number_of("height", int),
            reasons=_reasons(text_of("reason"), text_of("details")),
            model=text_of("model"),
            operating_point=text_of("operating_point"),
            probability_bacterial=number_of("probability_bacterial", float),
            probability_abnormal=number_of("probability_abnormal", float),
        )
    except (KeyError, ValueError, TypeError, RecursionError):
        raise UnusableResults("results_damaged", file=name, row=number) from None


def _reasons(code: str, details: str) -> tuple[Message, ...]:
    if details:
        return tuple(from_json(content) for content in json.loads(details))
    return (message(code),) if code else ()


def _rounded(value: float | None) -> float | None:
    return None if value is None else min(max(round(value, 6), 1e-6), 1 - 1e-6)
