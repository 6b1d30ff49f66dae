"""Memory of large batches: `python -m tests.benchmarks.batch_scale [--files N] [--model FILE]`.

Classifies 500 files and then many, 2 % of them hostile, each run in a process of its own, and prints rows,
rate and peak memory of both. The files are links to a few images built by code. Without --model a tiny
network is used, so that the readers are measured rather than the network.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.benchmarks.batch_speed import PeakMemory
from tests.images import dicom_bytes, encoded, synthetic_image
from tests.models import tiny_model
from xray_desktop.results.reading import read_results

HOSTILE = {
    "empty.png": b"",
    "text.jpg": b"not an image at all\n",
    "dot.png": encoded(np.zeros((1, 1), np.uint8), "PNG"),
    "cut.jpg": encoded(synthetic_image(), "JPEG")[:400],
    "no pixels.dcm": dicom_bytes(synthetic_image(), PixelData=None),
}


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=50_000)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = options.model or tiny_model(folder / "tiny.onnx")
        sources = make_sources(folder / "sources")
        peaks = [measure(folder, sources, model, count) for count in (500, options.files)]
    print(f"peak memory of {options.files} files is {peaks[1] / peaks[0]:.3f} of that of 500")


def make_sources(folder: Path) -> list[Path]:
    """A cycle of 250 files, 98 valid and 2 hostile ones in each hundred."""
    folder.mkdir()
    good = []
    for seed in range(8):
        good.append(folder / f"{seed}.png")
        good[-1].write_bytes(encoded(synthetic_image(160, 200, seed=seed), "PNG"))
    good.append(folder / "a.dcm")
    good[-1].write_bytes(dicom_bytes(synthetic_image(160, 200, bits=12)))
    bad = []
    for file, data in HOSTILE.items():
        bad.append(folder / file)
        bad[-1].write_bytes(data)
    return [
        bad[index // 50 % len(bad)] if index % 50 == 0 else good[index % len(good)] for index in range(250)
    ]


def measure(folder: Path, sources: list[Path], model: Path, count: int) -> float:
    """Peak memory of one run in MB."""
    images = folder / f"images{count}"
    for number in range(count):
        target = images / f"{number // 1000:03}"
        target.mkdir(parents=True, exist_ok=True)
        source = sources[number % len(sources)]
        (target / f"{number:06}_{source.name}").symlink_to(source)
    output = folder / f"{count}.csv"
    started = time.monotonic()
    with PeakMemory() as memory:
        done = subprocess.run(
            [sys.executable, "-m", "xray_desktop", "classify", images, "-o", output, "--model", model, "-q"],
            env={**os.environ, "PYTHONPATH": os.getcwd()},
            check=False,
        )
    seconds = time.monotonic() - started
    rows = list(read_results(output))
    assert done.returncode == 1, done.returncode
    assert len({row.path for row in rows}) == len(rows) == count
    errors = sum(row.status != "ok" for row in rows)
    assert errors == sum(sources[number % 250].name in HOSTILE for number in range(count))
    peak = memory.peak / 2**20
    print(
        f"{count:7} files: {count} rows, {errors} not classified, {count / seconds:.0f} a second, "
        f"{peak:.0f} MB"
    )
    return peak


if __name__ == "__main__":
    main()
