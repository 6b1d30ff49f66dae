"""Everything that is to be known of a model on labelled films, as plain values for JSON."""

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from tqdm import tqdm

from training.evaluation import metrics
from training.evaluation.assessment import Assessment, curves, subgroups
from training.data.dataset import CLASSES, Film, data_sha256, limited
from training.evaluation.deletion_test import erasing_test
from training.evaluation.classified import Judged, Progress, judge_films
from training.data.shifts import SHIFTS, shift_table
from xray_desktop.inference import Classifier, Verdict

SCHEMA = 1


@dataclass(frozen=True)
class EvaluationConfig:
    """How an evaluation is done.

    Attributes:
        data_name: what the report calls the films.
        role: "test", "validation" (thresholds were chosen on these films) or "train".
        replicates: bootstrap replicates.
        shift_films: films of every source and class that the synthetic shifts are tried on; 0 for none.
        erasing_films: true pneumonia films of the erasing test; 0 for none.
        seed: of the bootstrap, of what is drawn, and of what is random about the shifts.
    """

    data_name: str
    role: str = "test"
    replicates: int = metrics.REPLICATES
    shift_films: int = 60
    erasing_films: int = 200
    seed: int = 0


def evaluate(
    classifier: Classifier, films: Sequence[Film], config: EvaluationConfig
) -> tuple[dict[str, Any], list[Judged]]:
    """Judges the films and counts. Returns what `evaluation.json` holds, and the films with their scores."""
    with _bar("judging", len(films)) as progress:
        judged = judge_films(classifier, films, progress=progress)
    known = [item for item in judged if np.isfinite(item.probability)]
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "written": time.strftime("%Y-%m-%d"),
        "model": _model(classifier),
        "data": _data(films, config),
        "settings": asdict(config),
        "counts": _counts(judged),
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
    decided = [item for item in assessed if item.prediction and item.prediction.verdict != Verdict.UNCERTAIN]
    content["as_if_never_turned_away"] = figures.both_sides(known, default.threshold)
    content["decided_only"] = figures.both_sides(decided, default.threshold)
    content["calibration"] = figures.calibration(assessed)
    content["curves"] = curves(assessed)
    content["subgroups"] = [
        {"name": name, "group": group, **figures.subgroup(members, default.threshold)}
        for group, name, members in subgroups(assessed)
    ]
    content["bacterial"] = figures.bacterial(assessed)
    content["turned_away"] = [_listed(item) for item in judged if item.turned_away]
    content["unreadable"] = [_listed(item) for item in judged if item.error]
    content["uncertain"] = [
        _listed(item) for item in assessed if item.prediction and item.prediction.verdict == Verdict.UNCERTAIN
    ]
    content["shifts"] = _shifts(classifier, known, config)
    content["erasing"] = _erasing(classifier, assessed, config)
    return content, judged


def _model(classifier: Classifier) -> dict[str, Any]:
    metadata = classifier.metadata
    return {
        "name": metadata.name,
        "version": metadata.version,
        "sha256": classifier.sha256,
        "uncertain": list(metadata.uncertain) if metadata.uncertain else None,
        "default_threshold": metadata.operating_point().threshold,
    }


def _data(films: Sequence[Film], config: EvaluationConfig) -> dict[str, Any]:
    by_source: dict[str, dict[str, int]] = {}
    for film in films:
        counts = by_source.setdefault(film.source, dict.fromkeys(CLASSES, 0))
        counts[film.class_name] += 1
    return {
        "name": config.data_name,
        "role": config.role,
        "films": len(films),
        "patients": len({film.patient for film in films}),
        "sources": by_source,
        "sha256": data_sha256(film for film in films if film.path.is_file()),
    }


def _counts(judged: Sequence[Judged]) -> dict[str, Any]:
    def share(status: str, source: str) -> dict[str, int]:
        here = [item for item in judged if item.film.source == source]
        return {"films": len(here), status: sum(item.status == status for item in here)}

    seconds = [item.score.seconds for item in judged if item.score is not None]
    verdicts = [item.prediction.verdict for item in judged if item.prediction is not None]
    return {
        "films": len(judged),
        "assessed": sum(verdict is not None for verdict in verdicts),
        "uncertain": verdicts.count(Verdict.UNCERTAIN),
        "turned_away": verdicts.count(None),
        "unreadable": sum(bool(item.error) for item in judged),
        "turned_away_by_source": {
            source: share("rejected", source) for source in dict.fromkeys(i.film.source for i in judged)
        },
        "seconds_per_film": float(np.median(seconds)) if seconds else None,
    }


def _listed(item: Judged) -> dict[str, Any]:
    reason = item.error
    if item.prediction is not None:
        reason = item.prediction.not_assessed or item.prediction.uncertain
    return {
        "film": f"{item.film.source}/{item.film.class_name}/{item.film.path.name}",
        "probability": None if math.isnan(item.probability) else round(item.probability, 6),
        "reason": reason,
    }


def _shifts(
    classifier: Classifier, known: Sequence[Judged], config: EvaluationConfig
) -> list[dict[str, Any]]:
    if not config.shift_films:
        return []
    by_film = {item.film: item for item in known}
    chosen = [by_film[film] for film in limited(list(by_film), config.shift_films, config.seed)]
    with _bar("shifting", len(chosen) * len(SHIFTS)) as progress:
        return shift_table(classifier, chosen, seed=config.seed, progress=progress)


def _erasing(classifier: Classifier, assessed: Sequence[Judged], config: EvaluationConfig) -> dict[str, Any]:
    ill = [item for item in assessed if item.film.label]
    if not config.erasing_films or not ill:
        return {}
    rng = np.random.default_rng(config.seed)
    chosen = [ill[i] for i in sorted(rng.permutation(len(ill))[: config.erasing_films])]
    with _bar("erasing", len(chosen)) as progress:
        return erasing_test(classifier, chosen, seed=config.seed, progress=progress)


@contextmanager
def _bar(what: str, total: int) -> Iterator[Progress]:
    """A progress bar on a terminal, nothing elsewhere."""
    with tqdm(total=total, desc=what, unit="film", disable=None) as bar:
        yield bar.update
