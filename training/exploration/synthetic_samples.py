"""The two bundled synthetic images: one like a normal chest, one like pneumonia."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, PngImagePlugin

from training.data.dataset import CLASSES, Sample, UnusableDataset, limited, load_inputs
from training.data.sampling import to_grey
from training.exploration.eigenimages import (
    GREY_COMPONENTS,
    SHAPE_COMPONENTS,
    ImageModel,
    Samples,
    fit_sample_model,
    nearest_similarity,
)
from training.pages import fill
from xray_desktop.imaging import Preprocessing
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.inference import Classifier, PredictedClass

NAMES = {"NORMAL": "normal-like.png", "PNEUMONIA": "pneumonia-like.png"}
SIZE = (800, 640)
GRAIN = 0.012
MARGIN = 0.04
LABEL = "SYNTHETIC"
SIMILARITY_LIMIT = 0.8


@dataclass(frozen=True)
class SyntheticSample:
    """A chosen image.

    Attributes:
        class_name: what it is like.
        seed: of the draw.
        png: the file's bytes.
        probability: of PNEUMONIA, by the model that it was chosen with.
        similarity: highest correlation with any image of its class that it was computed from, the mean image
            taken off both; images of different patients reach `usual_similarity` (median of the highest).
    """

    class_name: str
    seed: int
    png: bytes
    probability: float
    similarity: float
    usual_similarity: float


def choose_samples(
    samples: Sequence[Sample], classifier: Classifier, *, count: int = 300, draws: int = 60, seed: int = 0
) -> list[SyntheticSample]:
    """Computes the image models of both classes and takes the first accepted draw of each.

    A draw is accepted when the model classifies it correctly at every operating point and when it is not a
    near copy of any image it was computed from.

    Raises:
        UnusableDataset: no draw is accepted.
    """
    chosen = []
    for label, name in enumerate(CLASSES):
        here = limited([sample for sample in samples if sample.label == label], count, seed)
        grey = to_grey(load_inputs(here, Preprocessing()))
        chosen.append(_first_accepted(name, fit_sample_model(grey), grey, classifier, draws))
    return chosen


def write_samples(samples: Sequence[SyntheticSample], model: str, folder: Path) -> None:
    """Writes the PNGs and, beside their folder, which so holds images alone, what they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in samples:
        (folder / NAMES[sample.class_name]).write_bytes(sample.png)
    text = fill(
        "samples.md",
        samples=samples,
        names=NAMES,
        model=model,
        limit=SIMILARITY_LIMIT,
        grey_components=GREY_COMPONENTS,
        shape_components=SHAPE_COMPONENTS,
    )
    folder.with_suffix(".md").write_text(text, encoding="utf-8")


def encoded(sample: Samples, seed: int) -> bytes:
    """A synthetic image (edge, edge), 0 to 1, as an 8-bit PNG of SIZE that says what it is.

    Its outermost edge, where shapes were drawn out of nothing, is cut off; it gets the 5 to 4 aspect of a
    image back, and the grain of a detector. What it is stands in the image and in the file's text.
    """
    edge = sample.shape[0]
    box = (MARGIN * edge, MARGIN * edge, (1 - MARGIN) * edge, (1 - MARGIN) * edge)
    large = Image.fromarray(sample).resize(SIZE, Image.Resampling.BICUBIC, box=box)
    grain = np.random.default_rng(seed).normal(0, GRAIN, (SIZE[1], SIZE[0]))
    pixels = np.clip(np.asarray(large) + grain, 0, 1)
    image = Image.fromarray(np.rint(pixels * 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.text((10, SIZE[1] - 22), LABEL, fill=225, font_size=14, stroke_width=1, stroke_fill=20)
    text = PngImagePlugin.PngInfo()
    text.add_text("Title", "SYNTHETIC chest radiograph, of no patient")
    text.add_text("Description", "Mean image and principal components of a class, drawn at random")
    text.add_text("Source", "Kermany, Zhang, Goldbaum, doi.org/10.17632/rscbjbr9sj, CC BY 4.0, adapted")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True, pnginfo=text)
    return buffer.getvalue()


def _first_accepted(
    name: str, model: ImageModel, samples: Samples, classifier: Classifier, draws: int
) -> SyntheticSample:
    mean = samples.mean(axis=0)
    for seed in range(draws):
        sample = model.draw(seed)
        similarity = nearest_similarity(sample, samples, mean)
        png = encoded(sample, seed)
        probability = _probability_when_right(png, name, classifier)
        if probability is not None and similarity < SIMILARITY_LIMIT:
            return SyntheticSample(name, seed, png, probability, similarity, _usual_similarity(samples, mean))
    raise UnusableDataset(f"None of {draws} synthetic images is classified {name} at every operating point.")


def _probability_when_right(png: bytes, name: str, classifier: Classifier) -> float | None:
    radiograph = decode_radiograph(png, NAMES[name])
    score = classifier.outputs(classifier.prepare(radiograph))[0]
    for point in classifier.metadata.operating_points:
        if classifier.decide(score, operating_point=point.name).predicted_class != PredictedClass(name):
            return None
    return score.probability


def _usual_similarity(samples: Samples, mean: Samples, looked_at: int = 30) -> float:
    """Median over some images of the highest correlation with another."""
    step = max(1, len(samples) // looked_at)
    found = [
        nearest_similarity(samples[index], np.delete(samples, index, axis=0), mean)
        for index in range(0, len(samples), step)
    ]
    return float(np.median(found))
