"""All ratios to torch in one short run: `python -m tests.benchmarks.torch_ratios --data FOLDER [--images N]`.

CPU time of one file in one thread, without the start of any process: torch's VGG16 in eager float32, as
`batch_speed` runs it, and each stage of this program's batch with its int8 model. The ways take turns on each
file, so that other processes of a busy machine meet all of them; of the rounds of a file the shortest counts,
of the files the median. torch is compared on the same files, and with what it needs on the data set's.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.benchmarks.batch_speed import SIZES, eager_vgg16, prepare_images
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference import Classifier
from xray_desktop.resources import resource as bundled

STAGES = ("torch", "decode", "prepare", "network")


def main() -> None:
    """Runs the benchmark."""
    import torch

    torch.set_num_threads(1)
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of radiographs")
    parser.add_argument("--int8", type=Path, default=bundled("model.int8.onnx"), help="int8 model")
    parser.add_argument("--images", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    classifier = Classifier.load(options.int8, threads=1)
    network, load = eager_vgg16()

    def torch_eager(file: Path) -> None:
        with torch.inference_mode():
            network(load(file)[None]).softmax(1)

    print("milliseconds of CPU time for a file, and how many times as long torch takes")
    print(
        f"{'':8}" + "".join(f"{name:>9}" for name in (*STAGES, "batch")) + f"{'ratio':>9}{'to data set':>13}"
    )
    on_data_set = None
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            images = prepare_images(options, Path(folder) / size, size)
            times = [
                np.min([measure(file, torch_eager, classifier) for _ in range(options.rounds)], axis=0)
                for file in sorted(images.iterdir())
            ]
            torch_ms, *stages = (np.median(times, axis=0) * 1000).tolist()
            on_data_set = torch_ms if on_data_set is None else on_data_set
            batch = sum(stages)
            cells = "".join(f"{ms:9.1f}" for ms in (torch_ms, *stages, batch))
            print(f"{size:8}{cells}{torch_ms / batch:9.1f}{on_data_set / batch:13.1f}", flush=True)


def measure(file: Path, torch_eager: Callable[[Path], None], classifier: Classifier) -> list[float]:
    """Seconds of CPU time of torch and of each stage of the batch."""
    marks = [time.process_time()]
    torch_eager(file)
    marks.append(time.process_time())
    radiograph = read_radiograph(file)
    marks.append(time.process_time())
    inputs = classifier.prepare(radiograph)
    marks.append(time.process_time())
    classifier.outputs(inputs)
    marks.append(time.process_time())
    return np.diff(marks).tolist()


if __name__ == "__main__":
    main()
