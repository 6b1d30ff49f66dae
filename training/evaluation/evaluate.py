"""Evaluation of a model on labelled images, as plain values for JSON."""

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from tqdm import tqdm

from training.data.dataset import CLASSES, OTHER, Sample, data_sha256, limited
from training.evaluation.assessment import Assessment, curves, subgroups
from training.evaluation.classified import Classified, Progress, classify_samples
from training.evaluation.deletion_test import deletion_test
from training.evaluation.pointing import pointing
from training.evaluation.shifts import SHIFTS, shift_table
from training.options import option
from xray_desktop.evaluation import intervals
from xray_desktop.inference import Classifier, PredictedClass
from xray_desktop.messages import english

SCHEMA = 2


@dataclass(frozen=True)
class EvaluationConfig:
    """How an evaluation is done."""

    data_name: str = ""
    """Name of the images in the report."""
    role: str = "test"
    """"test", "validation" (thresholds were chosen on these images) or "train"."""
    replicates: int = option("bootstrap replicates", intervals.REPLICATES)
    shift_images: int = option("images of every source and class for the synthetic shifts; 0 for none", 60)
    deletion_images: int = option("true pneumonia images for the deletion test; 0 for none", 200)
    seed: int = option("of the bootstrap, the choice of images and the synthetic shifts", 0)


def evaluate(
    classifier: Classifier, samples: Sequence[Sample], config: EvaluationConfig
) -> tuple[dict[str, Any], list[Classified]]:
    """Classifies images. Returns the content of `evaluation.json`, and the images with their outputs."""
    with _bar("classifying", len(samples)) as progress:
        classified = classify_samples(classifier, samples, progress=progress)
    readable = [item for item in classified if np.isfinite(item.probability)]
    known = [item for item in readable if item.sample.label != OTHER]
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "written": time.strftime("%Y-%m-%d"),
        "model": _model(classifier),
        "data": _data(samples, config),
        "settings": asdict(config),
        "counts": _counts(classified),
        "default_operating_point": classifier.metadata.default_operating_point,
    }
    accepted = [item for item in known if not item.rejected]
    figures = Assessment(replicates=config.replicates, seed=config.seed)
    content["operating_points"] = [
        {
            "name": point.name,
            "threshold": point.threshold,
            "purpose": point.purpose,
            **figures.both_sides(accepted, point.threshold),
        }
        for point in classifier.metadata.operating_points
    ]
    default = classifier.metadata.operating_point()
    decided = [
        item
        for item in accepted
        if item.prediction and item.prediction.predicted_class != PredictedClass.UNCERTAIN
    ]
    content["without_rejection"] = figures.both_sides(known, default.threshold)
    content["decided_only"] = figures.both_sides(decided, default.threshold)
    content["calibration"] = figures.calibration(accepted)
    content["curves"] = curves(accepted)
    content["subgroups"] = [
        {"name": name, "group": group, **figures.subgroup(members, default.threshold)}
        for group, name, members in subgroups(accepted)
    ]
    content["bacterial"] = figures.bacterial(accepted)
    content["abnormal"] = figures.abnormal([item for item in readable if not item.rejected])
    content["other"] = _other([item for item in readable if item.sample.label == OTHER], default.threshold)
    content["rejected"] = [_listed(item) for item in classified if item.rejected]
    content["unreadable"] = [_listed(item) for item in classified if item.error]
    content["uncertain"] = [
        _listed(item)
        for item in accepted
        if item.prediction and item.prediction.predicted_class == PredictedClass.UNCERTAIN
    ]
    content["shifts"] = _shifts(classifier, known, config)
    content["pointing"] = pointing(accepted)
    content["deletion_test"] = _deletion(classifier, accepted, config)
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
        counts[sample.class_name] = counts.get(sample.class_name, 0) + 1
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

    seconds = [item.output.seconds for item in classified if item.output is not None]
    predictions = [item.prediction.predicted_class for item in classified if item.prediction is not None]
    return {
        "images": len(classified),
        "classified": sum(predicted_class is not None for predicted_class in predictions),
        "uncertain": predictions.count(PredictedClass.UNCERTAIN),
        "rejected": predictions.count(None),
        "unreadable": sum(bool(item.error) for item in classified),
        "rejected_by_source": {
            source: share("rejected", source) for source in dict.fromkeys(i.sample.source for i in classified)
        },
        "seconds_per_image": float(np.median(seconds)) if seconds else None,
    }


def _other(classified: Sequence[Classified], threshold: float) -> dict[str, Any]:
    """What the model predicts for abnormalities other than pneumonia; {} without such images."""
    accepted = [item for item in classified if not item.rejected]
    if not accepted:
        return {}
    return {
        "images": len(classified),
        "rejected": len(classified) - len(accepted),
        "predicted_pneumonia": float(np.mean([item.probability >= threshold for item in accepted])),
    }


def _listed(item: Classified) -> dict[str, Any]:
    prediction = item.prediction
    return {
        "image": f"{item.sample.source}/{item.sample.class_name}/{item.sample.path.name}",
        "probability": None if math.isnan(item.probability) else round(item.probability, 6),
        "reason": prediction.reason if prediction else "unreadable",
        "message": english(prediction.reasons) if prediction else item.error,
    }


def _shifts(
    classifier: Classifier, known: Sequence[Classified], config: EvaluationConfig
) -> list[dict[str, Any]]:
    if not config.shift_images:
        return []
    by_sample = {item.sample: item for item in known}
    chosen = [by_sample[sample] for sample in limited(list(by_sample), config.shift_images, config.seed)]
    with _bar("shifting", len(chosen) * len(SHIFTS)) as progress:
        return shift_table(classifier, chosen, seed=config.seed, progress=progress)


def _deletion(
    classifier: Classifier, accepted: Sequence[Classified], config: EvaluationConfig
) -> dict[str, Any]:
    ill = [item for item in accepted if item.sample.label]
    if not config.deletion_images or not ill:
        return {}
    rng = np.random.default_rng(config.seed)
    chosen = [ill[i] for i in sorted(rng.permutation(len(ill))[: config.deletion_images])]
    with _bar("deletion test", len(chosen)) as progress:
        return deletion_test(classifier, chosen, seed=config.seed, progress=progress)


@contextmanager
def _bar(what: str, total: int) -> Iterator[Progress]:
    """A progress bar on a terminal, nothing elsewhere."""
    with tqdm(total=total, desc=what, unit="image", disable=None) as bar:
        yield bar.update
