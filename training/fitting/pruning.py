"""A narrower network: whole channels taken out of the convolutions, those first whose absence costs least."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader

from training.data.augmentation_config import Augmentation
from training.data.dataset import UnusableDataset, load_inputs
from training.data.sampling import AugmentedSamples, BalancedBatches, Example
from training.data.split import Split
from training.fitting.run_state import BEST, RunState, load_network, load_record
from training.fitting.validation import ValidationSet
from training.network.lineage import lineage
from training.network.model import Network
from training.network.widths import READ, int8_cost, multiplications
from xray_desktop.imaging import Preprocessing

Importance = list[npt.NDArray[np.float64]]
"""One array for each convolution, one value for each of its channels."""

STEP = 16
"""Channels are taken out so many at a time: kernels of matrix products work on vectors of that length."""

LEAST = 1 / 3
"""Share of its channels that every convolution keeps at least.

The importance of a channel is measured while all others are there. Without a bound, so much was taken out of
single convolutions of blocks 4 and 5 (16 channels of 336 left) that 500 feature maps hung on a handful.
"""


def prune(
    folder: Path,
    split: Split,
    run: Path,
    provenance: dict[str, Any],
    *,
    work: float,
    batches: int = 24,
    limit: int = 1000,
) -> dict[str, float]:
    """Writes `run` with a narrower copy of the network of the run in `folder`, for `train` to go on from.

    Args:
        work: share of the multiplications that is to be left, above 0 and below 1.
        batches: batches of augmented training images that the importance of channels is measured on.
        limit: validation images that the returned figures are of.

    Raises:
        UnusableDataset: `folder` holds no run, or so little work is more than the narrowest network does.
    """
    record = load_record(folder)
    config = record["config"]
    network = load_network(folder / BEST)
    samples = AugmentedSamples(
        split.train,
        load_inputs(split.train, Preprocessing(size=config["size"])),
        size=config["crop"],
        strength=Augmentation(),
        abnormal_except=config["abnormal_except"],
    )
    drawn = BalancedBatches(
        split.train,
        shares=config["shares"],
        kinds_equal=config["kinds_equal"],
        batch=config["batch"],
        seed=config["seed"],
        first=0,
        last=batches,
    )
    weights = (1.0, config["kind_weight"], config["abnormal_weight"])
    importance = channel_importance(network, DataLoader(samples, batch_sampler=drawn), weights)
    narrow = without_channels(network, channels_to_keep(importance, work))
    narrow = narrow.to(memory_format=torch.channels_last)
    checks = ValidationSet.of(split.validation, limit=limit, size=config["size"])
    figures = checks.figures(narrow, torch.device("cpu"))
    run.mkdir(parents=True, exist_ok=True)
    start = lineage(record["provenance"])
    # As a run of no steps: nothing was learned here.
    described = {**config, "steps": 0, "validation_limit": limit}
    kept = RunState(run, described, {**provenance, "starting_weights": start, "widths": narrow.widths})
    kept.keep_best(0, narrow)
    kept.keep_record([{"step": 0, **figures}])
    return figures


def channel_importance(
    network: Network, batches: Iterable[Example], weights: tuple[float, float, float]
) -> Importance:
    """How much the loss would change without a channel, to first order, squared and summed over the images.

    The change is the sum over the channel's places of activation times gradient, after the ReLU (Molchanov
    et al. 2019, "Importance estimation for neural network pruning", equation 8, with a gate on the channel).

    Args:
        batches: as `AugmentedSamples` gives them.
        weights: of the losses of the three outputs.
    """
    network = network.eval().to(memory_format=torch.channels_last)
    total: Importance = [np.zeros(width) for width in network.widths]
    activations: list[Tensor] = []

    def keep(_module: nn.Module, _inputs: object, output: Tensor) -> None:
        output.retain_grad()
        activations.append(output)

    relus = [layer for layer in network.features if isinstance(layer, nn.ReLU)]
    for relu in relus:
        # The next layer may write into it otherwise, and the gradient would be of what it wrote.
        relu.inplace = False
    hooks = [relu.register_forward_hook(keep) for relu in relus]
    try:
        for batch in batches:
            activations.clear()
            logits = network(batch.grey.contiguous(memory_format=torch.channels_last))
            targets = torch.stack([batch.pneumonia, batch.bacterial, batch.abnormal], dim=1)
            losses = nn.functional.binary_cross_entropy_with_logits(
                logits, targets.clamp(min=0), reduction="none"
            )
            # The sum over images, each of which is independent of the others: so is the gradient of each.
            (losses * (targets >= 0) * torch.tensor(weights)).sum().backward()
            for channels, activation in zip(total, activations, strict=True):
                assert activation.grad is not None
                gates = (activation.detach() * activation.grad).sum(dim=(2, 3))
                channels += (gates * gates).sum(dim=0).double().numpy()
    finally:
        for hook in hooks:
            hook.remove()
        network.zero_grad(set_to_none=True)
    return total


def channels_to_keep(importance: Importance, work: float) -> list[npt.NDArray[np.int64]]:
    """The channels of each convolution that stay, in their order.

    `STEP` at a time, those go that are worth least for what they cost in the int8 network, until no more than
    `work` of all multiplications are left. Each convolution keeps `LEAST` of its channels, and what the heads
    read, the last convolutions of blocks 4 and 5, stays whole.

    Raises:
        UnusableDataset: not even with the fewest channels in every convolution is it so little.
    """
    least_first = [np.argsort(values, kind="stable") for values in importance]
    widths = [len(values) for values in importance]
    fewest = [STEP * math.ceil(LEAST * width / STEP) for width in widths]
    bound = work * multiplications(widths)
    while multiplications(widths) > bound:
        now = int8_cost(widths)
        best, cheapest = None, np.inf
        for layer, order in enumerate(least_first):
            if layer in READ or widths[layer] - STEP < fewest[layer]:
                continue
            gone = len(order) - widths[layer]
            lost = importance[layer][order[gone : gone + STEP]].sum()
            fewer = [*widths[:layer], widths[layer] - STEP, *widths[layer + 1 :]]
            price = lost / (now - int8_cost(fewer))
            if price < cheapest:
                best, cheapest = layer, price
        if best is None:
            raise UnusableDataset(f"No network of this shape does with {work:g} of the multiplications.")
        widths[best] -= STEP
    return [np.sort(order[len(order) - width :]) for order, width in zip(least_first, widths, strict=True)]


def without_channels(network: Network, kept: Sequence[npt.NDArray[np.int64]]) -> Network:
    """A copy of a network with only these channels in its convolutions; nothing is made up for those lost."""
    narrow = Network(dropout=network.dropout.p, lowpass_sigma=network.lowpass_sigma)
    narrow.reshape([len(channels) for channels in kept])
    state = network.state_dict()
    before = torch.arange(1)
    for layer, channels in zip(network.convolutions, kept, strict=True):
        after = torch.from_numpy(channels)
        weight, bias = f"features.{layer}.weight", f"features.{layer}.bias"
        state[weight] = state[weight][after][:, before]
        state[bias] = state[bias][after]
        before = after
    narrow.load_state_dict(state)
    return narrow.eval()
