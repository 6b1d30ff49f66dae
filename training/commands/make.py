"""The whole recipe: split, train, average, prune, export, evaluate, card."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training.commands import data, evaluation, fitting, model
from training.commands.sources import Sources, SplitSources
from training.evaluation.evaluate import EvaluationConfig
from training.export.config import ExportConfig
from training.fitting.config import TrainingConfig
from training.options import command_line, option


@dataclass(frozen=True, kw_only=True)
class MakeOptions:
    """Options of `make`."""

    sources: Sources
    run: Path = option("folder of the run; everything is written into it")
    weights: str = option("starting weights, as of `train`")
    steps: int = option("of the first run", 1600)
    rounds: int = option("runs that start from the first and whose weights are averaged", 2)
    round_steps: int = option("of each of them", 200)
    last_steps: int = option("of a further run that starts from the mean; 0 for none", 1200)
    work: float = option("share of the multiplications to keep after that; 1 for all", 0.45)
    narrow_steps: int = option("of the run that starts from the narrower network", 2400)
    crop: int = option("as of `train`, in all runs", 160)
    frozen_blocks: int = option("as of `train`, in all runs of the whole network", 0)
    int8: bool = option("also write the int8 form, beside the model", False)
    seed: int = option("of the split and of the first run", 0)
    model: Path = option("ONNX file to write", Path("resources/model.onnx"))
    export: ExportConfig
    evaluation: EvaluationConfig


def make(options: MakeOptions) -> None:
    """Runs every step, one after another."""
    run, card = options.run, options.model.with_name("model_card.md")
    sources = SplitSources(options.sources.data, options.sources.extra, run / "split.json")
    _step(data.split, data.SplitOptions(options.sources, options.seed, sources.split))
    whole = TrainingConfig(
        options.weights,
        steps=options.steps,
        crop=options.crop,
        frozen_blocks=options.frozen_blocks,
        seed=options.seed,
    )

    def train(config: TrainingConfig, to: Path) -> Path:
        _step(fitting.train, fitting.TrainOptions(sources=sources, config=config, run=to))
        return to

    def onward(start: Path, seed: int, steps: int, every: int, children: float) -> TrainingConfig:
        return replace(
            whole,
            weights=str(start / "best.pt"),
            steps=steps,
            evaluate_every=min(every, steps),
            kinds_equal=True,
            shares={"children": children},
            seed=seed,
        )

    latest = train(whole, run)
    length = options.round_steps
    rounds = [
        train(onward(run, options.seed + number, length, length, 4), run / f"round_{number}")
        for number in range(1, options.rounds + 1)
    ]
    if rounds:
        latest = run / "mean"
        _step(fitting.average, fitting.AverageOptions(sources=sources, runs=tuple(rounds), run=latest))
    seed = options.seed + options.rounds + 1
    if options.last_steps:
        latest = train(onward(latest, seed, options.last_steps, 400, 3), run / "last")
    if options.work < 1:
        narrow = fitting.PruneOptions(sources=sources, wide=latest, run=run / "narrow", work=options.work)
        _step(fitting.prune, narrow)
        # Nothing is frozen here: every block has lost channels and has to compensate for them.
        onward_from_narrow = onward(narrow.run, seed + 1, options.narrow_steps, 600, 3)
        config = replace(onward_from_narrow, frozen_blocks=0, teacher=str(latest / "best.pt"))
        latest = train(config, run / "narrowed")
    _step(
        model.export,
        model.ExportOptions(sources=sources, run=latest, config=options.export, output=options.model),
    )
    output = run / "evaluation"
    _step(
        evaluation.evaluate,
        evaluation.EvaluateOptions(
            model=options.model,
            data=sources.data,
            extra=sources.extra,
            split=sources.split,
            output=output,
            config=options.evaluation,
        ),
    )
    int8 = options.model.with_name("model.int8.onnx") if options.int8 else None
    if int8:
        _step(model.quantize, model.QuantizeOptions(sources=sources, model=options.model, output=int8))
    _step(
        evaluation.card,
        evaluation.CardOptions(
            model=options.model, evaluation=(output / "evaluation.json",), int8=int8, output=card
        ),
    )


def _step(command: Callable[[Any], None], options: Any) -> None:
    print(command_line(command.__name__, options), flush=True)
    command(options)
