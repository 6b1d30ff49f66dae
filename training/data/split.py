"""Training and validation, 7 to 3: stratified by class and kind, no patient on both sides, kept in a file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from training.data.dataset import LABELS, Sample, UnusableDataset, data_sha256, root_of
from training.data.duplicates import groups_of_patients

FOLDS = 10


@dataclass(frozen=True)
class Split:
    """The two sides of a split, and how it was made."""

    train: tuple[Sample, ...]
    validation: tuple[Sample, ...]
    seed: int
    data_sha256: str


def split_samples(samples: Sequence[Sample], *, seed: int, validation_tenths: int = 3) -> Split:
    """Splits images by patient.

    Ten folds, grouped by patient and stratified by source, class, kind, acquisition and source of the label;
    the first `validation_tenths` of them (1 to 9) become validation. The same images and seed give the same
    split. Copies of an image, in one source or several, stay on one side.
    """
    if not 1 <= validation_tenths < FOLDS:
        raise ValueError("validation_tenths must be 1 to 9")
    strata = [
        f"{s.source}/{s.label}/{s.kind}/{s.acquisition}/{s.label_source}/{bool(s.boxes)}" for s in samples
    ]
    groups = groups_of_patients(samples)
    folds = StratifiedGroupKFold(n_splits=FOLDS, shuffle=True, random_state=seed)
    chosen: set[int] = set()
    for number, (_, fold) in enumerate(folds.split(np.zeros(len(samples)), strata, groups)):
        if number < validation_tenths:
            chosen.update(fold.tolist())
    train = tuple(sample for index, sample in enumerate(samples) if index not in chosen)
    validation = tuple(sample for index, sample in enumerate(samples) if index in chosen)
    return Split(train, validation, seed, data_sha256(samples))


def save_split(split: Split, file: Path, folders: dict[str, Path]) -> None:
    """Writes a split as JSON; paths are relative to the folder of their source."""

    def entry(sample: Sample, side: str) -> dict[str, Any]:
        return {
            "source": sample.source,
            "path": sample.path.relative_to(root_of(folders[sample.collection])).as_posix(),
            "label": sample.class_name,
            "patient": sample.patient,
            "kind": sample.kind,
            "acquisition": sample.acquisition,
            "label_source": sample.label_source,
            "label_noise": sample.label_noise,
            "boxes": sample.boxes,
            "side": side,
        }

    content = {
        "seed": split.seed,
        "data_sha256": split.data_sha256,
        "images": [entry(sample, "train") for sample in split.train]
        + [entry(sample, "validation") for sample in split.validation],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=1), encoding="utf-8")


def load_split(file: Path, folders: dict[str, Path]) -> Split:
    """Reads a split that `save_split` wrote.

    Raises:
        UnusableDataset: the file is not a split, or names a source or an image that is not there.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        sides: dict[str, list[Sample]] = {"train": [], "validation": []}
        for item in content["images"]:
            sample = Sample(
                path=root_of(folders[item["source"].partition("/")[0]]) / item["path"],
                source=item["source"],
                label=LABELS.index(item["label"]),
                patient=item["patient"],
                kind=item["kind"],
                acquisition=item["acquisition"],
                label_source=item["label_source"],
                label_noise=item["label_noise"],
                boxes=tuple(tuple(box) for box in item["boxes"]),
            )
            sides[item["side"]].append(sample)
        split = Split(
            tuple(sides["train"]), tuple(sides["validation"]), content["seed"], content["data_sha256"]
        )
    except OSError as error:
        raise UnusableDataset(f"{file} cannot be read: {error.strerror}. Run `split` first.") from error
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise UnusableDataset(f"{file} is not a split of these sources ({error!r}).") from error
    for sample in (*split.train, *split.validation):
        if not sample.path.is_file():
            raise UnusableDataset(f"{file} names {sample.path}, which is not there. Run `split` again.")
    return split
