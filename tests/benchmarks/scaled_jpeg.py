"""Would decoding large JPEGs at a reduced scale pay? `python -m tests.benchmarks.scaled_jpeg --data FOLDER`.

Makes large films from those in the folder, enlarged, sharpened and grained, as JPEGs of several qualities,
samplings and orders. For each it prints the processor time, in one thread and one run, of decoding the whole,
of decoding at a reduced scale (libjpeg's own, by Pillow's `draft`), of making the network's input from
either, and of the network; then how far the probability of the reduced film is from that of the whole.
"""

import argparse
import io
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from tests.benchmarks.timing import shortest
from tests.films import encoded
from xray_desktop.imaging.preprocessing import REDUCING_GAP
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.inference import Classifier

KINDS: dict[str, dict[str, Any]] = {
    "grey, quality 92": {"quality": 92},
    "grey, quality 75": {"quality": 75},
    "grey, quality 92, progressive": {"quality": 92, "progressive": True},
    "colour 4:2:0, quality 92": {"quality": 92, "colour": True, "subsampling": 2},
    "colour 4:4:4, quality 92": {"quality": 92, "colour": True, "subsampling": 0},
}
STAGES = ("decode whole", "prepare", "decode less", "prepare less", "network")


def main() -> None:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of radiographs")
    parser.add_argument("--model", type=Path, help="the one that comes along when left out")
    parser.add_argument("--films", type=int, default=12)
    parser.add_argument("--width", type=int, default=2000, help="of the films; the height is 3/4 of it")
    options = parser.parse_args()
    classifier = Classifier.load(options.model, threads=1)
    files = sorted(path for path in options.data.rglob("*") if path.suffix in (".jpeg", ".jpg", ".png"))
    chosen = random.Random(1).sample(files, min(options.films, len(files)))
    print(f"milliseconds of processor time, {classifier.model}, {classifier.provider}")
    print(f"{'':32}" + "".join(f"{stage:>14}" for stage in STAGES) + f"{'saving':>9}{'largest shift':>15}")
    for kind, how in KINDS.items():
        figures = [measure(large_jpeg(file, options.width, **how), classifier) for file in chosen]
        times = np.median([times for times, _ in figures], axis=0) * 1000
        whole, prepare, less, prepare_less, network = times
        saving = 1 - (less + prepare_less + network) / (whole + prepare + network)
        shift = max(shift for _, shift in figures)
        print(
            f"{kind:32}" + "".join(f"{ms:14.2f}" for ms in times) + f"{saving:9.1%}{shift:15.4f}", flush=True
        )


def large_jpeg(file: Path, width: int, *, colour: bool = False, **how: Any) -> bytes:
    """A large JPEG with the edges and the grain that an enlarged small film lacks."""
    grey = Image.open(file).convert("L").resize((width, width * 3 // 4), Image.Resampling.LANCZOS)
    sharp = np.asarray(grey.filter(ImageFilter.UnsharpMask(3, 120, 0)), np.float32)
    grain = np.random.default_rng(1).normal(0, 4, sharp.shape)
    grainy = Image.fromarray(np.clip(np.rint(sharp + grain), 0, 255).astype(np.uint8))
    return encoded(grainy.convert("RGB") if colour else grainy, "JPEG", **how)


def measure(data: bytes, classifier: Classifier) -> tuple[list[float], float]:
    """Seconds of each stage, the shortest of many tries, and the distance of the two probabilities."""
    film = decode_radiograph(data, "film.jpeg")
    less = replace(film, pixels=reduced(data, classifier.metadata.preprocessing.size))
    whole_input, less_input = classifier.prepare(film), classifier.prepare(less)
    stages: list[Callable[[], object]] = [
        lambda: decode_radiograph(data, "film.jpeg"),
        lambda: classifier.prepare(film),
        lambda: reduced(data, classifier.metadata.preprocessing.size),
        lambda: classifier.prepare(less),
    ]
    less_score = classifier.scores(less_input)[0]
    began = time.process_time()
    whole_score = classifier.scores(whole_input)[0]
    network = time.process_time() - began
    shift = abs(whole_score.probability - less_score.probability)
    return [*map(shortest, stages), network], shift


def reduced(data: bytes, size: int) -> npt.NDArray[np.uint8]:
    """Grey values at libjpeg's smallest scale that leaves as much as `prepare` resamples from."""
    image = Image.open(io.BytesIO(data))
    image.draft("L", (int(size * REDUCING_GAP), int(size * REDUCING_GAP)))
    return np.asarray(image.convert("L"))


if __name__ == "__main__":
    main()
