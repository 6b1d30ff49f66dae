"""Speed and agreement of the devices of ONNX Runtime: `python -m tests.benchmarks.execution_providers`.

Runs the same images on each device in turn, in one thread, and prints the CPU time of the network and the
largest difference of the probabilities from the CPU's. For OpenVINO install onnxruntime-openvino instead of
onnxruntime.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np

from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference import Classifier
from xray_desktop.inference.runtime import available_devices


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of radiographs")
    parser.add_argument("--model", type=Path, help="by default the built-in model")
    parser.add_argument("--images", type=int, default=20)
    options = parser.parse_args()
    loaded = [Classifier.load(options.model, threads=1, device=device) for device in available_devices()]
    classifiers = {classifier.provider: classifier for classifier in loaded}
    files = sorted(path for path in options.data.rglob("*") if path.suffix in (".jpeg", ".jpg", ".png"))
    chosen = random.Random(1).sample(files, min(options.images, len(files)))
    times: dict[str, list[float]] = {provider: [] for provider in classifiers}
    probabilities: dict[str, list[float]] = {provider: [] for provider in classifiers}
    for file in [chosen[0], *chosen]:  # the first one is a warm-up and repeated
        for provider, classifier in classifiers.items():
            inputs = classifier.prepare(read_radiograph(file))
            began = time.process_time()
            probabilities[provider].append(classifier.outputs(inputs)[0].probability)
            times[provider].append(time.process_time() - began)
    for provider in classifiers:
        best, median = (1000 * figure(times[provider][1:]) for figure in (np.min, np.median))
        shift = np.abs(np.subtract(probabilities[provider], probabilities["CPUExecutionProvider"])).max()
        print(f"{provider:28} best {best:6.1f} ms, median {median:6.1f} ms, largest difference {shift:.1e}")


if __name__ == "__main__":
    main()
