"""What each command of the training package does with its options.

Imports stand inside: most commands need neither torch nor matplotlib, and both take long to load.
"""

import argparse
import json
from pathlib import Path

from training.data.dataset import Sample, UnusableDataset, scan


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


def _samples(options: argparse.Namespace) -> list[Sample]:
    return [sample for name, folder in _folders(options).items() for sample in scan(folder, name)]


def run_explore(options: argparse.Namespace) -> None:
    """Looks at a data set."""
    from training.data.explore import explore, summary

    content = explore(options.data, _extra(options), options.output, reference=options.reference)
    print(summary(content))
    print(f"Written to {options.output / 'index.html'}")


def run_split(options: argparse.Namespace) -> None:
    """Writes a split."""
    from training.data.split import save_split, split_samples

    split = split_samples(_samples(options), seed=options.seed)
    save_split(split, options.output, _folders(options))
    print(f"{len(split.train)} images to train on, {len(split.validation)} to validate on: {options.output}")


def run_train(options: argparse.Namespace) -> None:
    """Trains, or goes on with, a run."""
    from training.data.augmentation import Augmentation
    from training.data.split import load_split
    from training.fitting.left_out import (
        acquisition_figures,
        source_figures,
        without_acquisition,
        without_source,
    )
    from training.fitting.provenance import provenance
    from training.fitting.train import TrainingConfig, train
    from training.fitting.trials import LEFT_OUT

    whole = split = load_split(options.split, _folders(options))
    if options.without_acquisition:
        split = without_acquisition(split, options.without_acquisition)
    elif options.without_source:
        split = without_source(split, options.without_source)
    config = TrainingConfig(
        weights=options.weights,
        steps=options.steps,
        batch=options.batch,
        crop=options.crop,
        shares={"children": options.children},
        kinds_equal=options.kinds_equal,
        mixup=options.mixup,
        learning_rate=options.learning_rate,
        block_decay=options.block_decay,
        dropout=options.dropout,
        frozen_blocks=options.frozen_blocks,
        evaluate_every=options.evaluate_every,
        validation_limit=options.validation_limit,
        patience=options.patience,
        seed=options.seed,
        augmentation=Augmentation(
            crop=tuple(options.crop_area), offset=options.crop_offset, noise=options.noise
        ),
    )
    best = train(config, split, options.run, provenance(split.data_sha256))
    if options.without_acquisition:
        figures = acquisition_figures(best, whole, options.without_acquisition)
    elif options.without_source:
        figures = source_figures(best, whole, options.without_source)
    else:
        return
    (options.run / LEFT_OUT).write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(json.dumps(figures, indent=1))


def run_average(options: argparse.Namespace) -> None:
    """Averages runs."""
    from training.data.split import load_split
    from training.fitting.provenance import provenance
    from training.network.averaging import average

    split = load_split(options.split, _folders(options))
    origin = provenance(split.data_sha256)
    figures = average(
        options.runs, split, options.run, origin, limit=options.validation_limit, flip=options.flip
    )
    print(json.dumps(figures, indent=1))


def run_prune(options: argparse.Namespace) -> None:
    """Writes a narrower network of a run."""
    from training.data.split import load_split
    from training.fitting.provenance import provenance
    from training.network.pruning import prune

    if not 0 < options.work < 1:
        raise UnusableDataset(f"--work {options.work:g}: give the share that is to be left, between 0 and 1.")
    split = load_split(options.split, _folders(options))
    origin = provenance(split.data_sha256)
    figures = prune(
        options.folder, split, options.run, origin, work=options.work, limit=options.validation_limit
    )
    print(json.dumps(figures, indent=1))


def run_quantize(options: argparse.Namespace) -> None:
    """Writes the int8 form of a model."""
    from training.data.dataset import limited
    from training.data.split import load_split
    from training.export.quantize import compare, holds, note, quantize

    split = load_split(options.split, _folders(options))
    quantize(options.model, options.output, limited(split.train, options.samples, split.seed))
    figures = compare(options.model, options.output, limited(split.validation, options.limit, split.seed))
    note(options.output, figures)
    print(json.dumps(figures, indent=1))
    if not holds(figures):
        raise UnusableDataset(
            f"{options.output} answers too differently to ship in the place of {options.model}. "
            "Delete it, or quantise with other training images (--images)."
        )


def run_export(options: argparse.Namespace) -> None:
    """Writes the model file of a run."""
    from training.data.split import load_split
    from training.export.from_run import ReleaseConfig, release

    split = load_split(options.split, _folders(options))
    record_file = options.run / "record.json"
    try:
        record = json.loads(record_file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusableDataset(f"{record_file} cannot be read ({error}). Run `train` first.") from error
    training = {"config": record["config"], **record["provenance"], "validations": record["validations"]}
    config = ReleaseConfig(
        options.model_version, gate_samples=options.gate_samples, validation_samples=options.limit
    )
    figures = release(config, split, options.run / "best.pt", training, options.output)
    print(json.dumps(figures, indent=1))


def run_evaluate(options: argparse.Namespace) -> None:
    """Writes the report of a model on labelled images."""
    from training.cards.report import summary, write_report
    from training.data.dataset import limited
    from training.evaluation.evaluate import EvaluationConfig, evaluate
    from xray_desktop.inference import Classifier

    classifier = Classifier.load(options.model, precision="float32")
    if options.split:
        from training.data.split import load_split

        split = load_split(options.split, _folders(options))
        samples = list(split.validation if options.side == "validation" else split.train)
    else:
        folders = {options.data.resolve().name: options.data} | _extra(options)
        samples = [sample for name, folder in folders.items() for sample in scan(folder, name)]
    role = options.side if options.split else "test"
    named = "the validation images" if role == "validation" else "the training images"
    config = EvaluationConfig(
        options.name or (named if options.split else options.data.resolve().name),
        role=role,
        replicates=options.replicates,
        shift_samples=options.shift_samples,
        deletion_samples=options.deletion_samples,
        seed=options.seed,
    )
    content, classified = evaluate(classifier, limited(samples, options.limit, options.seed), config)
    page = write_report(content, classified, options.output)
    print(summary(content))
    print(f"Written to {page}")


def run_card(options: argparse.Namespace) -> None:
    """Writes the model card."""
    from training.cards.model_card import LANGUAGES, in_language, model_card, read_evaluation
    from xray_desktop.inference import Classifier

    classifier = Classifier.load(options.model, precision="float32")
    evaluations = [read_evaluation(file, classifier) for file in options.evaluation]
    left_out = []
    if options.trials:
        from training.fitting.trials import kept_trials

        # Of several runs without the same one the last tells most: it went on from those before.
        rows = [trial["left_out"] for trial in kept_trials(options.trials) if trial["left_out"]]
        left_out = list({row.get("left_out", row.get("left_out_source")): row for row in rows}.values())
    int8 = Classifier.load(options.int8) if options.int8 else None
    for language in LANGUAGES:
        card = model_card(classifier, evaluations, left_out, int8, language=language)
        file = options.output.with_name(in_language(options.output.name, language))
        file.write_text(card, encoding="utf-8")
        print(f"Written to {file}")


def run_samples(options: argparse.Namespace) -> None:
    """Writes the synthetic images."""
    from training.data.synthetic_samples import choose_samples, write_samples
    from xray_desktop.inference import Classifier

    classifier = Classifier.load(options.model, precision="float32")
    samples = scan(options.data / "train", "children")
    synthetic = choose_samples(samples, classifier, count=options.samples, draws=options.draws)
    write_samples(synthetic, classifier.model, options.output)
    for sample in synthetic:
        print(
            f"{sample.class_name}: seed {sample.seed}, probability {sample.probability:.3f}, likeness "
            f"{sample.likeness:.2f} (between images {sample.usual_likeness:.2f})"
        )


def run_trials(options: argparse.Namespace) -> None:
    """Writes the table of trials."""
    from training.fitting.trials import keep_trials, read_trials, trials_table

    kept = options.output.with_suffix(".json")
    trials = read_trials(options.runs, kept)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    keep_trials(trials, kept)
    options.output.write_text(trials_table(trials), encoding="utf-8")
    print(f"Written to {options.output}, its records to {kept}")
