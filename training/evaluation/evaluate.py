"""Everything that is to be known of a model on labelled images, as plain values for JSON."""

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from tqdm import tqdm

from training.data.dataset import CLASSES, Sample, data_sha256, limited
from training.data.shifts import SHIFTS, shift_table
from training.evaluation import metrics
from training.evaluation.assessment import Assessment, curves, subgroups
from training.evaluation.classified import Classified, Progress, classify_samples
from training.evaluation.deletion_test import deletion_test
from xray_desktop.inference import Classifier, PredictedClass
from xray_desktop.messages import english

SCHEMA = 1


@dataclass(frozen=True)
class EvaluationConfig:
    """How an evaluation is done.

    Attributes:
        data_name: what the report calls the images.
        role: "test", "validation" (thresholds were chosen on these images) or "train".
        replicates: bootstrap replicates.
        shift_images: images of every source and class that the synthetic shifts are tried on; 0 for none.
        erasing_images: true pneumonia images of the erasing test; 0 for none.
        seed: of the bootstrap, of what is drawn, and of what is random about the shifts.
    """

    data_name: str
    role: str = "test"
    replicates: int = metrics.REPLICATES
    shift_samples: int = 60
    deletion_samples: int = 200
    seed: int = 0


def evaluate(
    classifier: Classifier, samples: Sequence[Sample], config: EvaluationConfig
) -> tuple[dict[str, Any], list[Classified]]:
    """Classifies the images and counts. Returns what `evaluation.json` holds, and the images with their scores."""
    with _bar("classifying", len(samples)) as progress:
        classified = classify_samples(classifier, samples, progress=progress)
    known = [item for item in classified if np.isfinite(item.probability)]
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "written": time.strftime("%Y-%m-%d"),
        "model": _model(classifier),
        "data": _data(samples, config),
        "settings": asdict(config),
        "counts": _counts(classified),
        "default_operating_point": classifier.metadata.default_operating_point,
    }
    assessed = [item for item in known if not item.turned_away]
    figures = Assessment(replicates=config.replicates, seed=config.seed)
    content["operating_points"] = [
        {
            "name": point.name,
            "threshold": point.threshold,
            "purpose": point.purpose,
            **figures.both_sides(assessed, point.threshold),
        }
        for point in classifier.metadata.operating_points
    ]
    default = classifier.metadata.operating_point()
    decided = [
        item
        for item in assessed
        if item.prediction and item.prediction.predicted_class != PredictedClass.UNCERTAIN
    ]
    content["as_if_never_turned_away"] = figures.both_sides(known, default.threshold)
    content["decided_only"] = figures.both_sides(decided, default.threshold)
    content["calibration"] = figures.calibration(assessed)
    content["curves"] = curves(assessed)
    content["subgroups"] = [
        {"name": name, "group": group, **figures.subgroup(members, default.threshold)}
        for group, name, members in subgroups(assessed)
    ]
    content["bacterial"] = figures.bacterial(assessed)
    content["turned_away"] = [_listed(item) for item in classified if item.turned_away]
    content["unreadable"] = [_listed(item) for item in classified if item.error]
    content["uncertain"] = [
        _listed(item)
        for item in assessed
        if item.prediction and item.prediction.predicted_class == PredictedClass.UNCERTAIN
    ]
    content["shifts"] = _shifts(classifier, known, config)
    content["erasing"] = _deletion(classifier, assessed, config)
    return content, classified


def _model(classifier: Classifier) -> dict[str, Any]:
    metadata = classifier.metadata
    return {
        "name": metadata.name,
        "version": metadata.version,
        "sha256": classifier.sha256,
        "uncertain": list(metadata.uncertain) if metadata.uncertain else None,
        "default_threshold": metadata.operating_point().threshold,
    }


def _data(samples: Sequence[Sample], config: EvaluationConfig) -> dict[str, Any]:
    by_source: dict[str, dict[str, int]] = {}
    for sample in samples:
        counts = by_source.setdefault(sample.source, dict.fromkeys(CLASSES, 0))
        counts[sample.class_name] += 1
    return {
        "name": config.data_name,
        "role": config.role,
        "images": len(samples),
        "patients": len({sample.patient for sample in samples}),
        "sources": by_source,
        "sha256": data_sha256(sample for sample in samples if sample.path.is_file()),
    }


def _counts(classified: Sequence[Classified]) -> dict[str, Any]:
    def share(status: str, source: str) -> dict[str, int]:
        here = [item for item in classified if item.sample.source == source]
        return {"images": len(here), status: sum(item.status == status for item in here)}

    seconds = [item.score.seconds for item in classified if item.score is not None]
    predictions = [item.prediction.predicted_class for item in classified if item.prediction is not None]
    return {
        "images": len(classified),
        "assessed": sum(predicted_class is not None for predicted_class in predictions),
        "uncertain": predictions.count(PredictedClass.UNCERTAIN),
        "turned_away": predictions.count(None),
        "unreadable": sum(bool(item.error) for item in classified),
        "turned_away_by_source": {
            source: share("rejected", source) for source in dict.fromkeys(i.sample.source for i in classified)
        },
        "seconds_per_sample": float(np.median(seconds)) if seconds else None,
    }


def _listed(item: Classified) -> dict[str, Any]:
    reason = item.error
    if item.prediction is not None:
        reason = english(item.prediction.reasons)
    return {
        "image": f"{item.sample.source}/{item.sample.class_name}/{item.sample.path.name}",
        "probability": None if math.isnan(item.probability) else round(item.probability, 6),
        "reason": reason,
    }


def _shifts(
    classifier: Classifier, known: Sequence[Classified], config: EvaluationConfig
) -> list[dict[str, Any]]:
    if not config.shift_samples:
        return []
    by_sample = {item.sample: item for item in known}
    chosen = [by_sample[sample] for sample in limited(list(by_sample), config.shift_samples, config.seed)]
    with _bar("shifting", len(chosen) * len(SHIFTS)) as progress:
        return shift_table(classifier, chosen, seed=config.seed, progress=progress)


def _deletion(
    classifier: Classifier, assessed: Sequence[Classified], config: EvaluationConfig
) -> dict[str, Any]:
    ill = [item for item in assessed if item.sample.label]
    if not config.deletion_samples or not ill:
        return {}
    rng = np.random.default_rng(config.seed)
    chosen = [ill[i] for i in sorted(rng.permutation(len(ill))[: config.deletion_samples])]
    with _bar("erasing", len(chosen)) as progress:
        return deletion_test(classifier, chosen, seed=config.seed, progress=progress)


@contextmanager
def _bar(what: str, total: int) -> Iterator[Progress]:
    """A progress bar on a terminal, nothing elsewhere."""
    with tqdm(total=total, desc=what, unit="image", disable=None) as bar:
        yield bar.update
