"""Commands that write model files: export and quantisation."""

import json
from dataclasses import dataclass
from pathlib import Path

from training.commands.sources import SplitSources
from training.data.dataset import UnusableDataset, limited
from training.export import quantize as quantization
from training.export.config import ExportConfig
from training.export.from_run import export_run
from training.fitting.run_state import BEST, load_record
from training.options import option


@dataclass(frozen=True, kw_only=True)
class ExportOptions:
    """Options of `export`."""

    sources: SplitSources
    run: Path = option("folder of the training run")
    config: ExportConfig
    output: Path = option("ONNX file to write", Path("resources/model.onnx"))


def export(options: ExportOptions) -> None:
    """Calibrates a run's network, sets thresholds, fits the gate and writes the ONNX file."""
    split = options.sources.load()
    record = load_record(options.run)
    training = {"config": record["config"], **record["provenance"], "validations": record["validations"]}
    figures = export_run(options.config, split, options.run / BEST, training, options.output)
    print(json.dumps(figures, indent=1))


@dataclass(frozen=True, kw_only=True)
class QuantizeOptions:
    """Options of `quantize`."""

    sources: SplitSources
    model: Path = option("ONNX file of `export`", Path("resources/model.onnx"))
    output: Path = option("ONNX file to write", Path("resources/model.int8.onnx"))
    images: int = option("training images of every source and class", 16)
    limit: int = option("validation images of every source and class; 0 for all", 0)


def quantize(options: QuantizeOptions) -> None:
    """Writes the int8 form of a model and compares both on the validation side."""
    split = options.sources.load()
    quantization.quantize(options.model, options.output, limited(split.train, options.images, split.seed))
    checked = limited(split.validation, options.limit, split.seed)
    figures = quantization.compare(options.model, options.output, checked)
    quantization.note(options.output, figures)
    print(json.dumps(figures, indent=1))
    if not quantization.holds(figures):
        raise UnusableDataset(
            f"The predictions of {options.output} differ too much from those of {options.model} to replace "
            "it. "
            "Delete the file, or quantise with other training images (--images)."
        )
