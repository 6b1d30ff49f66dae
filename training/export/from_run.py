"""From a training run to a model file: calibration, operating points, gate, metadata."""

import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from training.data.dataset import NORMAL, OTHER, Sample, limited, load_inputs, two_classes
from training.data.dataset import PNEUMONIA as PNEUMONIA_LABEL
from training.data.sampling import kind_label, to_grey
from training.data.split import Split
from training.export.calibration import Calibration, cell_weights, fit_calibration, operating_points
from training.export.config import ExportConfig
from training.export.export import Heads, export, largest_difference
from training.export.features import MILD, Features, extract, shifted
from training.export.fit_gate import fit_gate
from training.fitting.run_state import load_network
from training.network.model import ABNORMAL, BACTERIAL, PNEUMONIA
from xray_desktop.imaging import Preprocessing
from xray_desktop.inference import ModelMetadata
from xray_desktop.inference.decision import logit

NAME = "VGG16 chest pneumonia"


def export_run(
    config: ExportConfig, split: Split, weights: Path, training: dict[str, Any], file: Path
) -> dict[str, Any]:
    """Fits calibration, thresholds and gate of a trained network and writes the ONNX file. Returns figures.

    Calibration and thresholds are set on validation images as they are and under the synthetic shift together,
    sources and classes weighing the same; the gate is fitted on training images, and the limits of its distance
    are set on validation images.
    """
    network = load_network(weights)
    spec = Preprocessing()
    fitting = limited(split.train, config.gate_images, config.seed)
    checked = limited(split.validation, config.limit, config.seed)

    clean = extract(network, checked, spec)
    mild = extract(network, checked, spec, shifted(MILD, config.seed))
    labels = np.array([sample.label for sample in checked])
    two = labels != OTHER
    both = np.tile(labels[two], 2)
    weights_of_cells = cell_weights(
        [sample.source for sample in two_classes(checked)] * 2,
        both.tolist(),
        np.repeat([0, 1], two.sum()).tolist(),
    )
    logits = np.concatenate([part.logits[two, PNEUMONIA] for part in (clean, mild)])
    pneumonia = fit_calibration(logits, both, weights_of_cells)
    probability = pneumonia.probability(logits)
    points = operating_points(probability, both, weights_of_cells, seed=config.seed)
    balanced = next(point for point in points if point.name == "balanced")
    bacterial, bacterial_figures = _bacterial(checked, clean)
    abnormal, abnormal_figures = _abnormal(checked, clean, mild)
    fitted = fit_gate(config, network, fitting, clean.joined(mild), spec)
    metadata = ModelMetadata(
        name=NAME,
        version=config.version,
        preprocessing=spec,
        operating_points=points,
        default_operating_point="balanced",
        uncertain=_uncertain_band(probability, weights_of_cells, balanced.threshold),
        gate=fitted.gate,
        bacterial=bacterial_figures,
        abnormal=abnormal_figures,
        training={**training, "exported": time.strftime("%Y-%m-%d")},
        figures={**_figures(checked, clean, mild), **fitted.figures},
    )
    heads = Heads(pneumonia, bacterial, fitted.distance, fitted.presentation, abnormal, fitted.view)
    deployed = export(network, heads, metadata, file)
    example = checked[:: max(1, len(checked) // 100)][:100]
    inputs = to_grey(load_inputs(example, spec))[:, None]
    difference = largest_difference(deployed, file, inputs)
    return {
        "images": len(example),
        "largest_difference_to_torch": difference,
        "operating_points": [vars(point) for point in points],
        "uncertain": metadata.uncertain,
        "gate": asdict(fitted.gate),
        "bacterial": bacterial_figures,
        "abnormal": abnormal_figures,
        **metadata.figures,
    }


def _bacterial(samples: list[Sample], clean: Features) -> tuple[Calibration, dict[str, Any]]:
    kinds = np.array([kind_label(sample) for sample in samples])
    known = kinds >= 0
    if len(set(kinds[known])) < 2:
        return Calibration(1.0, 0.0), {}
    logits, labels = clean.logits[known, BACTERIAL], kinds[known].astype(int)
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


def _abnormal(
    samples: list[Sample], clean: Features, mild: Features
) -> tuple[Calibration | None, dict[str, Any]]:
    """Calibration of the output for abnormal on the sources with OTHER images, and its figures on them."""
    sources = np.array([sample.source for sample in samples])
    labels = np.array([sample.label for sample in samples])
    here = np.isin(sources, sources[labels == OTHER])
    if not (labels[here] == NORMAL).any():
        return None, {}
    ill = labels[here] != NORMAL
    logits = [part.logits[here, ABNORMAL] for part in (clean, mild)]
    weights = cell_weights(sources[here].tolist() * 2, np.tile(ill, 2).tolist())
    calibration = fit_calibration(np.concatenate(logits), np.tile(ill, 2), weights)
    apart = labels[here] != OTHER
    other = labels[here] != PNEUMONIA_LABEL
    return calibration, {
        "auc": float(roc_auc_score(ill, logits[0])),
        "auc_pneumonia": float(roc_auc_score(ill[apart], logits[0][apart])),
        "auc_other": float(roc_auc_score(ill[other], logits[0][other])),
        "images": int(here.sum()),
        "prevalence_abnormal": float(ill.mean()),
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
            here = (sources == source) & (labels != OTHER)
            figures[f"auc_{source}_{name}"] = float(
                roc_auc_score(labels[here], features.logits[here, PNEUMONIA])
            )
    return figures
