"""HTML pages of reports: their style, tables and numbers; no scripts, nothing loaded from elsewhere."""

import math
from collections.abc import Iterable, Sequence
from html import escape

from xray_desktop.evaluation.subgroups import Estimate
from xray_desktop.messages import Words

_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 Helvetica, Arial, sans-serif; color: #222; background: #fff; margin: 0 auto;
  max-width: 1080px;
  padding: 24px; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 36px 0 8px; border-bottom: 1px solid #ccc; }
table { border-collapse: collapse; margin: 8px 0; font-size: 14px; }
th, td { padding: 4px 12px; text-align: left; border-bottom: 1px solid #ddd; vertical-align: top; }
th { background: #f3f4f6; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums;
  white-space: nowrap; }
.note { color: #555; font-size: 13px; }
.warn { background: #fff4e5; border-left: 4px solid #d55e00; padding: 6px 12px; }
.figures { display: flex; flex-wrap: wrap; gap: 16px; } figure { margin: 0; width: 484px; max-width: 100%; }
figure.wide { width: 100%; } figure svg { max-width: 100%; height: auto; }
figcaption { font-size: 13px; color: #555; } code { font-size: 13px; word-break: break-all; }
@media print { h2, figure, tr { break-inside: avoid; } h2 { break-after: avoid; } body { padding: 0; } }
"""


def html_page(title: str, sections: Iterable[str], words: Words) -> str:
    """A page in the style of reports from its sections, which are HTML."""
    return (
        f"<!DOCTYPE html><html lang='{words.language}'><head><meta charset='utf-8'>"
        f"<title>{escape(title)}</title>"
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">"
        f"<meta name='viewport' content='width=device-width'><style>{_STYLE}</style></head><body>"
        + "".join(sections)
        + "</body></html>\n"
    )


def html_head(title: str, note: str, rows: Iterable[tuple[str, str]]) -> str:
    """The beginning of a page: title, note, and a table of names and HTML cells."""
    body = "".join(f"<tr><th>{escape(name)}</th><td>{cell}</td></tr>" for name, cell in rows)
    return f"<h1>{escape(title)}</h1>{html_note(note)}<table>{body}</table>"


def html_heading(title: str) -> str:
    """The heading of a section."""
    return f"<h2>{escape(title)}</h2>"


def html_note(text: str) -> str:
    """A note in small type."""
    return f"<p class='note'>{escape(text)}</p>"


def html_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = True) -> str:
    """A table of HTML cells; all but the first column are numbers unless said otherwise."""
    kind = " class='n'" if numbers else ""
    head = "".join(f"<th{kind if index else ''}>{column}</th>" for index, column in enumerate(columns))
    body = "".join(
        "<tr>"
        + "".join(f"<td{kind if index else ''}>{cell}</td>" for index, cell in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def printable(text: str) -> str:
    """A text as HTML, also a file name that cannot be encoded."""
    return escape(text.encode("utf-8", "replace").decode("utf-8"))


def share(estimate: Estimate, words: Words, decimals: int = 3) -> str:
    """A figure with its interval for people: "0.916 (0.906 to 0.925)"."""
    value, low, high = estimate
    if math.isnan(value):
        return words("not_defined")
    if math.isnan(low):
        return number(value, decimals)
    return f"{number(value, decimals)} ({words.interval(number(low, decimals), number(high, decimals))})"


def count_and_share(part: int, whole: int) -> str:
    """A count with its share of another: "12 (40.0 %)"."""
    return f"{part:,}" + (f" ({percent(part / whole)})" if whole else "")


def percent(value: float) -> str:
    """A share as per cent with one decimal."""
    return f"{value:.1%}".replace("%", " %")


def number(value: float, decimals: int = 3) -> str:
    """A number for people."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:,.{decimals}f}".replace("-", "−")
