"""Commands on a finished model: its evaluation and its card."""

from dataclasses import dataclass, replace
from pathlib import Path

from training.cards.model_card import LANGUAGES, in_language, model_card, read_evaluation
from training.cards.report import summary, write_report
from training.commands.sources import Sources
from training.data.dataset import limited
from training.data.scanning import scan
from training.data.split import load_split
from training.evaluation import evaluate as evaluation
from training.options import option
from xray_desktop.inference import Classifier


@dataclass(frozen=True, kw_only=True)
class EvaluateOptions:
    """Options of `evaluate`."""

    model: Path | None = option("ONNX file; the built-in model when left out", None)
    data: Path = option(
        "folder with NORMAL and PNEUMONIA inside; with --split, a folder as Kaggle's with train/ inside"
    )
    extra: dict[str, Path] = option("a further source", {}, metavar="NAME=FOLDER")
    split: Path | None = option("evaluate one side of this split", None)
    side: str = option("the side", "validation", choices=("validation", "train"))
    name: str = option("name of the images in the report", "")
    output: Path = option("folder to write to", Path("runs/evaluation"))
    limit: int = option("images of every source and class; 0 for all", 0)
    config: evaluation.EvaluationConfig


def evaluate(options: EvaluateOptions) -> None:
    """Writes the report of a model on labelled images."""
    classifier = Classifier.load(options.model, precision="float32")
    if options.split:
        split = load_split(options.split, Sources(options.data, options.extra).folders())
        samples = list(split.validation if options.side == "validation" else split.train)
        role, name = (
            options.side,
            {"validation": "the validation images", "train": "the training images"}[options.side],
        )
    else:
        folders = {options.data.resolve().name: options.data} | options.extra
        samples = [sample for source, folder in folders.items() for sample in scan(folder, source)]
        role, name = "test", options.data.resolve().name
    config = replace(options.config, data_name=options.name or name, role=role)
    content, classified = evaluation.evaluate(
        classifier, limited(samples, options.limit, config.seed), config
    )
    page = write_report(content, classified, options.output)
    print(summary(content))
    print(f"Written to {page}")


@dataclass(frozen=True, kw_only=True)
class CardOptions:
    """Options of `card`."""

    model: Path | None = option("ONNX file; the built-in model when left out", None)
    evaluation: tuple[Path, ...] = option(
        "evaluation.json of this model, that of the validation images first; may be given several times",
        metavar="FILE",
    )
    int8: Path | None = option("the int8 form that `quantize` wrote", None, metavar="FILE")
    trials: Path | None = option(
        "trials.json of `trials`, for the seeds and the runs that left something out", None, metavar="FILE"
    )
    output: Path = option("the English card; others lie beside it", Path("resources/model_card.md"))


def card(options: CardOptions) -> None:
    """Writes the model card in every language."""
    classifier = Classifier.load(options.model, precision="float32")
    evaluations = [read_evaluation(file, classifier) for file in options.evaluation]
    left_out, seeds = [], []
    if options.trials:
        from training.fitting.trials import kept_trials, seeds_of

        trials = kept_trials(options.trials)
        seeds = seeds_of(classifier.metadata.training, trials)
        # Of several runs without the same one, the last is the longest: it started from the earlier ones.
        # Those that mix styles or weigh groups otherwise than this model are trials of other recipes.
        config = classifier.metadata.training.get("config", {})
        apart = ("style_mixing", "group_rate")
        left = [trial for trial in trials if trial["left_out"]]
        alike = [run for run in left if all(run["config"].get(n, 0) == config.get(n, 0) for n in apart)]
        rows = [run["left_out"] for run in alike]
        left_out = list({row.get("left_out", row.get("left_out_source")): row for row in rows}.values())
    int8 = Classifier.load(options.int8) if options.int8 else None
    for language in LANGUAGES:
        text = model_card(classifier, evaluations, left_out, int8, seeds=seeds, language=language)
        file = options.output.with_name(in_language(options.output.name, language))
        file.write_text(text, encoding="utf-8")
        print(f"Written to {file}")
