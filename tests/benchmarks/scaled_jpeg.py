"""Cost and benefit of decoding large JPEGs at a reduced scale: `python -m tests.benchmarks.scaled_jpeg --data
FOLDER`.

Creates large JPEGs from the images of the folder, enlarged, sharpened and with grain, in several qualities,
samplings and orders. For each it prints the CPU time, in one thread, of decoding at full scale, of decoding
at a reduced scale (of libjpeg, by Pillow's `draft`), of preparing the network's input from either, and of the
network. Then, for more such images, the difference of the probabilities at reduced and full scale, with the
int8 and the float32 network.
"""

import argparse
import io
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from tests.benchmarks.timing import shortest
from tests.images import encoded
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.inference import Classifier
from xray_desktop.inference.model_files import PRECISIONS

KINDS: dict[str, dict[str, Any]] = {
    "grey, quality 92": {"quality": 92},
    "grey, quality 75": {"quality": 75},
    "grey, quality 92, progressive": {"quality": 92, "progressive": True},
    "colour 4:2:0, quality 92": {"quality": 92, "colour": True, "subsampling": 2},
    "colour 4:4:4, quality 92": {"quality": 92, "colour": True, "subsampling": 0},
}

MAX_CHANGE = 0.01
"""Largest acceptable change of a probability."""
MARGIN = 3
"""Minimum size of a reduced image in each direction, in multiples of the network's input."""
STAGES = ("decode whole", "prepare", "decode less", "prepare less", "network")


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of radiographs")
    parser.add_argument("--images", type=int, default=12, help="number of images to time")
    parser.add_argument(
        "--shift-images", type=int, default=240, help="number of images to compare probabilities of"
    )
    parser.add_argument("--width", type=int, default=2000, help="of the images; the height is 3/4 of it")
    options = parser.parse_args()
    classifiers = {precision: Classifier.load(threads=1, precision=precision) for precision in PRECISIONS}
    classifier = classifiers["int8"]
    files = sorted(path for path in options.data.rglob("*") if path.suffix in (".jpeg", ".jpg", ".png"))
    chosen = random.Random(1).sample(files, min(options.images, len(files)))
    print(f"milliseconds of CPU time, {classifier.model}, {classifier.provider}")
    print(f"{'':32}" + "".join(f"{stage:>14}" for stage in STAGES) + f"{'saving':>9}")
    for kind, how in KINDS.items():
        images = [large_jpeg(file, options.width, **how) for file in chosen]
        times = np.median([measure(image, classifier) for image in images], axis=0) * 1000
        whole, prepare, less, prepare_less, network = times
        saving = 1 - (less + prepare_less + network) / (whole + prepare + network)
        print(f"{kind:32}" + "".join(f"{ms:14.2f}" for ms in times) + f"{saving:9.1%}", flush=True)
    chosen = random.Random(3).sample(files, min(options.shift_images, len(files)))
    shifts: dict[str, list[float]] = {precision: [] for precision in PRECISIONS}
    for number, file in enumerate(chosen):
        data = large_jpeg(file, options.width, quality=(92, 75)[number % 2])
        for precision, one in classifiers.items():
            shifts[precision].append(shift(data, one))
    for precision, values in shifts.items():
        beyond = sum(value > MAX_CHANGE for value in values)
        print(
            f"{precision}: the probability changes by {np.mean(values):.4f} on average, {max(values):.4f} at "
            f"most; by more than {MAX_CHANGE} on {beyond} of {len(values)} images"
        )


def large_jpeg(file: Path, width: int, *, colour: bool = False, **how: Any) -> bytes:
    """A large JPEG with added edges and grain, which an enlarged small image lacks."""
    grey = Image.open(file).convert("L").resize((width, width * 3 // 4), Image.Resampling.LANCZOS)
    sharp = np.asarray(grey.filter(ImageFilter.UnsharpMask(3, 120, 0)), np.float32)
    grain = np.random.default_rng(1).normal(0, 4, sharp.shape)
    grainy = Image.fromarray(np.clip(np.rint(sharp + grain), 0, 255).astype(np.uint8))
    return encoded(grainy.convert("RGB") if colour else grainy, "JPEG", **how)


def measure(data: bytes, classifier: Classifier) -> list[float]:
    """Seconds of each stage, the shortest of several runs."""
    size = classifier.metadata.preprocessing.size
    image = decode_radiograph(data, "image.jpeg")
    less = replace(image, pixels=reduced(data, size))
    inputs = classifier.prepare(image)
    stages: list[Callable[[], object]] = [
        lambda: decode_radiograph(data, "image.jpeg"),
        lambda: classifier.prepare(image),
        lambda: reduced(data, size),
        lambda: classifier.prepare(less),
        lambda: classifier.outputs(inputs),
    ]
    return [shortest(stage) for stage in stages]


def shift(data: bytes, classifier: Classifier) -> float:
    """Difference of the probabilities at full and reduced scale."""
    image = decode_radiograph(data, "image.jpeg")
    less = replace(image, pixels=reduced(data, classifier.metadata.preprocessing.size))
    inputs = np.concatenate([classifier.prepare(image), classifier.prepare(less)])
    whole, reduced_ = (score.probability for score in classifier.outputs(inputs))
    return abs(whole - reduced_)


def reduced(data: bytes, size: int) -> npt.NDArray[np.uint8]:
    """Grey values at the smallest scale of libjpeg with at least `MARGIN` times the input size."""
    image = Image.open(io.BytesIO(data))
    image.draft("L", (size * MARGIN, size * MARGIN))
    return np.asarray(image.convert("L"))


if __name__ == "__main__":
    main()
