"""Writes docs/reasons.md, the table of all reason codes: `PYTHONPATH=.:.ci python -m
release.reason_codes`.
"""

import sys
import tomllib
from pathlib import Path

from xray_desktop.resources import resource

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reasons.md"

_INTRODUCTION = """\
# Reason codes

Every error, note, rejection and uncertain prediction has a reason code. Codes are stable: scripts may rely on
them, and the program itself decides by codes only. The texts below are English and may change; the window
shows them in its language. Names in braces stand for values, which `details` holds.

In a file of results the column `reason` holds the code, `message` its English text and `details` all reasons
with their values as JSON (empty when the code alone says all). Reasons of a row with status `error` are in
the sections "imaging", "dicom", "raster", "archives" and "files"; those of status `rejected` are exclusion
reasons of the image ("imaging", "dicom", "raster") or of the model ("inference"); an `UNCERTAIN` prediction
has `unusual_image` or `near_threshold`. A prediction of any class may have notes, `age_differs_adult`,
`age_differs_child` or `mirrored`, after these reasons or alone.

This page is generated from `resources/translations/messages.en.toml` by `python -m release.reason_codes`.
"""


def page() -> str:
    """The content of docs/reasons.md."""
    tables = tomllib.loads(resource("translations/messages.en.toml").read_text(encoding="utf-8"))
    parts = [_INTRODUCTION]
    for title, texts in tables.items():
        rows = [f"| `{code}` | {_cell(text)} |" for code, text in sorted(texts.items())]
        parts.append("\n".join([f"## {title}\n", "| Code | Text |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
