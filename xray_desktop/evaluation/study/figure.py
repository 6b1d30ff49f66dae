"""A figure of a study: a drawing as SVG, with its data as a table."""

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A figure.

    Attributes:
        name: of its files, without suffix.
        title: heading.
        caption: what it shows, one or two sentences.
        svg: the drawing, an SVG document.
        columns: names of the columns of its data.
        rows: its data.
    """

    name: str
    title: str
    caption: str
    svg: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]

    def csv(self) -> bytes:
        """The data as CSV (RFC 4180, UTF-8); NaN as an empty cell."""
        return table_bytes(self.columns, self.rows)


@dataclass(frozen=True)
class RocPoint:
    """A reader, or anything else with a sensitivity and a specificity, for the ROC curve.

    Attributes:
        name: beside the point.
        sensitivity: 0 to 1.
        specificity: 0 to 1.
    """

    name: str
    sensitivity: float
    specificity: float


def table_bytes(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A table as CSV (RFC 4180, UTF-8); NaN as an empty cell, floats with ten digits."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8", "surrogateescape")


def _cell(value: object) -> object:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.10g}"
    return value
