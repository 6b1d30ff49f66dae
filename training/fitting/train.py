"""Fine-tuning: balanced batches, one learning-rate cycle, weight averaging, early stopping, resumable."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader
from tqdm import tqdm

from training.data.dataset import load_inputs
from training.data.sampling import AugmentedSamples, BalancedBatches, Example
from training.data.split import Split
from training.fitting.config import TrainingConfig
from training.fitting.distillation import distillation_loss
from training.fitting.loss import mixed, training_loss
from training.fitting.run_state import BEST, RunState, load_network
from training.fitting.transfer import GroupWeights, with_style_of
from training.fitting.validation import ValidationSet, mixed_precision
from training.network import UnusableWeights
from training.network.model import Network, Outputs, load_weights
from xray_desktop.imaging import Preprocessing


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
    """Trains, or resumes, the run in the folder `run`. Returns the file of the best averaged weights, or
    without patience of the last ones.

    `run` then holds `checkpoint.pt` (to resume from), `best.pt` and `record.json` (configuration, provenance,
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
    teacher = _teacher(config, processes.device)
    examples = AugmentedSamples(
        split.train,
        load_inputs(split.train, spec),
        size=config.crop,
        strength=config.augmentation,
        abnormal_except=config.abnormal_except,
    )
    groups = GroupWeights(len(examples.groups), config.group_rate).to(processes.device)
    names = {"weights": Path(config.weights).name, "teacher": Path(config.teacher).parent.name}
    described = asdict(config) | names
    origin = {**provenance, "starting_weights": start, "widths": network.widths}
    state = RunState(run, described, origin, patience=config.patience)
    step = state.resume(network, averaged, optimizer, schedule, groups)

    validation = ValidationSet.of(split.validation, limit=config.validation_limit, size=config.size)
    batches = BalancedBatches(
        split.train,
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
        examples,
        batch_sampler=batches,
        num_workers=workers,
        persistent_workers=workers > 0,
        # A generator of its own: starting an iteration would otherwise draw from the one that dropout uses.
        generator=torch.Generator().manual_seed(config.seed),
    )
    model: nn.Module = _Trained(network)
    if processes.world > 1:
        model = DistributedDataParallel(model)
    learning = _Learning(model, teacher, groups, optimizer, schedule, config, processes.device)
    progress = tqdm(total=config.steps, initial=step, disable=not processes.first, unit="step")
    losses: list[float] = []
    for batch in loader:
        if state.stopped:
            break
        losses.append(learning.step(batch))
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
            figures |= validation.figures(averaged, processes.device)
            if processes.first:
                progress.write(json.dumps(figures))
                state.keep(step, figures, network, averaged, optimizer, schedule, groups)
            state.note(figures)
    progress.close()
    if processes.first and not config.patience:
        state.keep_last(step, averaged.module)
    return run / BEST


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


def _teacher(config: TrainingConfig, device: torch.device) -> Network | None:
    if not config.teacher:
        return None
    file = Path(config.teacher)
    try:
        teacher = load_network(file)
    except Exception as error:
        # torch and pickle raise their own types for what comes to the same: not those weights.
        raise UnusableWeights(
            f"{file.name} holds no network to learn from ({error}). Give --teacher the best.pt of a run."
        ) from error
    return teacher.to(device).to(memory_format=torch.channels_last)


class _Trained(nn.Module):
    """What training reads of the network, as a module of its own for DistributedDataParallel to wrap."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, grey: Tensor) -> Outputs:
        return self.network.outputs(grey)


@dataclass(frozen=True)
class _Learning:
    """What one step of training needs besides its batch."""

    model: nn.Module
    teacher: Network | None
    groups: GroupWeights
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LRScheduler
    config: TrainingConfig
    device: torch.device

    def step(self, batch: Example) -> float:
        """Takes a step down the gradient of a batch. Returns its loss."""
        self.model.train()
        batch = self._changed(Example(*(values.to(self.device) for values in batch)))
        grey = batch.grey.contiguous(memory_format=torch.channels_last)
        with mixed_precision(self.device):
            outputs = Outputs(*(values.float() for values in self.model(grey)))
        groups = self.groups if self.config.group_rate else None
        loss = training_loss(outputs.logits, outputs.cam, batch, self.config, groups)
        if self.teacher is not None:
            with mixed_precision(self.device), torch.no_grad():
                taught = Outputs(*(values.float() for values in self.teacher.outputs(grey)))
            loss = loss + self.config.teacher_weight * distillation_loss(outputs, taught)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimizer.step()
        self.schedule.step()
        return float(loss.detach())

    def _changed(self, batch: Example) -> Example:
        """The batch after what mixes its images with each other."""
        config, count = self.config, len(batch.grey)
        if config.style_mixing:
            shares = config.style_mixing * torch.rand(count)
            grey = with_style_of(batch.grey, torch.randperm(count).to(self.device), shares.to(self.device))
            batch = batch._replace(grey=grey)
        if config.mixup:
            share = float(torch.distributions.Beta(config.mixup, config.mixup).sample())
            batch = mixed(batch, share, torch.randperm(count).to(self.device))
        return batch
