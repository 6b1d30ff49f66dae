"""One network of several: the mean of the weights of runs that began alike (Wortsman et al. 2022)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.data.dataset import UnusableDataset
from training.data.split import Split
from training.fitting.run_state import BEST, RunState, load_record
from training.fitting.validation import ValidationSet
from training.network import UnusableWeights
from training.network.model import Network, load_onnx_weights


def average(
    runs: Sequence[Path],
    split: Split,
    run: Path,
    provenance: dict[str, Any],
    *,
    toward: Mapping[str, float] | None = None,
    limit: int = 1000,
    flip: bool = False,
) -> dict[str, float]:
    """Writes `run` with the mean of the best weights of `runs`, each weighing the same.

    Runs that went on from the same weights end close enough to each other for their mean to lie in the same
    basin, and it holds on shifted images where a single one does not. The record names all of their commands.
    Of a single run it is that run, looked at on the images that the others are. Returns the figures on up to
    `limit` validation images.

    Fine-tuning gains on the new images and loses on others; part of the way back to where it started keeps
    most of both (WiSE-FT, Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").

    Args:
        toward: exported models, and the share of each in the convolutions of the mean; 0 to 1 in sum. The
            head stays that of the runs.

    Raises:
        UnusableDataset: a run left no record or no best weights, they began with different weights, or the
            shares are not from 0 to 1.
        UnusableWeights: a model to move toward cannot be read, or has other widths.
    """
    shares = toward or {}
    if not all(share >= 0 for share in shares.values()) or sum(shares.values()) > 1:
        raise UnusableDataset("Give shares from 0 to 1 whose sum is at most 1.")
    records = [load_record(folder) for folder in runs]
    starts = {record["provenance"]["starting_weights"] for record in records}
    if len(starts) > 1:
        raise UnusableDataset("Give runs that began with the same weights.")
    states = [torch.load(folder / BEST, map_location="cpu", weights_only=True)["network"] for folder in runs]
    network = Network()
    network.take_state({name: _mean([state[name] for state in states]) for name in states[0]})
    _move(network, shares)
    network = network.to(memory_format=torch.channels_last)
    config = records[0]["config"] | {"validation_limit": limit}
    checks = ValidationSet.of(split.validation, limit=limit, size=config["size"])
    run.mkdir(parents=True, exist_ok=True)
    averaged = [record["provenance"]["command"] for record in records]
    origin = {**provenance, "starting_weights": starts.pop(), "widths": network.widths}
    kept = RunState(run, config, {**origin, "averaged": averaged})
    figures = checks.figures(network, torch.device("cpu"))
    kept.keep_best(config["steps"], network)
    seen: dict[str, Any] = {"step": config["steps"], **figures}
    if flip:
        seen["with_flip"] = checks.figures(network, torch.device("cpu"), flip=True)
    kept.keep_record([seen])
    return figures


def _move(network: Network, shares: Mapping[str, float]) -> None:
    """Gives exported models their shares in the convolutions of a network, which keeps the rest."""
    mean = {name: value * (1 - sum(shares.values())) for name, value in network.features.state_dict().items()}
    for file, share in shares.items():
        other = Network()
        try:
            load_onnx_weights(other, Path(file))
        except Exception as error:
            # onnx raises its own types, and the keys of another file are missing in theirs.
            raise UnusableWeights(f"{file} is not a model that `export` wrote ({error}).") from error
        if other.widths != network.widths:
            raise UnusableWeights(f"{file} has other widths than the runs.")
        for name, value in other.features.state_dict().items():
            mean[name] = mean[name] + share * value
    network.features.load_state_dict(mean)


def _mean(values: Sequence[Tensor]) -> Tensor:
    """The mean of tensors; counters, which are integers, are the first one's."""
    return torch.stack(list(values)).mean(dim=0) if values[0].is_floating_point() else values[0]
