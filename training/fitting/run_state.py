"""The files of a training run: checkpoint, best weights, record."""

import json
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn

from training.data.dataset import UnusableDataset
from training.network.model import Network
from xray_desktop.whole_file import replacing, write_whole

BEST, CHECKPOINT, RECORD = "best.pt", "checkpoint.pt", "record.json"


class RunState:
    """The state of a run on disk: a kill costs at most the steps since the last validation."""

    def __init__(
        self, run: Path, config: dict[str, Any], provenance: dict[str, Any], *, patience: int = 0
    ) -> None:
        self._run, self._patience = run, patience
        self._record: dict[str, Any] = {"config": config, "provenance": provenance, "validations": []}
        self._best = -1.0
        self._since_best = 0

    @property
    def stopped(self) -> bool:
        """Whether as many validations as patience allows have passed without a better one; never without
        patience.
        """
        return 0 < self._patience <= self._since_best

    def resume(
        self, network: Network, averaged: nn.Module, optimizer: Any, schedule: Any, groups: nn.Module
    ) -> int:
        """Resumes from the checkpoint, if there is one. Returns the number of steps done."""
        file = self._run / CHECKPOINT
        if not file.exists():
            return 0
        kept = torch.load(file, map_location="cpu", weights_only=True)
        network.load_state_dict(kept["network"])
        averaged.load_state_dict(kept["averaged"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        groups.load_state_dict(kept["groups"])
        torch.set_rng_state(kept["random"])
        for figures in kept["validations"]:
            self.note(figures)
        return int(kept["step"])

    def note(self, figures: dict[str, Any]) -> None:
        """Records a validation."""
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
        groups: nn.Module,
    ) -> None:
        """Writes everything that `resume` needs, and the best weights if these are."""
        if figures["auc"] > self._best:
            self.keep_best(step, averaged.module)
        validations = [*self._record["validations"], figures]
        replace(
            self._run / CHECKPOINT,
            {
                "step": step,
                "network": network.state_dict(),
                "averaged": averaged.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "groups": groups.state_dict(),
                "random": torch.get_rng_state(),
                "validations": validations,
            },
        )
        self.keep_record(validations)

    def keep_best(self, step: int, network: nn.Module) -> None:
        """Writes best.pt."""
        replace(self._run / BEST, {"network": network.state_dict(), "step": step})

    def keep_last(self, step: int, network: nn.Module) -> None:
        """Writes the weights of the last step as best.pt, whatever the validations say, and the record."""
        self.keep_best(step, network)
        self.keep_record(self._record["validations"])

    def keep_record(self, validations: list[dict[str, Any]]) -> None:
        """Writes record.json with these validations."""
        record = {**self._record, "validations": validations, "written": time.strftime("%Y-%m-%dT%H:%M:%S")}
        write_whole(self._run / RECORD, [json.dumps(record, indent=1, default=str).encode()])


def replace(file: Path, content: dict[str, Any]) -> None:
    """Writes what torch can load, so that the file is at all times the old or the new one."""
    with replacing(file) as part:
        torch.save(content, part)


def load_network(file: Path) -> Network:
    """The network with the weights that `train` kept, on the CPU, in evaluation mode."""
    kept = torch.load(file, map_location="cpu", weights_only=True)
    network = Network()
    network.take_state(kept["network"])
    return network.eval()


def load_record(folder: Path) -> dict[str, Any]:
    """The record of a run that has its best weights beside it; `provenance` names at least its command.

    Raises:
        UnusableDataset: the folder holds no such run.
    """
    try:
        record: dict[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        if not (folder / BEST).is_file():
            raise UnusableDataset(f"{folder} holds no {BEST}. Run `train` first.")
        return record | {"provenance": {"starting_weights": "", "command": "", **record["provenance"]}}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnusableDataset(f"{folder} holds no record of a training run ({error!r}).") from None
