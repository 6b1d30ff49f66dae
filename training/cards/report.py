"""The report of an evaluation: a self-contained HTML page, figures as JSON, a CSV row for each image."""

import csv
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.evaluation.classified import Classified
from training.evaluation.figures import data_uri
from training.evaluation.figures_of_evaluation import (
    confident_errors_image,
    confusion_image,
    curves_image,
    probability_image,
    random_samples_image,
    reliability_image,
)
from training.pages import fill
from xray_desktop.messages import english

REPORT, FIGURES, SAMPLES = "report.html", "evaluation.json", "images.csv"


def write_report(content: Mapping[str, Any], classified: Sequence[Classified], output: Path) -> Path:
    """Writes what `evaluate` found into a folder. Returns the page."""
    output.mkdir(parents=True, exist_ok=True)
    (output / FIGURES).write_text(json.dumps(content, indent=1, allow_nan=False), encoding="utf-8")
    _write_samples(classified, output / SAMPLES)
    default = default_point(content)
    images = {
        "confusion": confusion_image(default["confusion"]),
        "curves": curves_image(content),
        "reliability": reliability_image(content["calibration"]),
        "scores": probability_image(classified, content),
        "random": random_samples_image(classified, content["settings"]["seed"]),
    }
    if errors := confident_errors_image(classified):
        images["errors"] = errors
    page = fill(
        "report.html",
        title=f"{content['model']['name']} {content['model']['version']} on {content['data']['name']}",
        c=content,
        default=default,
        images={name: data_uri(image) for name, image in images.items()},
        published=published(),
    )
    file = output / REPORT
    file.write_text(page, encoding="utf-8")
    return file


def default_point(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The entry of the default operating point."""
    name = content["default_operating_point"]
    point: Mapping[str, Any] = next(p for p in content["operating_points"] if p["name"] == name)
    return point


def summary(content: Mapping[str, Any]) -> str:
    """The main figures in lines for a terminal."""
    point = default_point(content)
    lines = [f"{content['model']['name']} {content['model']['version']} on {content['data']['name']}"]
    counts = content["counts"]
    lines.append(
        f"{counts['images']} images: {counts['classified']} classified ({counts['uncertain']} uncertain), "
        f"{counts['rejected']} rejected, {counts['unreadable']} unreadable"
    )
    for name in ("roc_auc", "pr_auc", "accuracy", "sensitivity", "specificity", "precision", "f1"):
        lines.append(f"{name:12} {_in_words(point['PNEUMONIA'][name])}")
    lines.append(f"{'ece':12} {_in_words(content['calibration']['ece'])}")
    return "\n".join(lines)


def published() -> list[dict[str, Any]]:
    """Figures that others printed for the official 624 test images; None where they printed nothing.

    The original project: its confusion matrix 178 / 56 / 12 / 378, NORMAL taken as positive. The data set's
    authors: Kermany et al., Cell 172 (2018). AutoML Vision: MedMNIST v2, Yang et al. (2023).
    """
    right_normal, missed_normal, missed_pneumonia, right_pneumonia = 178, 56, 12, 378
    recall = right_normal / (right_normal + missed_normal)
    precision = right_normal / (right_normal + missed_pneumonia)
    nothing = dict.fromkeys(("normal_precision", "normal_recall", "normal_f1", "sensitivity", "specificity"))
    return [
        {
            "name": "the original project's VGG16",
            "roc_auc": None,
            "accuracy": (right_normal + right_pneumonia) / 624,
            "sensitivity": right_pneumonia / (right_pneumonia + missed_pneumonia),
            "specificity": recall,
            "normal_precision": precision,
            "normal_recall": recall,
            "normal_f1": 2 * precision * recall / (precision + recall),
        },
        nothing
        | {
            "name": "Kermany et al. 2018 (Inception V3)",
            "roc_auc": 0.968,
            "accuracy": 0.928,
            "sensitivity": 0.932,
            "specificity": 0.901,
        },
        nothing | {"name": "AutoML Vision on PneumoniaMNIST", "roc_auc": 0.991, "accuracy": 0.946},
    ]


def _in_words(figure: Mapping[str, Any]) -> str:
    if figure["value"] is None:
        return "undefined"
    if figure["low"] is None:
        return f"{figure['value']:.4f}"
    return f"{figure['value']:.4f} ({figure['low']:.4f} to {figure['high']:.4f})"


def _write_samples(classified: Sequence[Classified], file: Path) -> None:
    with file.open("w", newline="", encoding="utf-8-sig") as stream:
        rows: csv.DictWriter[str] | None = None
        for row in map(_row, classified):
            if rows is None:
                rows = csv.DictWriter(stream, list(row))
                rows.writeheader()
            rows.writerow(row)


def _row(item: Classified) -> dict[str, str]:
    sample, prediction, output = item.sample, item.prediction, item.output
    return {
        "source": sample.source,
        "class": sample.class_name,
        "image": sample.path.name,
        "kind": sample.kind,
        "acquisition": sample.acquisition,
        "status": item.status,
        "prediction": prediction.predicted_class or "" if prediction else "",
        "probability_pneumonia": _decimals(item.probability),
        "bacterial": _decimals(output.bacterial if output else None),
        "distance": _decimals(output.distance if output else None),
        "reason": prediction.reason if prediction else "unreadable",
        "message": item.error or (english(prediction.reasons) if prediction else ""),
    }


def _decimals(value: float | None) -> str:
    return "" if value is None or math.isnan(value) else f"{value:.6f}"
