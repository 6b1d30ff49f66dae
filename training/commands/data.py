"""Commands on the data set: exploring it, splitting it, and drawing the synthetic samples."""

from dataclasses import dataclass
from pathlib import Path

from training.commands.sources import Sources
from training.data.scanning import scan
from training.data.split import save_split, split_samples
from training.options import option


@dataclass(frozen=True)
class ExploreOptions:
    """Options of `explore`."""

    data: Path = option("folder as Kaggle's, or one part of it")
    extra: dict[str, Path] = option("a further source", {}, metavar="NAME=FOLDER")
    output: Path = option("folder to write to", Path("runs/explore"))
    reference: Path | None = option(
        "also write the reference histograms of the first part, for resources/reference_histograms.json",
        None,
        metavar="FILE",
    )


def explore(options: ExploreOptions) -> None:
    """Writes counts, samples, grey levels and data issues of a data set."""
    from training.exploration import explore as exploration

    content = exploration.explore(options.data, options.extra, options.output, reference=options.reference)
    print(exploration.summary(content))
    print(f"Written to {options.output / 'index.html'}")


@dataclass(frozen=True)
class SplitOptions:
    """Options of `split`."""

    sources: Sources
    seed: int = option("of the choice", 0)
    output: Path = option("file to write", Path("runs/split.json"))


def split(options: SplitOptions) -> None:
    """Splits the images 7 : 3 into training and validation, by patient."""
    made = split_samples(options.sources.samples(), seed=options.seed)
    save_split(made, options.output, options.sources.folders())
    print(f"{len(made.train)} images to train on, {len(made.validation)} to validate on: {options.output}")


@dataclass(frozen=True)
class SamplesOptions:
    """Options of `samples`."""

    data: Path = option("folder with train/NORMAL and train/PNEUMONIA inside, as Kaggle's")
    model: Path | None = option("ONNX file that has to agree; the built-in model when left out", None)
    images: int = option("images of each class to compute from", 300)
    draws: int = option("seeds to try at most", 60)
    output: Path = option("folder to write to", Path("resources/samples"))


def samples(options: SamplesOptions) -> None:
    """Draws the two synthetic images that are bundled with the program."""
    from training.exploration.synthetic_samples import choose_samples, write_samples
    from xray_desktop.inference import Classifier

    classifier = Classifier.load(options.model, precision="float32")
    found = scan(options.data / "train", "children")
    synthetic = choose_samples(found, classifier, count=options.images, draws=options.draws)
    write_samples(synthetic, classifier.model, options.output)
    for sample in synthetic:
        print(
            f"{sample.class_name}: seed {sample.seed}, probability {sample.probability:.3f}, similarity "
            f"{sample.similarity:.2f} (between images {sample.usual_similarity:.2f})"
        )
