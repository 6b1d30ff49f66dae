"""Fitting the gate: distance, presentation and view, with their limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score

from training.data.dataset import Sample
from training.data.not_chest import scan_not_chest
from training.export.config import ExportConfig
from training.export.feature_store import SHIFTED, FeatureStore
from training.export.features import Features
from training.export.gate import (
    MIRRORED,
    PRESENTATIONS,
    VIEWS,
    Distance,
    Mirroring,
    Presentation,
    View,
    fit_distance,
    fit_mirroring,
    fit_presentation,
    fit_view,
)
from xray_desktop.inference import Gate
from xray_desktop.inference.metadata import PresentationGate, ViewGate

NOTED_MIRRORED = 0.005
"""Share of the validation images, none of which is mirrored on purpose, that may get the note."""

HELD_OUT = 4
"""One in so many images of each view is held out for the figures of the view gate."""


@dataclass(frozen=True, eq=False)
class FittedGate:
    """The gate's parts of the graph, its limits, and figures for the metadata."""

    gate: Gate
    distance: Distance
    presentation: Presentation
    mirroring: Mirroring
    view: View | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)


def fit_gate(
    config: ExportConfig,
    store: FeatureStore,
    fitting: Sequence[Sample],
    changed: Sequence[Sample],
    checked: Sequence[Sample],
) -> FittedGate:
    """Fits the gate on chest radiographs of the training side.

    Args:
        fitting: training images.
        changed: those of them that are also augmented, inverted and rotated.
        checked: validation images, for the limits: unchanged, shifted, and mirrored.

    Raises:
        UnusableDataset: `config.not_chest` has no images of one of the views.
    """
    frontal, mild = store.of(fitting), store.of(changed, SHIFTED)
    clean = store.of(checked)
    validation = clean.joined(store.of(checked, SHIFTED))
    distance = fit_distance(frontal.joined(mild))
    chosen = set(changed)
    upright = frontal.taken(np.array([sample in chosen for sample in fitting]))
    views = {"upright": upright.joined(mild)}
    for number, name in enumerate(PRESENTATIONS[1:]):
        # Every other image: three wrong presentations of each would weigh more than the upright ones.
        views[name] = store.of(changed[number % 2 :: 2], name)
    presentation = fit_presentation(views)
    unusual_from = float(np.quantile(distance.of(validation), 1 - config.rejected / 2))
    view, view_gate = None, None
    figures: dict[str, Any] = {}
    if config.not_chest is not None:
        view, view_gate, figures = _fit_view(config, store, frontal.joined(mild), validation)
    mirroring = fit_mirroring(frontal, store.of(fitting, MIRRORED))
    usual, exchanged = mirroring.of(clean), mirroring.of(store.of(checked, MIRRORED))
    mirrored_from = float(max(np.quantile(usual, 1 - NOTED_MIRRORED), 0.5))
    figures["mirrored"] = {
        "images": len(checked),
        "auc": float(roc_auc_score(np.repeat([0, 1], len(checked)), np.concatenate([usual, exchanged]))),
        "noted": float((exchanged >= mirrored_from).mean()),
        "noted_wrongly": float((usual >= mirrored_from).mean()),
    }
    gate = Gate(
        distance_limit=unusual_from * 1.05,
        distance_unusual=unusual_from,
        presentations=PresentationGate(PRESENTATIONS, 0.9),
        view=view_gate,
        mirrored_from=mirrored_from,
    )
    return FittedGate(gate, distance, presentation, mirroring, view, figures)


def _fit_view(
    config: ExportConfig, store: FeatureStore, frontal: Features, validation: Features
) -> tuple[View, ViewGate, dict[str, Any]]:
    """The view head on all images, and its figures from another one that was fitted without some of them."""
    assert config.not_chest is not None
    samples = scan_not_chest(config.not_chest, config.not_chest_except)
    plain = {name: store.of(images) for name, images in samples.items()}
    augmented = {name: store.of(images, SHIFTED) for name, images in samples.items()}
    rng = np.random.default_rng(config.seed)
    kept = {name: rng.permutation(len(images)) % HELD_OUT > 0 for name, images in samples.items()}
    parts = {name: plain[name].taken(kept[name]).joined(augmented[name].taken(kept[name])) for name in kept}
    trial = fit_view({"frontal": frontal, **parts})
    limit = _limit(trial, validation, config)
    kinds = {name: np.array([sample.kind for sample in images]) for name, images in samples.items()}

    def rejected(name: str) -> npt.NDArray[np.bool_]:
        found: npt.NDArray[np.bool_] = trial.of(plain[name].taken(~kept[name]))[:, FRONTAL] < limit
        return found

    held_out = {name: rejected(name) for name in samples}
    accepted = {
        kind: int((~held_out[name][kinds[name][~kept[name]] == kind]).sum())
        for name in samples
        for kind in sorted(set(kinds[name].tolist()))
    }
    figures = {
        "kinds": sorted(accepted),
        "images": {"frontal": len(frontal.logits), **{name: len(images) for name, images in samples.items()}},
        "rejected_held_out": {
            "frontal": float((trial.of(validation)[:, FRONTAL] < limit).mean()),
            **{name: float(held_out[name].mean()) for name in samples},
        },
        "accepted_held_out": {kind: count for kind, count in accepted.items() if count},
    }
    view = fit_view({"frontal": frontal, **{name: plain[name].joined(augmented[name]) for name in samples}})
    return view, ViewGate(VIEWS, _limit(view, validation, config)), {"view": figures}


FRONTAL = VIEWS.index("frontal")


def _limit(view: View, chest: Features, config: ExportConfig) -> float:
    """The probability of a frontal chest that all but half of `config.rejected` of chest radiographs
    reach.
    """
    return float(np.quantile(view.of(chest)[:, FRONTAL], config.rejected / 2))
