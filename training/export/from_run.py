"""From a training run to a model file: calibration, operating points, gate, metadata."""

import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from training.data.dataset import Sample, limited, load_inputs
from training.data.sampling import kind_label, to_grey
from training.data.split import Split
from training.export.calibration import Calibration, cell_weights, fit_calibration, operating_points
from training.export.config import ExportConfig
from training.export.export import Heads, export, largest_difference
from training.export.features import MILD, Features, extract, shifted
from training.export.gate import PRESENTATIONS, fit_distance, fit_presentation, presented
from training.fitting.run_state import load_network
from xray_desktop.imaging import Preprocessing
from xray_desktop.inference import Gate, ModelMetadata
from xray_desktop.inference.decision import logit
from xray_desktop.inference.metadata import PresentationGate

NAME = "VGG16 chest pneumonia"


def export_run(
    config: ExportConfig, split: Split, weights: Path, training: dict[str, Any], file: Path
) -> dict[str, Any]:
    """Fits calibration, thresholds and gate of a trained network and writes the ONNX file. Returns figures.

    Calibration and thresholds are set on validation images as they are and under the synthetic shift together,
    sources and classes weighing the same; the gate is fitted on training images, and its limit set on
    validation images.
    """
    network = load_network(weights)
    spec = Preprocessing()
    fitting = limited(split.train, config.gate_images, config.seed)
    checked = limited(split.validation, config.limit, config.seed)

    clean = extract(network, checked, spec)
    mild = extract(network, checked, spec, shifted(MILD, config.seed))
    labels = np.array([sample.label for sample in checked])
    both = np.concatenate([labels, labels])
    weights_of_cells = cell_weights(
        [sample.source for sample in checked] * 2, both.tolist(), [0] * len(labels) + [1] * len(labels)
    )
    logits = np.concatenate([clean.logits[:, 0], mild.logits[:, 0]])
    pneumonia = fit_calibration(logits, both, weights_of_cells)
    probability = pneumonia.probability(logits)
    points = operating_points(probability, both, weights_of_cells, seed=config.seed)
    balanced = next(point for point in points if point.name == "balanced")
    bacterial, bacterial_figures = _bacterial(checked, clean)

    usual = extract(network, fitting, spec)
    unusual = extract(network, fitting, spec, shifted(MILD, config.seed + 1))
    distance = fit_distance(_joined(usual, unusual))
    views = {"upright": _joined(usual, unusual)}
    for name in PRESENTATIONS[1:]:
        views[name] = extract(network, fitting, spec, presented(name))
    presentation = fit_presentation(views)
    away = np.concatenate([distance.of(clean), distance.of(mild)])
    unusual_from = np.quantile(away, 1 - config.rejected / 2)
    gate = Gate(
        distance_limit=float(unusual_from * 1.05),
        distance_unusual=float(unusual_from),
        presentations=PresentationGate(PRESENTATIONS, 0.9),
    )
    metadata = ModelMetadata(
        name=NAME,
        version=config.version,
        preprocessing=spec,
        operating_points=points,
        default_operating_point="balanced",
        uncertain=_uncertain_band(probability, weights_of_cells, balanced.threshold),
        gate=gate,
        bacterial=bacterial_figures,
        training={**training, "exported": time.strftime("%Y-%m-%d")},
        figures=_figures(checked, clean, mild),
    )
    heads = Heads(pneumonia, bacterial, distance, presentation)
    deployed = export(network, heads, metadata, file)
    example = checked[:: max(1, len(checked) // 100)][:100]
    inputs = to_grey(load_inputs(example, spec))[:, None]
    difference = largest_difference(deployed, file, inputs)
    return {
        "images": len(example),
        "largest_difference_to_torch": difference,
        "operating_points": [vars(point) for point in points],
        "uncertain": metadata.uncertain,
        "gate": asdict(gate),
        "bacterial": bacterial_figures,
        **metadata.figures,
    }


def _joined(*parts: Features) -> Features:
    return Features(
        np.concatenate([part.logits for part in parts]),
        np.concatenate([part.block4 for part in parts]),
        np.concatenate([part.block5 for part in parts]),
    )


def _bacterial(samples: list[Sample], clean: Features) -> tuple[Calibration, dict[str, Any]]:
    kinds = np.array([kind_label(sample) for sample in samples])
    known = kinds >= 0
    if len(set(kinds[known])) < 2:
        return Calibration(1.0, 0.0), {}
    logits, labels = clean.logits[known, 1], kinds[known].astype(int)
    calibration = fit_calibration(logits, labels, np.ones(len(labels)))
    predicted = calibration.probability(logits) >= 0.5
    return calibration, {
        "auc": float(roc_auc_score(labels, logits)),
        "accuracy": float((predicted == (labels == 1)).mean()),
        "sensitivity_bacterial": float(predicted[labels == 1].mean()),
        "sensitivity_viral": float((~predicted[labels == 0]).mean()),
        "images": len(labels),
        "prevalence_bacterial": float(labels.mean()),
    }


def _uncertain_band(
    probability: np.ndarray, weights: np.ndarray, threshold: float, share: float = 0.02
) -> tuple[float, float]:
    """The band around the threshold, even in logits, that holds `share` of the validation images."""
    middle = float(logit(threshold, smallest=1e-9))
    away = np.abs(logit(probability, smallest=1e-9) - middle)
    order = np.argsort(away)
    inside = np.cumsum(weights[order]) / weights.sum() <= share
    half = float(away[order][inside][-1]) if inside.any() else 0.0
    low, high = (1 / (1 + np.exp(-(middle + side * half))) for side in (-1, 1))
    return float(low), float(high)


def _figures(samples: list[Sample], clean: Features, mild: Features) -> dict[str, Any]:
    labels = np.array([sample.label for sample in samples])
    sources = np.array([sample.source for sample in samples])
    figures: dict[str, Any] = {}
    for name, features in (("clean", clean), ("shifted", mild)):
        for source in sorted(set(sources)):
            here = sources == source
            figures[f"auc_{source}_{name}"] = float(roc_auc_score(labels[here], features.logits[here, 0]))
    return figures
