"""A study as a folder: written beside its place and moved there when it is whole."""

import json
import math
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from xray_desktop.evaluation.study.cases import UnusableStudy, patient_numbers
from xray_desktop.evaluation.study.checklist import COLUMNS as CHECKLIST_COLUMNS
from xray_desktop.evaluation.study.checklist import checklist
from xray_desktop.evaluation.study.drift import Drift, Period
from xray_desktop.evaluation.study.figure import table_bytes
from xray_desktop.evaluation.study.measures import confusion_of
from xray_desktop.evaluation.study.report import report_html
from xray_desktop.evaluation.study.study import Study
from xray_desktop.messages import os_error
from xray_desktop.results.cell_text import encode_cell

FORMAT = "xray-desktop study 2"
METRICS = "metrics.json"


def check_output(folder: Path, *, overwrite: bool) -> None:
    """Checks that a study can be written to a folder: it does not exist, is empty, or is a study to
    overwrite.

    Raises:
        UnusableStudy: it cannot.
    """
    if not folder.name:
        raise UnusableStudy("study_folder_not_a_study", folder=str(folder))
    if not folder.parent.is_dir():
        raise UnusableStudy("study_no_parent", folder=str(folder.parent))
    if not os.path.lexists(folder):
        return
    try:
        empty = folder.is_dir() and not any(folder.iterdir())
    except OSError as error:
        raise UnusableStudy("study_unwritable", folder=folder.name, reason=os_error(error)) from None
    if empty:
        return
    if not _is_study(folder):
        raise UnusableStudy("study_folder_not_a_study", folder=folder.name)
    if not overwrite:
        raise UnusableStudy("study_folder_exists", folder=folder.name)


def working_folder(folder: Path) -> Path:
    """Where a study is put together before it is whole."""
    return folder.with_name(f".{folder.name}.part")


def write_study(study: Study, folder: Path, *, overwrite: bool = False) -> None:
    """Writes a study; files that are in its working folder already, such as the results, become part of it.

    Raises:
        UnusableStudy: it cannot be written; then an existing study is as it was.
    """
    write_files(_files(study), folder, overwrite=overwrite)


def write_files(files: Iterable[tuple[str, bytes]], folder: Path, *, overwrite: bool = False) -> None:
    """Writes the files of a study (name and content) as `write_study` does; the last must be `METRICS`.

    Raises:
        UnusableStudy: they cannot be written; then an existing study is as it was.
    """
    check_output(folder, overwrite=overwrite)
    part, before = working_folder(folder), folder.with_name(f".{folder.name}.before")
    try:
        for name, content in files:
            file = part / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if before.exists():
            shutil.rmtree(before)
        if folder.exists():
            os.replace(folder, before)
        try:
            os.replace(part, folder)
        except OSError:
            if before.exists():
                os.replace(before, folder)
            raise
        if before.exists():
            shutil.rmtree(before)
    except OSError as error:
        raise UnusableStudy("study_unwritable", folder=folder.name, reason=os_error(error)) from None


def study_json(study: Study) -> dict[str, Any]:
    """The content of metrics.json; what is not defined is null, infinity is the text "infinite"."""
    cases, counts = study.cases, confusion_of(study.cases.positive, study.cases.called)
    content = {
        "format": FORMAT,
        "positive_class": "PNEUMONIA",
        "provenance": asdict(study.provenance),
        "operating_point": cases.operating_point,
        "threshold": cases.threshold,
        "images": {
            "labelled": len(cases.all),
            "with_probability": len(cases.scored),
            "positives": int(cases.positive.sum()),
            "patients": study.patients,
            "by_prediction": {
                name: {"PNEUMONIA": ill, "NORMAL": well} for name, (ill, well) in cases.flow.items()
            },
        },
        "confusion": {
            name: getattr(counts, name)
            for name in ("true_positive", "false_negative", "false_positive", "true_negative")
        },
        "bootstrap_replicates": study.replicates,
        "measures": {each.name: asdict(each) for each in study.measures},
        "measures_normal_positive": {each.name: asdict(each) for each in study.measures_normal},
        "subgroups": [asdict(each) for each in study.subgroups],
        "comparison": None if study.comparison is None else asdict(study.comparison),
        "drift": None if study.drift is None else _drift_figures(study.drift),
        "remarks": [{**remark.as_json(), "text": str(remark)} for remark in study.remarks],
    }
    values: dict[str, Any] = plain(content)
    return values


def _drift_figures(drift: Drift) -> dict[str, Any]:
    def period(of: Period) -> dict[str, Any]:
        figures = {each.name: getattr(of, each.name) for each in fields(of) if each.name != "probabilities"}
        return figures | {"reasons": {code: share for code, (_, share) in of.reasons.items()}}

    return {
        "before": period(drift.before),
        "now": period(drift.now),
        "statistic": drift.statistic,
        "p": drift.p,
        "same_model": drift.same_model,
        "properties": [asdict(each) for each in drift.properties],
        "changes": drift.changes,
        "statement": [str(each) for each in drift.statement],
    }


def _files(study: Study) -> Iterator[tuple[str, bytes]]:
    for figure in study.figures:
        yield f"figures/{figure.name}.svg", figure.svg.encode("utf-8")
        yield f"figures/{figure.name}.csv", figure.csv()
    yield "tables/measures.csv", _measures_table(study)
    flow = [(name, *pair) for name, pair in study.cases.flow.items()]
    yield "tables/flow.csv", table_bytes(("prediction", "pneumonia", "normal"), flow)
    yield "tables/checklist.csv", table_bytes(CHECKLIST_COLUMNS, checklist(study))
    yield "cases.csv", _cases_table(study)
    yield "report.html", report_html(study).encode("utf-8")
    # Last: a folder with this file is a study, and may be overwritten as one.
    yield METRICS, (json.dumps(study_json(study), indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _measures_table(study: Study) -> bytes:
    rows = [
        (positive, each.name, each.value, *each.interval, each.method, *each.formula, each.formula_method)
        for positive, measures in (("PNEUMONIA", study.measures), ("NORMAL", study.measures_normal))
        for each in measures
    ]
    columns = (
        *("positive_class", "measure", "value", "low", "high", "method"),
        *("formula_low", "formula_high", "formula"),
    )
    return table_bytes(columns, rows)


def _cases_table(study: Study) -> bytes:
    cases = study.cases
    rows = []
    for case, number in zip(cases.all, patient_numbers(cases.all), strict=True):
        row, positive = case.row, case.image.positive
        called = None if row.probability_pneumonia is None else row.probability_pneumonia >= cases.threshold
        right = "" if called is None else "correct" if called == positive else "wrong"
        rows.append(
            (
                encode_cell(row.path),
                number,
                "PNEUMONIA" if positive else "NORMAL",
                row.status,
                row.prediction,
                "" if row.probability_pneumonia is None else f"{row.probability_pneumonia:.6f}",
                right,
                row.reason,
            )
        )
    columns = (
        "file",
        "patient",
        "ground_truth",
        "status",
        "prediction",
        "probability",
        "at_threshold",
        "reason",
    )
    return table_bytes(columns, rows)


def _is_study(folder: Path) -> bool:
    try:
        content = json.loads((folder / METRICS).read_text(encoding="utf-8"))
        return isinstance(content, dict) and str(content.get("format", "")).startswith("xray-desktop study")
    except (OSError, ValueError):
        return False


def plain(value: Any) -> Any:
    """Values for JSON: keys as text, NaN as None, infinity as the text "infinite"."""
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else "infinite" if value > 0 else "-infinite"
    return value
