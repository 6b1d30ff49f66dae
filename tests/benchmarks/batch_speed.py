"""Speed of a batch: `python -m tests.benchmarks.batch_speed --data FOLDER [--images N]`.

Prints images per second, by wall-clock and by CPU time, and peak memory for
  (a) the batch of this program, float32 and int8;
  (b) the usual alternative: VGG16 of torch in eager float32, with Pillow and torchvision's transforms in a
      DataLoader (left out without torch);
  (c) ONNX Runtime float32 in a plain loop: with the whole VGG16, and with the bundled, pruned model;
on the original images, and on large JPEG and 16-bit DICOM files made from them. Then the share of time in
each stage, all ratios to torch side by side, the machine's matrix-product rate in both types, and the
fraction of it that inference reaches.

On a busy machine wall-clock times include other processes: compare the images per CPU second. The start of
the processes counts, so that few images give too low ratios: `tests.benchmarks.torch_ratios` leaves it out.
"""

import argparse
import contextlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tests.benchmarks.timing import shortest
from tests.images import write_dicom
from training.network.widths import POOLINGS, VGG16
from xray_desktop.batch.files import find_files
from xray_desktop.batch.runner import classify_files, classify_image, cores
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.imaging.reading_process import PreparedImage
from xray_desktop.inference import Classifier
from xray_desktop.resources import resource as bundled
from xray_desktop.results.writing import ResultsFile

LARGE = (2000, 1500)
SIZES = ("small", "jpeg", "dicom")
WAYS = ("batch float32", "batch int8", "torch eager", "plain, VGG16", "plain, shipped")


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of radiographs")
    # Explicit, since the default of the program is int8.
    parser.add_argument("--model", type=Path, default=bundled("model.onnx"), help="float32 model")
    parser.add_argument("--int8", type=Path, default=bundled("model.int8.onnx"), help="int8 model")
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--rounds", type=int, default=1, help="runs of each way, in turn; the fastest counts")
    parser.add_argument("--no-rates", action="store_true", help="leave out the matrix products")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--one", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one[0], Path(options.one[1]), options)))
        return
    figures = {"cores": cores(), "images": options.images, "ways": {}, "stages": {}}
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            images = prepare_images(options, Path(folder) / size, size)
            print(f"\n{size}: {len(list(images.iterdir()))} images")
            figures["ways"][size] = compare_ways(images, options)
            figures["stages"][size] = print_stages(images, options)
    figures["ratios"] = print_ratios(figures["ways"])
    if not options.no_rates:
        figures["rates"] = print_rates(options)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")


def prepare_images(options: argparse.Namespace, folder: Path, size: str) -> Path:
    """A folder of images, a fixed random sample: links, or large files made from them."""
    folder.mkdir()
    files = sorted(path for path in options.data.rglob("*") if path.suffix in (".jpeg", ".jpg", ".png"))
    chosen = random.Random(1).sample(files, min(options.images, len(files)))
    for number, file in enumerate(chosen):
        if size == "small":
            (folder / f"{number:05}{file.suffix}").symlink_to(file.resolve())
            continue
        grey = Image.open(file).convert("L").resize(LARGE, Image.Resampling.BICUBIC)
        if size == "jpeg":
            grey.save(folder / f"{number:05}.jpeg", quality=92)
        else:
            deep = (np.asarray(grey, np.uint16) << 4) + (np.arange(LARGE[0], dtype=np.uint16) & 15)
            write_dicom(folder / f"{number:05}.dcm", deep, BitsStored=12)
    return folder


def compare_ways(images: Path, options: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Runs every method in a process of its own, so that none affects another."""
    figures: dict[str, dict[str, float]] = {}
    failures: dict[str, str] = {}
    for _ in range(options.rounds):
        # In turn, so that whatever else the machine does meets all of them.
        for way in options.ways:
            command = [sys.executable, "-m", "tests.benchmarks.batch_speed", *sys.argv[1:]]
            command += ["--one", way, str(images)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                failures[way] = done.stderr.strip().splitlines()[-1]
                continue
            one = json.loads(done.stdout)
            best = figures.setdefault(way, one)
            best.update({name: max(best[name], one[name]) for name in one})
    print(f"{'':16}{'images/s':>9}{'images/CPU-s':>13}{'peak MB':>9}")
    for way in options.ways:
        if way in figures:
            one = figures[way]
            print(f"{way:16}{one['rate']:9.1f}{one['cpu_rate']:13.1f}{one['peak_mb']:9.0f}", flush=True)
        else:
            print(f"{way:16}skipped: {failures[way]}")
    for way in ("batch float32", "batch int8"):
        for other in WAYS[2:]:
            if way in figures and other in figures:
                clock, cpu = ratios(figures[way], figures[other])
                print(f"{way} : {other} = {clock:.1f} by wall-clock time, {cpu:.1f} by CPU time")
    return figures


def ratios(one: dict[str, float], other: dict[str, float]) -> tuple[float, float]:
    """How many times as fast one way is as another, by wall-clock and by CPU time."""
    return one["rate"] / other["rate"], one["cpu_rate"] / other["cpu_rate"]


def print_ratios(ways: dict[str, dict[str, dict[str, float]]]) -> dict[str, dict[str, list[float]]]:
    """The int8 batch against torch, for every size: torch on the same files, and on the data set's."""
    found: dict[str, dict[str, list[float]]] = {}
    print(f"\n{'batch int8 : torch eager':26}{'same files':>22}{'torch on the data set':>26}")
    for size, figures in ways.items():
        row = found[size] = {}
        for name, torch in (("same", figures), ("data set", ways.get("small", {}))):
            if "batch int8" in figures and "torch eager" in torch:
                row[name] = list(ratios(figures["batch int8"], torch["torch eager"]))
        cells = [
            f"{row[name][0]:.1f} ({row[name][1]:.1f} CPU)" if name in row else ""
            for name in ("same", "data set")
        ]
        print(f"{size:26}{cells[0]:>22}{cells[1]:>26}")
    return found


def measure(way: str, images: Path, options: argparse.Namespace) -> dict[str, float]:
    """Sets up one method and measures its run; the memory includes the set-up."""
    set_up = {
        "batch float32": lambda: batch(images, options.model),
        "batch int8": lambda: batch(images, options.int8),
        "torch eager": lambda: torch_eager(images),
        "plain, VGG16": lambda: plain_loop_of_vgg16(images, options.model),
        "plain, shipped": lambda: plain_loop(images, options.model),
    }[way]
    with PeakMemory() as memory:
        run = set_up()
        before, started = processor_seconds(), time.perf_counter()
        run()
        seconds, cpu = time.perf_counter() - started, processor_seconds() - before
    count = len(list(images.iterdir()))
    return {"rate": count / seconds, "cpu_rate": count / cpu, "peak_mb": memory.peak / 2**20}


def batch(images: Path, model: Path) -> Callable[[], None]:
    """(a) The method of the command line."""
    classifier = Classifier.load(model, threads=1)
    point = classifier.metadata.operating_point().name

    def run() -> None:
        with (
            tempfile.TemporaryDirectory() as folder,
            ResultsFile(Path(folder) / "r.csv", model=classifier.model, operating_point=point) as results,
        ):
            for step in classify_files(find_files([images]), classifier):
                if step.row is not None:
                    results.append(step.row)

    return run


def torch_eager(images: Path) -> Callable[[], None]:
    """(b) The method of a typical notebook."""
    import torch

    network, load = eager_vgg16()

    class Images(torch.utils.data.Dataset[torch.Tensor]):
        files = sorted(images.iterdir())

        def __len__(self) -> int:
            return len(self.files)

        def __getitem__(self, index: int) -> torch.Tensor:
            tensor: torch.Tensor = load(self.files[index])
            return tensor

    def run() -> None:
        loader = torch.utils.data.DataLoader(Images(), batch_size=16, num_workers=cores())
        with torch.inference_mode():
            for images_ in loader:
                network(images_).softmax(1)

    return run


def eager_vgg16() -> tuple[Any, Callable[[Path], Any]]:
    """torch's VGG16 for two classes, with random weights, and what makes its input of a file."""
    import pydicom
    import torch
    from torchvision import models, transforms

    network = models.vgg16()
    network.classifier[6] = torch.nn.Linear(4096, 2)
    network.eval()
    change = transforms.Compose(
        [
            transforms.Resize((224, 224)),
            transforms.ToTensor(),
            transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ]
    )

    def load(file: Path) -> Any:
        if file.suffix == ".dcm":
            pixels = pydicom.dcmread(file).pixel_array.astype(np.float32)
            return change(Image.fromarray((pixels / pixels.max() * 255).astype(np.uint8)).convert("RGB"))
        return change(Image.open(file).convert("RGB"))

    return network, load


def plain_loop_of_vgg16(images: Path, model: Path) -> Callable[[], None]:
    """(c) One image after the other, with the default number of threads, with the whole VGG16."""
    import onnxruntime

    classifier = Classifier.load(model)
    session = onnxruntime.InferenceSession(
        vgg16(classifier.metadata.preprocessing.size), providers=["CPUExecutionProvider"]
    )

    def run() -> None:
        for file in sorted(images.iterdir()):
            session.run(None, {"image": classifier.prepare(read_radiograph(file))})

    return run


def vgg16(size: int) -> bytes:
    """ONNX model of VGG16's convolutions and a small head, with random weights."""
    from onnx import TensorProto, helper, numpy_helper

    random = np.random.default_rng(0)
    nodes, weights, before, name = [], [], 1, "image"

    def add(kind: str, *shapes: tuple[int, ...], **attributes: Any) -> None:
        nonlocal name
        inputs = [name]
        for number, shape in enumerate(shapes):
            inputs.append(f"{len(nodes)}.{number}")
            values = random.standard_normal(shape, np.float32) / np.float32(np.prod(shape[1:]) ** 0.5)
            weights.append(numpy_helper.from_array(values, inputs[-1]))
        name = f"{kind}{len(nodes)}"
        nodes.append(helper.make_node(kind, inputs, [name], **attributes))

    for layer, width in enumerate(VGG16):
        if layer in POOLINGS:
            add("MaxPool", kernel_shape=[2, 2], strides=[2, 2])
        add("Conv", (width, before, 3, 3), (width,), pads=[1, 1, 1, 1])
        add("Relu")
        before = width
    add("GlobalAveragePool")
    add("Conv", (1, before, 1, 1))
    graph = helper.make_graph(
        nodes,
        "vgg16",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, (1, 1, size, size))],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, (1, 1, 1, 1))],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    return bytes(model.SerializeToString())


def plain_loop(images: Path, model: Path) -> Callable[[], None]:
    """(c) One image after the other, with the default number of threads, with the built-in model."""
    classifier = Classifier.load(model)

    def run() -> None:
        for file in sorted(images.iterdir()):
            classifier.classify(read_radiograph(file))

    return run


def print_stages(images: Path, options: argparse.Namespace) -> dict[str, float]:
    """CPU time of one image in each stage of the batch, in milliseconds, on one core."""
    classifier = Classifier.load(options.int8, threads=1)
    point = classifier.metadata.operating_point().name
    files = sorted(images.iterdir())[:50]
    marks = []
    with (
        tempfile.TemporaryDirectory() as folder,
        ResultsFile(Path(folder) / "r.csv", model=classifier.model, operating_point=point) as results,
    ):
        for file in [files[0], *files]:
            times = [time.process_time()]
            radiograph = read_radiograph(file)
            times.append(time.process_time())
            prepared = classifier.prepare(radiograph)
            times.append(time.process_time())
            image = PreparedImage(prepared, radiograph.width, radiograph.height, "")
            finished = classify_image(classifier, file.name, image, point)
            times.append(time.process_time())
            if len(marks) != 1:  # the first image, which warms up, is met twice
                results.append(finished.row)
            times.append(time.process_time())
            marks.append(np.diff(times))
    means = np.mean(marks[1:], axis=0)
    stages = dict(zip(("decode", "preprocess", "inference", "write"), (means * 1000).tolist(), strict=True))
    shares = ", ".join(f"{name} {ms:.2f} ms ({ms / means.sum() / 10:.0f} %)" for name, ms in stages.items())
    print(f"stages, one core: {shares}")
    return stages


def print_rates(options: argparse.Namespace) -> dict[str, float]:
    """Matrix-product rate of one core, and the fraction of it that the network reaches."""
    import onnx

    print("\nbillions of operations per second and core (a multiply-add counts as two)")
    rates = {}
    for kind, model in (("float32", options.model), ("int8", options.int8)):
        rates[f"{kind} matrix product"] = product = max(
            matrix_product_rate(kind, edge) for edge in (512, 1024, 2048)
        )
        classifier = Classifier.load(model, threads=1)
        operations = 2 * multiply_adds(onnx.load(model))
        size = classifier.metadata.preprocessing.size
        image = np.random.default_rng(0).random((1, 1, size, size), np.float32)
        seconds = shortest(lambda classifier=classifier, image=image: classifier.outputs(image))
        rates[f"{kind} network"] = reached = operations / seconds / 1e9
        print(
            f"{kind:8} matrix product {product:6.0f}   network {reached:6.0f} = {reached / product:.0%}"
            f"   ({seconds * 1000:.1f} ms an image)"
        )
    return rates


def matrix_product_rate(kind: str, edge: int) -> float:
    """Rate of ONNX Runtime's kernel for a square product with constant weights, on one core."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    random = np.random.default_rng(0)
    if kind == "int8":
        weights = random.integers(-127, 127, (edge, edge), np.int8)
        values = random.integers(0, 255, (edge, edge), np.uint8)
        node, input_type, output_type = "MatMulInteger", TensorProto.UINT8, TensorProto.INT32
    else:
        weights = random.random((edge, edge), np.float32)
        values = random.random((edge, edge), np.float32)
        node, input_type, output_type = "MatMul", TensorProto.FLOAT, TensorProto.FLOAT
    graph = helper.make_graph(
        [helper.make_node(node, ["a", "b"], ["c"])],
        "product",
        [helper.make_tensor_value_info("a", input_type, (edge, edge))],
        [helper.make_tensor_value_info("c", output_type, (edge, edge))],
        [numpy_helper.from_array(weights, "b")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    return 2 * edge**3 / shortest(lambda: session.run(None, {"a": values})) / 1e9


def multiply_adds(model: Any) -> int:
    """Multiply-adds of the convolutions and products for one image."""
    import onnx

    model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 1
    inferred = onnx.shape_inference.infer_shapes(model).graph
    shapes = {
        value.name: [dim.dim_value for dim in value.type.tensor_type.shape.dim]
        for value in (*inferred.value_info, *inferred.output, *inferred.input)
    }
    shapes |= {item.name: list(item.dims) for item in inferred.initializer}
    total = 0
    for node in inferred.node:
        if node.op_type in ("Conv", "QLinearConv"):
            weights = shapes[node.input[1 if node.op_type == "Conv" else 3]]
            total += int(np.prod(shapes[node.output[0]])) * int(np.prod(weights[1:]))
    return total


def processor_seconds() -> float:
    """CPU time of this process and of the children that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


class PeakMemory:
    """Peak memory of this process and its children, sampled; shared pages count once."""

    def __init__(self) -> None:
        self.peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.2):
            self.peak = max(self.peak, sum(map(_proportional_bytes, _family(os.getpid()))))


def _family(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):  # a thread that has ended meanwhile
            for child in task.read_text().split():
                found += _family(int(child))
    return found


def _proportional_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
