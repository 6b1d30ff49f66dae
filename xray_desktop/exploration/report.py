"""What a survey found as a folder that is read without this program: report, figures, tables, JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any

from xray_desktop import __version__
from xray_desktop.evaluation.study.figure import Figure
from xray_desktop.evaluation.study.folder import METRICS, plain, write_files
from xray_desktop.evaluation.study.page import (
    html_head,
    html_heading,
    html_note,
    html_page,
    html_table,
    number,
    printable,
)
from xray_desktop.evaluation.study.svg import BLUE, GREY, ORANGE, Axis, Plot, fitted_axis
from xray_desktop.exploration.confounders import STRIKING, Confounder
from xray_desktop.exploration.data_issues import DataIssue, IssueKind
from xray_desktop.exploration.overview import LABELS, DatasetOverview, patients_of
from xray_desktop.exploration.survey import GREY_LEVELS
from xray_desktop.exploration.tables import code_of, tables_of
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Words

FORMAT = "xray-desktop study of a data set 1"
MOST_FINDINGS = 200
_MOST_FILES = 6
_ENDS = 3
"""Grey levels at either end that do not set the scale: background and burned-in annotation are there."""

_COLOURS = {PredictedClass.NORMAL: BLUE, PredictedClass.PNEUMONIA: ORANGE, None: GREY}


@dataclass(frozen=True)
class Source:
    """Where a survey comes from.

    Attributes:
        images: what was surveyed, without the path of its folder.
        date: day of the survey, ISO 8601.
    """

    images: str
    date: str


def write_overview(
    overview: DatasetOverview,
    source: Source,
    folder: Path,
    *,
    overwrite: bool = False,
    words: Words | None = None,
) -> None:
    """Writes the folder; it is whole or as it was.

    Args:
        words: the language of report and figures; English when None.

    Raises:
        UnusableStudy: it cannot be written, or the folder exists and is not to be overwritten.
    """
    write_files(_files(overview, source, words or Words()), folder, overwrite=overwrite)


def overview_json(overview: DatasetOverview, source: Source) -> dict[str, Any]:
    """The content of metrics.json; what is not defined is null."""
    content = {
        "format": FORMAT,
        "program_version": __version__,
        **asdict(source),
        "files": len(overview.images),
        "readable": sum(image.readable for image in overview.images),
        "patients": patients_of([image for image in overview.images if image.readable]),
        "counts": [asdict(each) for each in overview.counts],
        "findings": [
            {
                "kind": code_of(issue.kind),
                "grave": issue.grave,
                "files": issue.files,
                "messages": [{**each.as_json(), "text": str(each)} for each in issue.messages],
            }
            for issue in overview.issues
        ],
        "giveaways": [
            {**asdict(each), "attribute": code_of(each.attribute), "striking": each.striking}
            for each in overview.confounders
        ],
    }
    values: dict[str, Any] = plain(content)
    return values


def grey_level_figures(overview: DatasetOverview, words: Words) -> list[Figure]:
    """The mean histograms of the classes of each part, with the middle half of the images as thin lines."""
    figures = []
    parts = list(dict.fromkeys(part for part, _ in overview.histograms))
    for index, part in enumerate(parts, 1):
        found = [
            (label, overview.histograms[part, label])
            for label in LABELS
            if (part, label) in overview.histograms
        ]
        highest = max(float(each.upper[_ENDS:-_ENDS].max()) for _, each in found) * 100
        title = words("grey_levels_title") + (f": {part}" if part else "")
        scale = fitted_axis(words("percent_of_pixels"), 0.0, highest * 1.35)
        plot = Plot(title, _levels_axis(words), scale, width=620)
        levels = list(range(GREY_LEVELS))
        legend = []
        for label, each in found:
            colour = _COLOURS[label]
            for quartile in (each.lower, each.upper):
                plot.line(levels, (quartile * 100).tolist(), colour, width=0.8, dash="2 2")
            plot.line(levels, (each.mean * 100).tolist(), colour)
            legend.append((f"{class_title(label, words)} ({each.images:,})", colour, ""))
        plot.legend(legend, corner="top right")
        columns = ["grey_level"]
        for label, _ in found:
            name = "no_label" if label is None else label.value.lower()
            columns += [f"{name}_{what}" for what in ("mean", "lower_quartile", "upper_quartile")]
        data = [values for _, each in found for values in (each.mean, each.lower, each.upper)]
        rows = [(level, *(float(values[level]) for values in data)) for level in levels]
        name = "grey_levels" if len(parts) == 1 else f"grey_levels_{index}"
        figures.append(Figure(name, title, words("grey_levels_caption"), plot.svg(), tuple(columns), rows))
    return figures


def _levels_axis(words: Words) -> Axis:
    return Axis(words("grey_level"), 0, GREY_LEVELS - 1, (0, 50, 100, 150, 200, 255), decimals=0)


def class_title(label: PredictedClass | None, words: Words) -> str:
    """The name of a class."""
    return words("no_label") if label is None else label.value


def _files(overview: DatasetOverview, source: Source, words: Words) -> Iterator[tuple[str, bytes]]:
    figures = grey_level_figures(overview, words)
    for figure in figures:
        yield f"figures/{figure.name}.svg", figure.svg.encode("utf-8")
        yield f"figures/{figure.name}.csv", figure.csv()
    yield from tables_of(overview)
    page = html_page(words("exploration_title"), _sections(overview, source, figures, words), words)
    yield "report.html", page.encode("utf-8")
    # Last: a folder with this file is a study, and may be overwritten as one.
    content = json.dumps(overview_json(overview, source), indent=2, ensure_ascii=True)
    yield METRICS, (content + "\n").encode("ascii")


def _sections(
    overview: DatasetOverview, source: Source, figures: Sequence[Figure], words: Words
) -> Iterator[str]:
    readable = [image for image in overview.images if image.readable]
    rows = [
        (words("data"), printable(source.images)),
        (words("files"), f"{len(overview.images):,}"),
        (words("images"), f"{len(readable):,}"),
        (words("patients"), f"{patients_of(readable):,}"),
        (words("program"), f"xray-desktop {__version__}, {escape(source.date)}"),
    ]
    yield html_head(words("exploration_title"), f"{words('exploration_note')} {words('disclaimer')}", rows)
    yield html_heading(words("counts_title")) + _counts(overview, words) + html_note(words("counts_note"))
    yield html_heading(words("findings_title")) + _findings(overview.issues, words)
    yield html_heading(words("giveaways_title")) + _giveaways(overview.confounders, words)
    yield html_heading(words("figures_title"))
    for figure in figures:
        yield f"<figure class=wide>{figure.svg}<figcaption>{escape(figure.caption)}</figcaption></figure>"


def _counts(overview: DatasetOverview, words: Words) -> str:
    rows = [
        [
            _part(each.part, words),
            class_title(each.label, words),
            f"{each.images:,}",
            f"{each.patients:,}",
            f"{each.unreadable:,}",
            f"{each.width} × {each.height}",
            f"{each.smallest[0]} × {each.smallest[1]} – {each.largest[0]} × {each.largest[1]}",
        ]
        for each in overview.counts
    ]
    names = ("part", "class", "images", "patients", "not_readable", "median_size", "smallest_largest")
    return html_table([words(name) for name in names], rows)


def _findings(issues: Sequence[DataIssue], words: Words) -> str:
    if not issues:
        return f"<p>{words('no_findings')}</p>"
    kinds = []
    for kind in IssueKind:
        found = [issue for issue in issues if issue.kind is kind]
        if found:
            files = {name for issue in found for name in issue.files}
            grave = sum(issue.grave for issue in found)
            cells = f"{len(found):,}", f"{grave:,}", f"{len(files):,}"
            kinds.append([words(f"finding_{code_of(kind)}"), *cells])
    summary = html_table([words(name) for name in ("kind", "number", "number_grave", "files")], kinds)
    rows = []
    for issue in issues[:MOST_FINDINGS]:
        about = " ".join(f"{words.of(each).removesuffix('.')}." for each in issue.messages)
        names = ", ".join(map(printable, issue.files[:_MOST_FILES]))
        more = len(issue.files) - _MOST_FILES
        if more > 0:
            names = words("and_more", first=names, count=more)
        rows.append([words(f"finding_{code_of(issue.kind)}"), printable(about), names])
    note = (
        html_note(words("findings_shown", shown=MOST_FINDINGS, count=len(issues)))
        if len(issues) > MOST_FINDINGS
        else ""
    )
    columns = [words(name) for name in ("kind", "finding", "files")]
    return summary + html_note(words("findings_note")) + html_table(columns, rows, numbers=False) + note


def _giveaways(confounders: Sequence[Confounder], words: Words) -> str:
    if not confounders:
        return f"<p>{words('no_giveaways')}</p>"
    rows = []
    # A number that is the same for all images says nothing.
    telling = [each for each in confounders if (each.auc, each.low) != (0.5, 0.5)]
    for each in sorted(telling, key=lambda each: (each.part, -each.auc)):
        interval = "" if each.low is None or each.high is None else _interval(each.low, each.high, words)
        rows.append(
            [
                words(f"attribute_{code_of(each.attribute)}"),
                _part(each.part, words),
                f"{each.normal_median:.5g}",
                f"{each.pneumonia_median:.5g}",
                number(each.auc) + interval,
                words("striking") if each.striking else "",
            ]
        )
    columns = [words("attribute"), words("part"), *("NORMAL", "PNEUMONIA"), words("auc"), ""]
    return html_table(columns, rows) + html_note(words("giveaways_note", striking=f"{STRIKING:.1f}"))


def _interval(low: float, high: float, words: Words) -> str:
    return f" ({words.interval(number(low), number(high))})"


def _part(part: str, words: Words) -> str:
    return printable(part) if part else words("all")
