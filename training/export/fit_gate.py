"""Fitting the gate: distance, presentation and view, with their limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from training.data.dataset import Sample
from training.data.not_chest import scan_not_chest
from training.export.config import ExportConfig
from training.export.features import MILD, Features, extract, shifted
from training.export.gate import (
    PRESENTATIONS,
    VIEWS,
    Distance,
    Presentation,
    View,
    fit_distance,
    fit_presentation,
    fit_view,
    presented,
)
from training.network.model import Network
from xray_desktop.imaging import Preprocessing
from xray_desktop.inference import Gate
from xray_desktop.inference.metadata import PresentationGate, ViewGate

HELD_OUT = 4
"""One in so many images of each view is held out for the figures of the view gate."""


@dataclass(frozen=True, eq=False)
class FittedGate:
    """The gate's parts of the graph, its limits, and figures for the metadata."""

    gate: Gate
    distance: Distance
    presentation: Presentation
    view: View | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)


def fit_gate(
    config: ExportConfig,
    network: Network,
    fitting: Sequence[Sample],
    validation: Features,
    spec: Preprocessing,
) -> FittedGate:
    """Fits the gate on chest radiographs of the training side.

    Args:
        fitting: training images.
        validation: features of validation images, unchanged and shifted, for the limits of the distance.

    Raises:
        UnusableDataset: `config.not_chest` has no images of one of the views.
    """
    clean = extract(network, fitting, spec)
    mild = extract(network, fitting, spec, shifted(MILD, config.seed + 1))
    usual = clean.joined(mild)
    distance = fit_distance(usual)
    views = {"upright": usual}
    for name in PRESENTATIONS[1:]:
        views[name] = extract(network, fitting, spec, presented(name))
    presentation = fit_presentation(views)
    unusual_from = float(np.quantile(distance.of(validation), 1 - config.rejected / 2))
    view, view_gate = None, None
    figures: dict[str, Any] = {}
    if config.not_chest is not None:
        view, view_gate, figures = _fit_view(config, network, clean, mild, spec)
    gate = Gate(
        distance_limit=unusual_from * 1.05,
        distance_unusual=unusual_from,
        presentations=PresentationGate(PRESENTATIONS, 0.9),
        view=view_gate,
    )
    return FittedGate(gate, distance, presentation, view, figures)


def _fit_view(
    config: ExportConfig, network: Network, clean: Features, mild: Features, spec: Preprocessing
) -> tuple[View, ViewGate, dict[str, Any]]:
    """The view head on all images, and its figures from another one that was fitted without some of them."""
    assert config.not_chest is not None
    samples = scan_not_chest(config.not_chest, config.not_chest_except)
    plain, augmented = {"frontal": clean}, {"frontal": mild}
    for name, images in samples.items():
        plain[name] = extract(network, images, spec)
        augmented[name] = extract(network, images, spec, shifted(MILD, config.seed + 2))
    rng = np.random.default_rng(config.seed)
    kept = {name: rng.permutation(len(plain[name].logits)) % HELD_OUT > 0 for name in VIEWS}
    trial = fit_view(
        {name: plain[name].taken(kept[name]).joined(augmented[name].taken(kept[name])) for name in VIEWS}
    )
    limit = _limit(trial, mild.taken(kept["frontal"]), config)

    def rejected(name: str) -> float:
        return float((trial.of(plain[name].taken(~kept[name]))[:, 0] < limit).mean())

    kinds = sorted({sample.kind for images in samples.values() for sample in images})
    figures = {
        "kinds": kinds,
        "images": {name: len(plain[name].logits) for name in VIEWS},
        "rejected_held_out": {name: rejected(name) for name in VIEWS},
    }
    view = fit_view({name: plain[name].joined(augmented[name]) for name in VIEWS})
    return view, ViewGate(VIEWS, _limit(view, mild, config)), {"view": figures}


def _limit(view: View, chest: Features, config: ExportConfig) -> float:
    """The probability of a frontal chest that all but `config.rejected` of augmented chest radiographs reach."""
    return float(np.quantile(view.of(chest)[:, VIEWS.index("frontal")], config.rejected))
