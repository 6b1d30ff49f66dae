"""The tables of a survey as CSV files; their columns and codes are English in every language."""

from collections.abc import Iterator
from enum import Enum

from xray_desktop.evaluation.study.figure import table_bytes
from xray_desktop.exploration.confounders import ImageAttribute, value_of
from xray_desktop.exploration.overview import DatasetOverview
from xray_desktop.exploration.survey import SurveyedImage
from xray_desktop.results.cell_text import encode_cell

_MEASURED = (ImageAttribute.MEAN, ImageAttribute.DEVIATION, ImageAttribute.BORDER)


def code_of(member: Enum) -> str:
    """The name of a kind of finding or of an attribute in tables and JSON: "same_file", "mean"."""
    return member.name.lower()


def tables_of(overview: DatasetOverview) -> Iterator[tuple[str, bytes]]:
    """Name and content of each table: counts, findings (one row for each file), giveaways, files."""
    yield "tables/counts.csv", _counts(overview)
    yield "tables/findings.csv", _findings(overview)
    yield "tables/giveaways.csv", _giveaways(overview)
    yield "files.csv", _files(overview)


def _counts(overview: DatasetOverview) -> bytes:
    columns = (
        *("part", "class", "images", "patients", "unreadable", "median_width", "median_height"),
        *("smallest_width", "smallest_height", "largest_width", "largest_height"),
    )
    rows = [
        (
            *(encode_cell(each.part), each.label or "", each.images, each.patients, each.unreadable),
            *(each.width, each.height, *each.smallest, *each.largest),
        )
        for each in overview.counts
    ]
    return table_bytes(columns, rows)


def _findings(overview: DatasetOverview) -> bytes:
    rows = [
        (
            number,
            code_of(issue.kind),
            "yes" if issue.grave else "",
            encode_cell(file),
            encode_cell(issue.text),
        )
        for number, issue in enumerate(overview.issues, 1)
        for file in issue.files
    ]
    return table_bytes(("number", "kind", "grave", "file", "message"), rows)


def _giveaways(overview: DatasetOverview) -> bytes:
    rows = [
        (
            *(encode_cell(each.part), code_of(each.attribute), each.normal_median, each.pneumonia_median),
            *(each.auc, "" if each.low is None else each.low, "" if each.high is None else each.high),
            "yes" if each.striking else "",
        )
        for each in overview.confounders
    ]
    columns = ("part", "attribute", "normal_median", "pneumonia_median", "auc", "low", "high", "striking")
    return table_bytes(columns, rows)


def _files(overview: DatasetOverview) -> bytes:
    columns = (
        *("part", "file", "class", "patient", "format", "photometric", "width", "height", "bits", "bytes"),
        *("sha256", *(code_of(each) for each in _MEASURED), "reason"),
    )
    numbers: dict[str, int] = {}
    rows = []
    for image in overview.images:
        # A number in the place of the identifier; an image of an unknown patient is a patient of its own.
        patient = numbers.setdefault(image.patient or f"image {image.where}", len(numbers) + 1)
        rows.append(
            (
                *(encode_cell(image.part), encode_cell(image.source.name), image.label or "", patient),
                *(image.format, image.photometric, *(_known(value) for value in _sizes(image)), image.size),
                image.sha256,
                *(value_of(image, each) if image.readable else "" for each in _MEASURED),
                "" if image.failure is None else image.failure.code,
            )
        )
    return table_bytes(columns, rows)


def _sizes(image: SurveyedImage) -> tuple[int, int, int]:
    return image.width, image.height, image.bits


def _known(value: int) -> int | str:
    return value or ""
