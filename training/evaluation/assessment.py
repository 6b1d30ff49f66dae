"""Figures of images that a model has classified: overall, by subgroup, as curves."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt

from training.data.dataset import NORMAL, OTHER, PNEUMONIA
from training.evaluation.classified import Classified
from xray_desktop.evaluation import intervals, metrics
from xray_desktop.evaluation.precision_recall import precision_recall

Mask = npt.NDArray[np.bool_]


def subgroups(classified: Sequence[Classified]) -> list[tuple[str, str, list[Classified]]]:
    """Subgroups that may differ in performance: (kind of subgroup, its name, its images).

    A kind of pneumonia is compared with all normals of its source, an acquisition of normals with all
    pneumonia of its source, so that both have an ROC AUC.
    """
    found = []
    for source in dict.fromkeys(item.sample.source for item in classified):
        here = [item for item in classified if item.sample.source == source]
        found.append(("source", source, here))
        normal = [item for item in here if not item.sample.label]
        ill = [item for item in here if item.sample.label]
        for kind, name in (("bacteria", "bacterial"), ("virus", "viral")):
            if some := [item for item in ill if item.sample.kind == kind]:
                found.append(("kind", f"{source}: {name} pneumonia", some + normal))
        for acquisition in sorted({item.sample.acquisition for item in normal} - {""}):
            some = [item for item in normal if item.sample.acquisition == acquisition]
            found.append(("acquisition", f"{source}: normals {acquisition}", some + ill))
        noisy = [item for item in here if item.sample.label_noise]
        if noisy and len(noisy) < len(here):
            exact = [item for item in here if not item.sample.label_noise]
            found += [
                ("labels", f"{source}: {name}", members)
                for name, members in (("reliable labels", exact), ("less reliable labels", noisy))
            ]
    return found


class Assessment:
    """Counts figures of classified images, as plain values for JSON, with one way of bootstrapping."""

    def __init__(self, *, replicates: int = intervals.REPLICATES, seed: int = 0) -> None:
        self._replicates, self._seed = replicates, seed

    def both_sides(self, classified: Sequence[Classified], threshold: float) -> dict[str, Any]:
        """Confusion matrix, and the figures with either class as the positive one."""
        labels, p, patients = _arrays(classified)
        predicted, replicates = p >= threshold, self._replicates_of(labels, patients)
        counts = metrics.confusion(labels, predicted, metrics.unit_weights(len(classified)))
        ill = intervals.classification_figures(labels, p, predicted, patients, replicates)
        normal = intervals.classification_figures(~labels, 1 - p, ~predicted, patients, replicates)
        return {
            "images": len(classified),
            "confusion": {name: int(getattr(counts, name)[0]) for name in counts.__dataclass_fields__},
            "PNEUMONIA": intervals.as_dicts(ill),
            "NORMAL": intervals.as_dicts(normal),
        }

    def calibration(self, classified: Sequence[Classified]) -> dict[str, Any]:
        """Reliability bins, expected calibration error and Brier score."""
        labels, p, patients = _arrays(classified)
        replicates = self._replicates_of(labels, patients)
        return {
            "bins": [asdict(item) for item in metrics.calibration_bins(labels, p)],
            "ece": _ece(labels, p, replicates).as_dict(),
            "brier": intervals.with_interval(lambda w: metrics.brier(labels, p, w), replicates).as_dict(),
        }

    def subgroup(self, classified: Sequence[Classified], threshold: float) -> dict[str, Any]:
        """The main figures of a subgroup."""
        labels, p, patients = _arrays(classified)
        replicates = self._replicates_of(labels, patients)
        figures = intervals.classification_figures(labels, p, p >= threshold, patients, replicates)
        chosen = {name: figures[name] for name in ("roc_auc", "sensitivity", "specificity", "accuracy")}
        chosen["ece"] = _ece(labels, p, replicates)
        return {
            "normal": int((~labels).sum()),
            "pneumonia": int(labels.sum()),
            **intervals.as_dicts(chosen),
        }

    def bacterial(self, classified: Sequence[Classified]) -> dict[str, Any]:
        """The secondary output on true pneumonia whose kind is known; {} when there is none of both."""
        known = [
            (item, item.output.bacterial)
            for item in classified
            if item.sample.kind and item.output is not None
        ]
        pairs = [(item, p) for item, p in known if p is not None]
        labels = np.array([item.sample.kind == "bacteria" for item, _ in pairs], bool)
        if not labels.any() or labels.all():
            return {}
        p = np.array([p for _, p in pairs], float)
        patients = [item.sample.patient for item, _ in pairs]
        replicates = self._replicates_of(labels, patients)
        figures = intervals.classification_figures(labels, p, p >= 0.5, patients, replicates)
        figures["ece"] = _ece(labels, p, replicates)
        return {
            "bacterial": int(labels.sum()),
            "viral": int((~labels).sum()),
            **intervals.as_dicts(figures),
        }

    def abnormal(self, classified: Sequence[Classified]) -> dict[str, Any]:
        """The output for any abnormality, PNEUMONIA and OTHER together being positive, on sources with OTHER.

        {} when the model has no such output or there are no such sources.
        """
        sources = {item.sample.source for item in classified if item.sample.label == OTHER}
        pairs = [
            (item.sample, item.output.abnormal)
            for item in classified
            if item.output is not None and item.output.abnormal is not None and item.sample.source in sources
        ]
        labels = np.array([sample.label != NORMAL for sample, _ in pairs], bool)
        if not labels.any() or labels.all():
            return {}
        p = np.array([p for _, p in pairs], float)
        patients = [sample.patient for sample, _ in pairs]
        replicates = self._replicates_of(labels, patients)
        figures = intervals.classification_figures(labels, p, p >= 0.5, patients, replicates)
        figures["ece"] = _ece(labels, p, replicates)
        other = np.array([sample.label != PNEUMONIA for sample, _ in pairs], bool)
        return {
            "normal": int((~labels).sum()),
            "abnormal": int(labels.sum()),
            "roc_auc_other": intervals.with_interval(
                lambda w: metrics.roc_auc(labels[other], p[other], w), replicates[:, other]
            ).as_dict(),
            **intervals.as_dicts(figures),
        }

    def _replicates_of(self, labels: Mask, patients: list[str]) -> metrics.Floats:
        return intervals.resampling_weights(labels, patients, replicates=self._replicates, seed=self._seed)


def _ece(labels: Mask, p: np.ndarray, replicates: metrics.Floats) -> intervals.Figure:
    return intervals.with_interval(
        lambda w: metrics.expected_calibration_error(labels, p, w), replicates, centred=True
    )


def _arrays(classified: Sequence[Classified]) -> tuple[Mask, np.ndarray, list[str]]:
    """Labels, probabilities and patients."""
    return (
        np.array([item.sample.label for item in classified], bool),
        np.array([item.probability for item in classified], float),
        [item.sample.patient for item in classified],
    )


def curves(classified: Sequence[Classified], points: int = 400) -> dict[str, list[list[float]]]:
    """ROC as (1 - specificity, sensitivity) and precision-recall as (recall, precision), thinned out."""
    labels, p, _ = _arrays(classified)
    if not labels.any() or labels.all():
        return {"roc": [], "pr": []}
    roc, pr = metrics.roc(labels, p), precision_recall(labels, p)
    assert roc is not None
    assert pr is not None

    def thinned(curve: np.ndarray) -> list[list[float]]:
        chosen = np.unique(np.linspace(0, len(curve) - 1, min(points, len(curve))).astype(int))
        pairs: list[list[float]] = np.round(curve[chosen], 5).tolist()
        return pairs

    return {
        "roc": thinned(np.column_stack([roc.false_positive_rate, roc.true_positive_rate])),
        "pr": thinned(np.column_stack([pr.recall, pr.precision])),
    }
