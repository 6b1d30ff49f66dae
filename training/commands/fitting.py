"""Commands on networks: training, averaging, pruning, and the table of all runs."""

import json
from dataclasses import dataclass
from pathlib import Path

from training.commands.sources import SplitSources
from training.data.dataset import UnusableDataset
from training.export.left_out import (
    acquisition_figures,
    source_figures,
    without_acquisition,
    without_source,
)
from training.fitting import averaging, pruning
from training.fitting.config import TrainingConfig
from training.fitting.provenance import provenance
from training.fitting.recovery import recover as recover_run
from training.fitting.train import train as train_network
from training.fitting.trials import LEFT_OUT, keep_trials, read_trials, trials_table
from training.options import command_line, option


@dataclass(frozen=True, kw_only=True)
class TrainOptions:
    """Options of `train`."""

    sources: SplitSources
    # Under torchrun only the second flag works: it takes --run for an abbreviation of its own --run-path.
    run: Path = option("folder of this run; an existing run is resumed", flags=("--run", "--folder"))
    config: TrainingConfig
    without_acquisition: str = option(
        "leave out the normals of an acquisition, IM or NORMAL2-IM, and test on them",
        "",
        metavar="NAME",
        group="without",
    )
    without_source: str = option("leave out a source, and test on it", "", metavar="NAME", group="without")


def train(options: TrainOptions) -> None:
    """Fine-tunes VGG16, or resumes a run."""
    whole = split = options.sources.load()
    if options.without_acquisition:
        split = without_acquisition(split, options.without_acquisition)
    elif options.without_source:
        split = without_source(split, options.without_source)
    origin = provenance(command_line("train", options), split.data_sha256)
    best = train_network(options.config, split, options.run, origin)
    if options.without_acquisition:
        figures = acquisition_figures(best, whole, options.without_acquisition)
    elif options.without_source:
        figures = source_figures(best, whole, options.without_source)
    else:
        return
    (options.run / LEFT_OUT).write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(json.dumps(figures, indent=1))


@dataclass(frozen=True, kw_only=True)
class AverageOptions:
    """Options of `average`."""

    sources: SplitSources
    runs: tuple[Path, ...] = option("folder of a run", positional=True, metavar="RUN")
    run: Path = option("folder to write the mean to")
    toward: dict[str, float] = option(
        "exported model, and its share in the convolutions of the mean; may be given several times",
        {},
        metavar="FILE=SHARE",
    )
    validation_limit: int = option("validation images used", 1000)
    flip: bool = option("also evaluate the mean over an image and its mirror image", False)


def average(options: AverageOptions) -> None:
    """Writes the mean of the weights of runs with the same starting weights."""
    split = options.sources.load()
    origin = provenance(command_line("average", options), split.data_sha256)
    figures = averaging.average(
        options.runs,
        split,
        options.run,
        origin,
        toward=options.toward,
        limit=options.validation_limit,
        flip=options.flip,
    )
    print(json.dumps(figures, indent=1))


@dataclass(frozen=True, kw_only=True)
class PruneOptions:
    """Options of `prune`."""

    sources: SplitSources
    wide: Path = option("folder of a run", positional=True, metavar="RUN")
    run: Path = option("folder to write the narrower network to")
    work: float = option("share of the multiplications to keep", 0.55)
    validation_limit: int = option("validation images used", 1000)


def prune(options: PruneOptions) -> None:
    """Writes a narrower network of a run, as starting weights for `train`."""
    if not 0 < options.work < 1:
        raise UnusableDataset(f"--work {options.work:g}: give the share to keep, between 0 and 1.")
    split = options.sources.load()
    origin = provenance(command_line("prune", options), split.data_sha256)
    figures = pruning.prune(
        options.wide, split, options.run, origin, work=options.work, limit=options.validation_limit
    )
    print(json.dumps(figures, indent=1))


@dataclass(frozen=True, kw_only=True)
class RecoverOptions:
    """Options of `recover`."""

    model: Path = option("ONNX file of `export`", positional=True, metavar="MODEL")
    run: Path = option("folder to write the run to")


def recover(options: RecoverOptions) -> None:
    """Writes the run that a model was exported from."""
    record = recover_run(options.model, options.run)
    print(f"{options.run}: {record['provenance']['command']}")


@dataclass(frozen=True, kw_only=True)
class TrialsOptions:
    """Options of `trials`."""

    runs: Path = option("folder that holds the folders of runs", Path("runs"))
    output: Path = option(
        "the table; a JSON file beside it keeps the records of runs whose folders are deleted",
        Path("docs/trials.md"),
    )


def trials(options: TrialsOptions) -> None:
    """Writes the table of all training runs."""
    kept = options.output.with_suffix(".json")
    found = read_trials(options.runs, kept)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    keep_trials(found, kept)
    options.output.write_text(trials_table(found), encoding="utf-8")
    print(f"Written to {options.output}, its records to {kept}")
