"""Overview of a data set before training: counts, samples, grey levels, data issues."""

import csv
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from training.data.dataset import CLASSES
from training.evaluation.figures import CLASS_COLOURS, new_figure, png, sample_grid, style
from training.exploration.grey_levels import write_reference_histograms
from training.exploration.survey import find_parts, survey
from training.pages import fill
from xray_desktop.exploration.confounders import find_confounders
from xray_desktop.exploration.data_issues import DataIssue, IssueKind, find_data_issues
from xray_desktop.exploration.grey_levels import mean_histogram
from xray_desktop.exploration.overview import patients_of
from xray_desktop.exploration.survey import GREY_LEVELS, SurveyedImage
from xray_desktop.imaging import read_radiograph

SAMPLES = 18
ISSUES_SHOWN = 200


def explore(
    data: Path, extra: Mapping[str, Path], output: Path, *, reference: Path | None = None, seed: int = 0
) -> dict[str, Any]:
    """Writes `index.html`, PNGs, `files.csv`, `data_issues.csv` and `explore.json` into `output`.

    Args:
        data: a folder with NORMAL and PNEUMONIA inside, or with parts (train, test, …) that have them.
        extra: further such folders, by the name of their source.
        reference: file to write the reference histograms of the first part (`train` where there is one) to.
        seed: chooses the sample images.

    Returns:
        What `explore.json` holds.

    Raises:
        UnusableDataset: there is no such folder.
    """
    parts = find_parts(data, extra)
    entries = survey(parts, _with_progress)
    data_issues, confounders = find_data_issues(entries), find_confounders(entries)
    counts = _counts(entries, parts)
    content = {
        "written": time.strftime("%Y-%m-%d"),
        "counts": counts,
        "confounders": [asdict(confounder) for confounder in confounders],
        "data_issues": [
            {"kind": issue.kind, "files": issue.files, "message": issue.text} for issue in data_issues
        ],
    }
    output.mkdir(parents=True, exist_ok=True)
    (output / "explore.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    _write_files(entries, output / "files.csv")
    _write_data_issues(data_issues, output / "data_issues.csv")
    histograms, sample_grids = _write_images(entries, parts, output, seed)
    page = fill(
        "explore.html",
        title="Data set overview",
        files=f"{len(entries):,}",
        parts=list(parts),
        date=content["written"],
        counts=counts,
        histograms=histograms,
        sample_grids=sample_grids,
        confounders=confounders,
        data_issues=data_issues,
        data_issue_counts=_data_issue_counts(data_issues),
        shown=ISSUES_SHOWN,
    )
    (output / "index.html").write_text(page, encoding="utf-8")
    if reference is not None:
        first = next(iter(parts))
        write_reference_histograms((entry for entry in entries if entry.part == first), reference)
    return content


def summary(content: Mapping[str, Any]) -> str:
    """The counts and the data issues of `explore` in lines for a terminal."""
    lines = [
        f"{row['part']}/{row['class']}: {row['samples']} images of {row['patients']} patients"
        + (f", {row['unreadable']} unreadable" if row["unreadable"] else "")
        for row in content["counts"]
    ]
    kinds = [data_issue["kind"] for data_issue in content["data_issues"]]
    lines += [f"{kind}: {kinds.count(kind)}" for kind in IssueKind if kind in kinds]
    return "\n".join(lines)


def _with_progress(entries: Iterable[SurveyedImage], total: int) -> Iterable[SurveyedImage]:
    progress: Iterable[SurveyedImage] = tqdm(entries, total=total, unit="image", desc="reading", disable=None)
    return progress


def _counts(entries: Sequence[SurveyedImage], parts: Iterable[str]) -> list[dict[str, Any]]:
    rows = []
    for part in parts:
        for name in CLASSES:
            here = [entry for entry in entries if entry.part == part and entry.label == name]
            samples = [entry for entry in here if entry.readable]
            rows.append(
                {
                    "part": part,
                    "class": name,
                    "images": len(samples),
                    "patients": patients_of(samples),
                    "bacterial": sum(entry.kind == "bacteria" for entry in samples),
                    "viral": sum(entry.kind == "virus" for entry in samples),
                    "IM": sum(entry.acquisition == "IM" for entry in samples),
                    "NORMAL2-IM": sum(entry.acquisition == "NORMAL2-IM" for entry in samples),
                    "unreadable": len(here) - len(samples),
                    "median_width": int(np.median([entry.width for entry in samples])) if samples else 0,
                    "median_height": int(np.median([entry.height for entry in samples])) if samples else 0,
                }
            )
    return rows


def _data_issue_counts(data_issues: Sequence[DataIssue]) -> list[dict[str, Any]]:
    rows = []
    for kind in IssueKind:
        found = [data_issue for data_issue in data_issues if data_issue.kind == kind]
        if found:
            files = {name for data_issue in found for name in data_issue.files}
            rows.append({"kind": kind, "number": len(found), "files": len(files)})
    return rows


def _write_files(entries: Iterable[SurveyedImage], file: Path) -> None:
    attributes = ("format", "photometric", "width", "height", "bits", "size", "sha256")
    with file.open("w", newline="", encoding="utf-8-sig") as stream:
        rows = csv.writer(stream)
        rows.writerow(["part", "path", "class", "patient", "kind", "acquisition", *attributes, "message"])
        for entry in entries:
            # The hash of a Patient ID is nobody's business.
            patient = "" if entry.patient.startswith("#") else entry.patient
            labels = [entry.label, patient, entry.kind, entry.acquisition]
            known = [getattr(entry, name) or "" for name in attributes]
            rows.writerow([entry.part, entry.source.name, *labels, *known, entry.failure or ""])


def _write_data_issues(data_issues: Iterable[DataIssue], file: Path) -> None:
    with file.open("w", newline="", encoding="utf-8-sig") as stream:
        rows = csv.writer(stream)
        rows.writerow(["number", "kind", "file", "message"])
        for number, data_issue in enumerate(data_issues, start=1):
            rows.writerows([number, data_issue.kind, name, data_issue.text] for name in data_issue.files)


def _write_images(
    entries: Sequence[SurveyedImage], parts: Mapping[str, Path], output: Path, seed: int
) -> tuple[dict[str, str], dict[str, str]]:
    """Histograms by part, and sample grids by part and class: names of the PNGs written into `output`."""
    histograms, sample_grids = {}, {}
    for part, folder in parts.items():
        here = [entry for entry in entries if entry.part == part and entry.readable]
        histograms[part] = f"histogram_{part}.png"
        (output / histograms[part]).write_bytes(_histogram_image(here))
        for name in CLASSES:
            samples = [entry for entry in here if entry.label == name]
            if not samples:
                continue
            rng = np.random.default_rng(seed)
            chosen = [samples[i] for i in sorted(rng.permutation(len(samples))[:SAMPLES])]
            grid = sample_grid(
                [_shown(folder / entry.source.name) for entry in chosen],
                [Path(entry.source.name).stem[:24] for entry in chosen],
                title=f"{part} / {name}",
            )
            sample_grids[f"{part} {name}"] = f"samples_{part}_{name}.png"
            (output / sample_grids[f"{part} {name}"]).write_bytes(grid)
    return histograms, sample_grids


def _shown(path: Path) -> np.ndarray:
    """The image at the size of a grid's cell, float32, 0 to 1."""
    radiograph = read_radiograph(path)
    step = max(1, min(radiograph.width, radiograph.height) // 256)
    return radiograph.grey(radiograph.pixels[::step, ::step])


def _histogram_image(entries: Sequence[SurveyedImage]) -> bytes:
    with style():
        figure = new_figure(8, 3.2)
        axes = figure.subplots()
        levels = np.arange(GREY_LEVELS)
        top = 0.0
        for name in CLASSES:
            found = mean_histogram(entry for entry in entries if entry.label == name)
            if found is None:
                continue
            colour = CLASS_COLOURS[name]
            axes.fill_between(levels, found.lower, found.upper, color=colour, alpha=0.15, linewidth=0)
            axes.plot(
                levels, found.mean, color=colour, linewidth=1.6, label=f"{name} ({found.images:,} images)"
            )
            # Black borders and burned-in annotation make peaks at the ends that would flatten all the rest.
            top = max(top, float(found.mean[5:-5].max()))
        axes.set_xlim(0, GREY_LEVELS - 1)
        axes.set_ylim(0, 1.6 * top or 1)
        axes.set_xlabel("grey level")
        axes.set_ylabel("share of pixels")
        axes.legend()
        return png(figure)
