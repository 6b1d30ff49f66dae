"""The model card, made from the model file and its evaluation, so that no figure in it can be stale."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.cards.report import default_point
from training.data.dataset import UnusableDataset
from training.evaluation.evaluate import SCHEMA
from training.network.lineage import ancestry, without_folders
from training.network.widths import VGG16, work_left
from training.pages import fill
from xray_desktop.inference import Classifier

LANGUAGES = ("", "ko")
"""Of the card: English, and the others by their codes. One more needs a template and its code here."""


def read_evaluation(file: Path, classifier: Classifier) -> dict[str, Any]:
    """What `evaluate` wrote, when it is of this very model.

    Raises:
        UnusableDataset: the file cannot be read, or is the evaluation of another model.
    """
    try:
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        schema, sha256 = content["schema"], content["model"]["sha256"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnusableDataset(
            f"{file} is not an evaluation ({error!r}). Run `evaluate` and give its evaluation.json."
        ) from None
    if schema != SCHEMA:
        raise UnusableDataset(f"{file} was written by another version. Run `evaluate` again.")
    if sha256 != classifier.sha256:
        raise UnusableDataset(
            f"{file} is the evaluation of the model {sha256[:8]}, and the card is to be of "
            f"{classifier.sha256[:8]}. Run `evaluate` on this model."
        )
    return content


def model_card(
    classifier: Classifier,
    evaluations: Sequence[Mapping[str, Any]],
    left_out: Sequence[Mapping[str, Any]] = (),
    int8: Classifier | None = None,
    *,
    seeds: Sequence[Mapping[str, Any]] = (),
    language: str = "",
) -> str:
    """The card as Markdown, with the fields of Mitchell et al. (2019) and the items of CLAIM that apply.

    Args:
        evaluations: of this model; the first is the validation that the thresholds were set on.
        left_out: what training without one acquisition, or one source, gave, for other models of the recipe.
        int8: the int8 form of this model, with the figures that `quantize` noted in it.
        seeds: how far the seeds of its recipe lie apart, of `seeds_of`.
        language: one of LANGUAGES.
    """
    training = classifier.metadata.training
    taught = bool(training.get("config", {}).get("teacher"))
    earlier, origin = ancestry(without_folders(str(training.get("starting_weights", "–"))))
    # Sorted here: the file keeps them by threshold, and a card is read from the default on.
    points = sorted(evaluations[0]["operating_points"], key=lambda point: float(point["threshold"]))
    return fill(
        in_language("model_card.md", language),
        m=classifier.metadata,
        sha256=classifier.sha256,
        training=training,
        widths=training.get("widths", VGG16),
        work=work_left(training.get("widths", VGG16)),
        origin=origin,
        earlier=earlier,
        taught=taught,
        taught_before=not taught and any("--teacher " in run for run in earlier),
        averaged=[without_folders(run) for run in training.get("averaged", ())],
        config=training.get("config", {}),
        command=without_folders(str(training.get("command", ""))),
        evaluations=evaluations,
        first=evaluations[0],
        default=default_point(evaluations[0]),
        defaults=[default_point(evaluation) for evaluation in evaluations],
        points=points,
        acquisitions=[row for row in left_out if "left_out" in row],
        sources=[row for row in left_out if "left_out_source" in row],
        seeds=seeds,
        int8=int8 and {"sha256": int8.sha256, "figures": int8.metadata.figures["int8"]},
        child="child" in classifier.output_names,
        stress=_stress(evaluations[0]["shifts"]),
    )


def in_language(name: str, language: str) -> str:
    """The name of a file in a language: model_card.md, model_card.ko.md."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{language}.{suffix}" if language else name


def _stress(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The images unchanged, then the changes that the model takes worst, by the share of predictions
    changed.
    """
    if not rows:
        return []
    changed = [row for row in rows[1:] if not row["to_be_rejected"]]
    worst = sorted(changed, key=lambda row: float(row["predictions_changed"]), reverse=True)
    return [rows[0], *worst[:6], *(row for row in rows if row["to_be_rejected"])]
