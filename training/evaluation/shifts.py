"""Synthetic distribution shifts: images changed in framing, exposure and encoding, and their predictions."""

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from training.data.dataset import Sample
from training.evaluation.classified import Classified, Progress, classify_samples
from xray_desktop.evaluation import metrics
from xray_desktop.imaging import Radiograph, read_radiograph
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.inference import Classifier

Grey = npt.NDArray[np.float32]
Change = Callable[[Grey, np.random.Generator], bytes]


@dataclass(frozen=True)
class Shift:
    """A change to an image.

    Attributes:
        name: for the table.
        change: from grey levels (height, width), 0 to 1, to the bytes of an image file.
        to_be_rejected: whether the gate should reject the image (inverted, upside down, rotated by 90
            degrees).
    """

    name: str
    change: Change
    to_be_rejected: bool = False


def shift_table(
    classifier: Classifier,
    classified: Sequence[Classified],
    *,
    seed: int = 0,
    progress: Progress | None = None,
) -> list[dict[str, Any]]:
    """A row for the images as they are and for each of SHIFTS.

    Each changed image goes through a file, the reader and the preprocessing like any other. ROC AUC,
    sensitivity and specificity include rejected images; a prediction counts as changed when the class, or
    whether there is one, differs.
    """
    known = [item for item in classified if item.output is not None]
    samples = [item.sample for item in known]
    rows = [_row("unchanged", classifier, known, known, to_be_rejected=False)]
    for shift in SHIFTS:
        numbers = {sample.path: number for number, sample in enumerate(samples)}

        def read(sample: Sample, shift: Shift = shift, numbers: dict[Any, int] = numbers) -> Radiograph:
            radiograph = read_radiograph(sample.path)
            rng = np.random.default_rng((seed, numbers[sample.path]))
            return decode_radiograph(shift.change(radiograph.grey(radiograph.pixels), rng), sample.path.name)

        changed = classify_samples(classifier, samples, progress=progress, read=read)
        rows.append(_row(shift.name, classifier, known, changed, to_be_rejected=shift.to_be_rejected))
    return rows


def _row(
    name: str,
    classifier: Classifier,
    before: Sequence[Classified],
    after: Sequence[Classified],
    *,
    to_be_rejected: bool,
) -> dict[str, Any]:
    threshold = classifier.metadata.operating_point().threshold
    labels = np.array([item.sample.label for item in after], bool)
    p = np.array([item.probability for item in after])
    old = np.array([item.probability for item in before])
    ones = metrics.unit_weights(len(after))
    counts = metrics.confusion(labels, p >= threshold, ones)
    predictions = [
        (a.prediction.predicted_class, b.prediction.predicted_class)
        for a, b in zip(before, after, strict=True)
        if a.prediction and b.prediction
    ]
    figures = {
        "roc_auc": float(metrics.roc_auc(labels, p, ones)[0]),
        "sensitivity": float(metrics.sensitivity(counts)[0]),
        "specificity": float(metrics.specificity(counts)[0]),
        "mean_difference": float(np.abs(p - old).mean()),
        "largest_difference": float(np.abs(p - old).max()),
        "predictions_changed": float(np.mean([a != b for a, b in predictions])),
        "rejected": float(np.mean([item.rejected for item in after])),
    }
    undefined_as_null = {key: None if math.isnan(value) else value for key, value in figures.items()}
    return {"name": name, "images": len(after), "to_be_rejected": to_be_rejected, **undefined_as_null}


def _image(grey: npt.NDArray[Any]) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(grey, dtype=np.float32))


def _file(image: Image.Image) -> bytes:
    """An 8-bit image file of a float image."""
    return _encoded(_bytes(np.asarray(image)), "TIFF")


def _bytes(grey: npt.ArrayLike) -> Image.Image:
    return Image.fromarray(np.rint(np.clip(grey, 0, 1) * 255).astype(np.uint8))


def _encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _cropped(share: float, *, centred: bool = True) -> Change:
    """Keeps `share` of each edge; above 1, a black border is added."""

    def change(grey: Grey, rng: np.random.Generator) -> bytes:
        height, width = grey.shape
        w, h = round(width * share), round(height * share)
        x, y = (width - w) / 2, (height - h) / 2
        if not centred:
            x, y = rng.uniform(0, width - w), rng.uniform(0, height - h)
        return _file(_image(grey).crop((round(x), round(y), round(x) + w, round(y) + h)))

    return change


def _wider(factor: float) -> Change:
    """What an image `factor` times as wide shows: its middle is cropped to that aspect, then squeezed."""

    def change(grey: Grey, _: np.random.Generator) -> bytes:
        height, width = grey.shape
        w, h = (width, round(height / factor)) if factor > 1 else (round(width * factor), height)
        x, y = (width - w) // 2, (height - h) // 2
        return _file(_image(grey).crop((x, y, x + w, y + h)))

    return change


def _levels(function: Callable[[Grey], npt.NDArray[Any]]) -> Change:
    return lambda grey, _: _file(_image(function(grey)))


def _rotated(degrees: float) -> Change:
    return lambda grey, _: _file(_image(grey).rotate(degrees, Image.Resampling.BICUBIC))


def _noisy(deviation: float) -> Change:
    return lambda grey, rng: _file(_image(grey + rng.normal(0, deviation, grey.shape).astype(np.float32)))


def _filtered(kind: ImageFilter.Filter) -> Change:
    return lambda grey, _: _encoded(_bytes(grey).filter(kind), "TIFF")


def _jpeg(quality: int) -> Change:
    return lambda grey, _: _encoded(_bytes(grey), "JPEG", quality=quality)


def _lettered(grey: Grey, rng: np.random.Generator) -> bytes:
    image = _bytes(grey)
    draw = ImageDraw.Draw(image)
    edge = image.width
    draw.text((edge * rng.uniform(0.02, 0.1), edge * 0.03), "R", fill=255, font_size=edge * 0.1)
    draw.text((edge * 0.55, edge * rng.uniform(0.02, 0.06)), "AP SUPINE", fill=235, font_size=edge * 0.06)
    draw.rectangle((0, image.height * 0.94, edge, image.height), fill=255)
    return _encoded(image, "TIFF")


def _enlarged(grey: Grey, _: np.random.Generator) -> bytes:
    """2,000 pixels wide, 16 bits, at the 4 to 3 aspect that the squeeze to a square took away."""
    large = np.asarray(_image(grey).resize((2000, 1500), Image.Resampling.BICUBIC))
    deep = np.rint(np.clip(large, 0, 1) * 65535).astype(np.uint16)
    return _encoded(Image.fromarray(deep), "TIFF")


def _halved(grey: Grey, _: np.random.Generator) -> bytes:
    height, width = grey.shape
    return _file(_image(grey).resize((width // 2, height // 2), Image.Resampling.BICUBIC))


SHIFTS = (
    Shift("cropped to 90 % of each edge", _cropped(0.9)),
    Shift("cropped to 75 %, off centre", _cropped(0.75, centred=False)),
    Shift("black border of 10 %", _cropped(1.2)),
    Shift("wider framing (5 to 4)", _wider(1.25)),
    Shift("narrower framing (4 to 5)", _wider(0.8)),
    Shift("rotated by 5 degrees", _rotated(5)),
    Shift("flipped horizontally", _levels(lambda grey: grey[:, ::-1])),
    Shift("darker (gamma 1.5)", _levels(lambda grey: grey ** np.float32(1.5))),
    Shift("brighter (gamma 0.67)", _levels(lambda grey: grey ** np.float32(0.67))),
    Shift("half the contrast", _levels(lambda grey: grey / 2 + np.float32(0.25))),
    Shift("contrast clipped", _levels(lambda grey: (grey - 0.15) / 0.7)),
    Shift("noise (deviation 3 %)", _noisy(0.03)),
    Shift("noise (deviation 8 %)", _noisy(0.08)),
    Shift("blurred (1 pixel)", _filtered(ImageFilter.GaussianBlur(1))),
    Shift("blurred (2 pixels)", _filtered(ImageFilter.GaussianBlur(2))),
    Shift("sharpened", _filtered(ImageFilter.UnsharpMask(2, 120, 0))),
    Shift("JPEG, quality 50", _jpeg(50)),
    Shift("JPEG, quality 20", _jpeg(20)),
    Shift("burned-in annotation and a white edge", _lettered),
    Shift("half the resolution", _halved),
    Shift("2,000 pixels, 16 bits", _enlarged),
    Shift("inverted", _levels(lambda grey: 1 - grey), to_be_rejected=True),
    Shift("upside down", _levels(lambda grey: grey[::-1]), to_be_rejected=True),
    Shift("rotated by 90 degrees", _levels(lambda grey: np.rot90(grey)), to_be_rejected=True),
)
