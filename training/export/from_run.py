"""From a training run to a model file: calibration, operating points, gate, metadata."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score, roc_curve

from training.data.dataset import NORMAL, OTHER, Sample, limited, load_inputs
from training.data.dataset import PNEUMONIA as PNEUMONIA_LABEL
from training.data.sampling import kind_label, to_grey
from training.data.split import Split
from training.export.calibration import Calibration, cell_weights, fit_calibration, operating_points
from training.export.config import ExportConfig
from training.export.export import Heads, export, largest_difference, own_head
from training.export.feature_store import SHIFTED, FeatureStore
from training.export.features import Features
from training.export.fit_gate import fit_gate
from training.export.heads import (
    LinearHead,
    Mask,
    Numbers,
    PopulationHeads,
    fit_heads,
    own_linear,
    sigmoid,
)
from training.export.out_of_hospital import hospitals, out_of_hospital_logits, unseen_acquisition
from training.fitting.run_state import load_network
from training.network.model import BACTERIAL, PNEUMONIA
from xray_desktop.imaging import Preprocessing
from xray_desktop.inference import ModelMetadata
from xray_desktop.inference.decision import logit

NAME = "VGG16 chest pneumonia"


def export_run(
    config: ExportConfig, split: Split, weights: Path, training: dict[str, Any], file: Path
) -> dict[str, Any]:
    """Fits heads, calibration, thresholds and gate of a trained network and writes the ONNX file. Returns
    figures.

    The heads and the gate are fitted on training images. Calibration and thresholds are set on validation
    images as they are and under the synthetic shift together, hospitals and classes weighing the same, with
    each hospital predicted by heads that did not see it; the limits of the gate's distance are set on
    validation images.
    """
    network = load_network(weights)
    spec = Preprocessing()
    store = FeatureStore(network, spec, weights.parent / "features", seed=config.seed)
    fitting = limited(split.train, config.head_images, config.seed)
    checked = limited(split.validation, config.limit, config.seed)
    clean, mild = store.of(checked), store.of(checked, SHIFTED)
    frontal = limited(split.train, config.frontal_images, config.seed)
    changed = limited(split.train, config.gate_images, config.seed)
    weight, bias = own_head(network)
    own = own_linear(weight[PNEUMONIA].numpy(), float(bias[PNEUMONIA]))
    examples = (store.of(fitting).joined(store.of(fitting, SHIFTED)), [*fitting, *fitting])
    heads, population = fit_populations(config, examples, (clean.joined(mild), checked), own)
    logits = heads.pneumonia(clean.joined(mild))
    two = np.tile([sample.label != OTHER for sample in checked], 2)
    both = np.tile([sample.label for sample in checked], 2)[two]
    weights_of_cells = hospital_weights(checked)[two]
    probability = sigmoid(logits[two])
    points = operating_points(probability, both, weights_of_cells, seed=config.seed)
    balanced = next(point for point in points if point.name == "balanced")
    bacterial, bacterial_figures = _bacterial(checked, clean)
    abnormal_figures = _abnormal(checked, heads, clean, mild)
    gate = fit_gate(config, store, frontal, changed, checked)
    metadata = ModelMetadata(
        name=NAME,
        version=config.version,
        preprocessing=spec,
        operating_points=points,
        default_operating_point="balanced",
        uncertain=_uncertain_band(probability, weights_of_cells, balanced.threshold),
        gate=gate.gate,
        bacterial=bacterial_figures,
        abnormal=abnormal_figures,
        training={**training, "exported": time.strftime("%Y-%m-%d")},
        figures={**_figures(checked, heads, clean, mild), **population, **gate.figures},
    )
    scale = fit_calibration(clean.joined(mild).logits[two, PNEUMONIA], both, weights_of_cells).scale
    parts = Heads(heads, scale, bacterial, gate.distance, gate.presentation, gate.view, gate.mirroring)
    deployed = export(network, parts, metadata, file)
    example = checked[:: max(1, len(checked) // 100)][:100]
    inputs = to_grey(load_inputs(example, spec))[:, None]
    difference = largest_difference(deployed, file, inputs)
    return {
        "images": len(example),
        "largest_difference_to_torch": difference,
        "operating_points": [vars(point) for point in points],
        "uncertain": metadata.uncertain,
        "gate": asdict(gate.gate),
        "bacterial": bacterial_figures,
        "abnormal": abnormal_figures,
        **metadata.figures,
    }


def hospital_weights(checked: Sequence[Sample]) -> Numbers:
    """Weights (2 N,) of N images as they are and shifted: both forms, hospitals and classes weigh the
    same.
    """
    labels = [sample.label for sample in checked] * 2
    homes = np.tile(hospitals(checked), 2).tolist()
    return cell_weights(homes, labels, np.repeat([0, 1], len(checked)).tolist())


def fit_populations(
    config: ExportConfig,
    examples: tuple[Features, Sequence[Sample]],
    validation: tuple[Features, Sequence[Sample]],
    own: LinearHead,
) -> tuple[PopulationHeads, dict[str, Any]]:
    """Calibrated heads, and figures on how far the best threshold of each hospital is from the common one.

    Args:
        examples: features of training images, and the images.
        validation: features of N validation images as they are and shifted (2 N), and the images (N).
        own: the network's own head.
    """

    def of_children(samples: Sequence[Sample]) -> Mask:
        return np.array([sample.collection in config.children for sample in samples])

    features, fitting = examples
    both, checked = validation
    children = of_children(fitting)
    heads = fit_heads(features, fitting, children, own, strength=config.head_strength)
    images = [*checked, *checked]
    young, labels = of_children(images), np.array([sample.label for sample in images])
    adults = out_of_hospital_logits(
        (features, fitting, children), (both, images), heads, own, strength=config.head_strength
    )
    weights, two = hospital_weights(checked), labels != OTHER

    def calibration(logits: Numbers, chosen: Mask) -> Calibration:
        chosen = chosen & two
        if len(set(labels[chosen].tolist())) < 2:
            return Calibration(1.0, 0.0)
        return fit_calibration(logits[chosen], labels[chosen], weights[chosen])

    abnormal = Calibration(1.0, 0.0)
    if heads.abnormal is not None:
        sources = np.array([sample.source for sample in images])
        here = ~young & np.isin(sources, sources[labels == OTHER])
        ill = labels[here] != NORMAL
        abnormal = fit_calibration(
            heads.abnormal.logit(both.taken(here)),
            ill,
            cell_weights(sources[here].tolist(), ill.tolist()),
        )
    of_young = [sample for sample, is_young in zip(images, young, strict=True) if is_young]
    of_fitted = [sample for sample, is_young in zip(fitting, children, strict=True) if is_young]
    unseen = unseen_acquisition(
        (features.taken(children), of_fitted), (both.taken(young), of_young), strength=config.head_strength
    )
    everyone = np.ones(len(young), bool)
    calibrated = heads.calibrated(
        calibration(adults, everyone if heads.children is None else ~young),
        calibration((heads.children or heads.adults).logit(both), young).then(unseen),
        abnormal,
    )
    return calibrated, {"hospitals": _travel(images, calibrated.pneumonia(both))}


def _travel(images: Sequence[Sample], logits: Numbers) -> dict[str, Any]:
    """By hospital with both classes: ROC AUC, its own best threshold (Youden) in calibrated logits, and the
    sum of sensitivity and specificity that the common threshold of 0 loses against it."""
    homes = hospitals(images)
    labels = np.array([sample.label for sample in images])
    found: dict[str, Any] = {}
    for home in sorted(set(homes.tolist())):
        here = (homes == home) & (labels != OTHER)
        if len(set(labels[here].tolist())) < 2:
            continue
        false, true, thresholds = roc_curve(labels[here], logits[here])
        best = int(np.argmax(true - false))
        common = (logits[here][labels[here] == 1] >= 0).mean() - (logits[here][labels[here] == 0] >= 0).mean()
        found[home] = {
            "auc": float(roc_auc_score(labels[here], logits[here])),
            "best_threshold": float(np.clip(thresholds[best], -10, 10)),
            "lost": float((true - false)[best] - common),
        }
    return found


LEAST_BACTERIAL_AUC = 0.85
"""ROC AUC on validation images below which bacterial against viral is not useful even as a hint."""


def _bacterial(samples: list[Sample], clean: Features) -> tuple[Calibration | None, dict[str, Any]]:
    """Calibration of the output for bacterial, and its figures; None where it is left out."""
    kinds = np.array([kind_label(sample) for sample in samples])
    known = kinds >= 0
    if len(set(kinds[known])) < 2:
        return None, {}
    logits, labels = clean.logits[known, BACTERIAL], kinds[known].astype(int)
    if roc_auc_score(labels, logits) < LEAST_BACTERIAL_AUC:
        return None, {}
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


CAUTION_SPECIFICITY = 0.8
"""Share of normal validation images at which no caution of another abnormality is given."""


def _abnormal(
    samples: list[Sample], heads: PopulationHeads, clean: Features, mild: Features
) -> dict[str, Any]:
    """Figures of the output for abnormal on the sources with OTHER images, and the threshold of the
    caution.
    """
    if heads.abnormal is None:
        return {}
    sources = np.array([sample.source for sample in samples])
    labels = np.array([sample.label for sample in samples])
    here = np.isin(sources, sources[labels == OTHER])
    ill, apart, other = labels[here] != NORMAL, labels[here] != OTHER, labels[here] != PNEUMONIA_LABEL
    logits, changed = (heads.abnormality(part.taken(here)) for part in (clean, mild))
    threshold = float(
        np.quantile(np.concatenate([part[~ill] for part in (logits, changed)]), CAUTION_SPECIFICITY)
    )
    return {
        "auc": float(roc_auc_score(ill, logits)),
        "auc_pneumonia": float(roc_auc_score(ill[apart], logits[apart])),
        "auc_other": float(roc_auc_score(ill[other], logits[other])),
        "images": int(here.sum()),
        "prevalence_abnormal": float(ill.mean()),
        "threshold": float(sigmoid(np.array(threshold))),
        "sensitivity_other": float((logits[labels[here] == OTHER] >= threshold).mean()),
        "specificity": float((logits[~ill] < threshold).mean()),
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


def _figures(
    samples: list[Sample], heads: PopulationHeads, clean: Features, mild: Features
) -> dict[str, Any]:
    labels = np.array([sample.label for sample in samples])
    sources = np.array([sample.source for sample in samples])
    figures: dict[str, Any] = {}
    for name, features in (("clean", clean), ("shifted", mild)):
        logits = heads.pneumonia(features)
        for source in sorted(set(sources)):
            here = (sources == source) & (labels != OTHER)
            figures[f"auc_{source}_{name}"] = float(roc_auc_score(labels[here], logits[here]))
    return figures
