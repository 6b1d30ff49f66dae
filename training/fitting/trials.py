"""The table of trials: every training run that left a record, its configuration and its figures."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path, PurePath
from statistics import mean, stdev
from typing import Any

from training.data.augmentation_config import Augmentation
from training.data.dataset import UnusableDataset
from training.fitting.config import TrainingConfig
from training.fitting.run_state import RECORD
from training.network.lineage import without_folders
from training.network.widths import VGG16, work_left
from xray_desktop.whole_file import write_whole

LEFT_OUT = "left_out.json"

_WHERE = {"on it": "left_out", "on the others": "known"}


def read_trials(runs: Path, kept: Path | None = None) -> list[dict[str, Any]]:
    """The records of all runs below a folder, by the day that they were started and by name.

    Each has the `name` of its folder, its `config`, its `provenance`, the figures of the step whose weights
    were kept (`best`), and `left_out` (None when nothing was left out).

    Args:
        kept: a file of `keep_trials`, if there is one: runs whose folders are gone; one that is still there
            replaces the kept one of its name.

    Raises:
        UnusableDataset: there is none, or one cannot be read.
    """
    trials = {trial["name"]: trial for trial in kept_trials(kept)} if kept and kept.is_file() else {}
    for file in sorted(runs.rglob(RECORD)):
        try:
            record = json.loads(file.read_text(encoding="utf-8"))
            beside = file.parent / LEFT_OUT
            left_out = json.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else None
            best = _of_the_weights_kept(record)
            kept_parts = {"config": record["config"], "provenance": record["provenance"]}
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise UnusableDataset(f"{file} is not the record of a training run ({error!r}).") from None
        name = file.parent.name
        trials[name] = {"name": name, **kept_parts, "best": best, "left_out": left_out}
    if not trials:
        raise UnusableDataset(f"{runs} holds no record of a training run ({RECORD}). Run `train` first.")
    return sorted(trials.values(), key=lambda trial: (trial["provenance"].get("started", ""), trial["name"]))


def _of_the_weights_kept(record: Mapping[str, Any]) -> dict[str, Any]:
    """The validation of the weights in best.pt: the best one, or without patience the last."""
    validations: list[dict[str, Any]] = record["validations"]
    if record["config"].get("patience") == 0:
        return validations[-1]
    return max(validations, key=lambda figures: float(figures["auc"]))


def keep_trials(trials: Sequence[Mapping[str, Any]], file: Path) -> None:
    """Writes the records behind the table as JSON, so that they outlive the folders of the runs."""
    content = [{**trial, "provenance": _without_folders(trial["provenance"])} for trial in trials]
    write_whole(file, [(json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()])


def kept_trials(file: Path) -> list[dict[str, Any]]:
    """What `keep_trials` wrote.

    Raises:
        UnusableDataset: the file cannot be read or holds something else.
    """
    try:
        trials: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
        for trial in trials:
            float(trial["best"]["auc"])
            _ = trial["name"], trial["config"], trial["provenance"], trial["left_out"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnusableDataset(f"{file} does not hold the records of training runs ({error!r}).") from None
    return trials


def _without_folders(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_folders(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_folders(item) for item in value]
    return without_folders(value) if isinstance(value, str) else value


def trials_table(trials: Sequence[Mapping[str, Any]]) -> str:
    """The trials as Markdown: one table of figures, one of the non-default settings."""
    names = sorted({key for trial in trials for key in trial["best"] if key.startswith("auc_")})
    heads = [name.removeprefix("auc_").replace("_", " ") for name in names]
    figures = [
        [
            trial["name"],
            trial["config"]["seed"],
            f"{trial['best']['step']} of {trial['config']['steps']}",
            _number(trial["best"]["auc"]),
            *(_number(trial["best"].get(name)) for name in names),
        ]
        for trial in trials
    ]
    changes = [[trial["name"], ", ".join(_changes(trial)) or "nothing"] for trial in trials]
    parts = [
        "# Trials",
        "Written by `python -m training trials` from the records of the training runs. Figures are ROC AUC "
        "on "
        "validation images, patients apart from those trained on, at the step whose weights were kept: that "
        "with the best mean, or without patience the last.",
        _table(["Run", "Seed", "Step", "Mean", *heads], figures),
        "Non-default settings:",
        _table(["Run", "Changes"], changes),
    ]
    repeated = _repeated(trials)
    if repeated:
        parts += [
            "Repeated with several seeds, mean and standard deviation:",
            _table(
                ["Runs", "Mean", *heads],
                [
                    [
                        ", ".join(trial["name"] for trial in group),
                        *(_spread(group, n) for n in ("auc", *names)),
                    ]
                    for group in repeated
                ],
            ),
        ]
    flipped = [trial for trial in trials if "with_flip" in trial["best"]]
    if flipped:
        columns = ["auc", *names]
        parts += [
            "Mean logit of an image and its mirror image; the gain in brackets:",
            _table(
                ["Run", "Mean", *heads],
                [[trial["name"], *(_gain(trial["best"], name) for name in columns)] for trial in flipped],
            ),
        ]
    left_out = [trial["left_out"] | {"name": trial["name"]} for trial in trials if trial["left_out"]]
    acquisitions = [item for item in left_out if "left_out" in item]
    sources = [item for item in left_out if "left_out_source" in item]
    if acquisitions:
        parts += [
            "Trained without one acquisition of normals and tested on it:",
            _table(
                ("Run", "Left out", "AUC on it", "AUC", "Specificity on it", "Specificity", "Sensitivity"),
                [
                    [
                        item["name"],
                        item["left_out"],
                        *(_number(item[key]) for key in ("auc_left_out", "auc_known")),
                        *(_number(item[key]) for key in ("specificity_left_out", "specificity_known")),
                        _number(item["sensitivity"]),
                    ]
                    for item in acquisitions
                ],
            ),
        ]
    if sources:
        kinds = ("auc", "sensitivity", "specificity")
        heads = [f"{name} {where}" for name in ("AUC", "Sensitivity", "Specificity") for where in _WHERE]
        parts += [
            "Trained without one source and tested on it at the threshold set on the others:",
            _table(
                ["Run", "Left out", *heads],
                [
                    [
                        item["name"],
                        item["left_out_source"],
                        *(_number(item[f"{kind}_{where}"]) for kind in kinds for where in _WHERE.values()),
                    ]
                    for item in sources
                ],
            ),
        ]
    return "\n\n".join(parts) + "\n"


def seeds_of(training: Mapping[str, Any], trials: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """How far the seeds of the recipe of a network lie apart, by source.

    Args:
        training: the provenance in the model's metadata, with its `config` and `starting_weights`. Runs
            with other numbers of steps are of the same recipe.

    Returns:
        For each source: `name`, the `seeds`, their number of `steps`, and `mean`, `deviation`, `lowest` and
        `highest` of the ROC AUC on unchanged validation images. Empty when the recipe was run once.
    """
    recipe = _recipe(training.get("config", {}), training.get("starting_weights", ""))
    for group in _repeated(trials):
        first = group[0]
        if _recipe(first["config"], first["provenance"].get("starting_weights", "")) == recipe:
            break
    else:
        return []
    runs = {"seeds": [trial["config"]["seed"] for trial in group], "steps": first["config"]["steps"]}
    rows = []
    for figure in first["best"]:
        found = re.fullmatch("auc_(?!abnormal_|viral_)(.+)_clean", figure)
        values = [trial["best"][figure] for trial in group if figure in trial["best"]]
        if found and len(values) > 1:
            spread = {"mean": mean(values), "deviation": stdev(values)}
            rows.append({"name": found[1], **runs, **spread, "lowest": min(values), "highest": max(values)})
    return rows


def _recipe(config: Mapping[str, Any], start: str) -> str:
    """What decides the result of a run, apart from its length and seed; an option that is newer than the run
    had its default.
    """
    usual = asdict(TrainingConfig(weights=""))
    apart = dict.fromkeys(("seed", "steps", "evaluate_every", "validation_limit"))
    return json.dumps([{**usual, **config, **apart}, without_folders(start)], sort_keys=True)


def _repeated(trials: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Runs that differ in their seed only, where there are several."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for trial in trials:
        origin = trial["provenance"]
        if not trial["left_out"] and "averaged" not in origin:
            start = without_folders(origin.get("starting_weights", ""))
            same = [trial["config"] | {"seed": None}, start]
            groups.setdefault(json.dumps(same, sort_keys=True), []).append(trial)
    return [group for group in groups.values() if len(group) > 1]


def _spread(group: Sequence[Mapping[str, Any]], name: str) -> str:
    values = [trial["best"][name] for trial in group if name in trial["best"]]
    return f"{mean(values):.4f} ± {stdev(values):.4f}" if len(values) > 1 else "–"


def _gain(best: Mapping[str, Any], name: str) -> str:
    if name not in best["with_flip"]:
        return "–"
    return f"{best['with_flip'][name]:.4f} ({best['with_flip'][name] - best[name]:+.4f})"


def _changes(trial: Mapping[str, Any]) -> list[str]:
    """What differs from the default configuration, and where the weights came from."""
    usual = asdict(TrainingConfig(weights="")) | {"augmentation": asdict(Augmentation())}
    origin = trial["provenance"]
    if "averaged" in origin:
        return [f"mean of {', '.join(_run_of(command) for command in origin['averaged'])}"]
    start = origin.get("starting_weights") or PurePath(trial["config"]["weights"]).name
    said = [f"from {f'the run {_run_of(start)}' if _run_of(start) else start}"]
    if (work := work_left(origin.get("widths", VGG16))) < 1:
        said.append(f"{work:.0%} of VGG16's multiplications")
    for name, value in trial["config"].items():
        if name == "augmentation":
            said += [
                f"augmentation {key} {_plain(strength)}"
                for key, strength in value.items()
                if _plain(strength) != _plain(usual["augmentation"].get(key))
            ]
        elif name not in ("weights", "seed") and _plain(value) != _plain(usual.get(name)):
            said.append(f"{name.replace('_', ' ')} {_plain(value)}")
    return said


def _run_of(command: str) -> str:
    """Name of the run's folder in a command of `train`; empty when it has none."""
    found = re.search(r"--(?:run|folder) ([^\s`]+)", command)
    return PurePath(found[1]).name if found else ""


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return " and ".join(f"{key} {item:g}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        numbers = all(isinstance(item, (int, float)) for item in value)
        return (" to " if numbers else ", ").join(_plain(item) for item in value)
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
