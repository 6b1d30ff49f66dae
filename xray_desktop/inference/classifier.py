"""An ONNX model with its metadata, ready to classify radiographs."""

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.arrays import radiograph_from_array
from xray_desktop.imaging.preprocessing import prepare
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.decision import ModelOutput, decide
from xray_desktop.inference.loading import (
    INPUT,
    check_shapes,
    check_values,
    metadata_of,
    open_session,
    read_model,
)
from xray_desktop.inference.metadata import ModelMetadata, UnusableModel
from xray_desktop.inference.model_files import built_in_model, default_precision, released_hashes
from xray_desktop.inference.prediction import Prediction
from xray_desktop.inference.runtime import DEVICES
from xray_desktop.messages import Message, message

NOT_RELEASED = " (not released)"
"""Follows the name of a model whose hash is not that of a released one, wherever it is written."""


class Classifier:
    """A model that classifies radiographs. One object may serve several threads at once.

    Attributes:
        metadata: the model's metadata.
        output_names: the outputs that the model has, in their order.
        sha256: SHA-256 of the model file, 64 hexadecimal digits.
        model: name, version and the first eight digits of the hash; then `NOT_RELEASED` unless the file is
            one that was released with this version of the program.
        released: whether it is.
        provider: the ONNX Runtime execution provider in use, for instance "CPUExecutionProvider".
        precision: which of `model_files.PRECISIONS` it is; empty for a file other than the built-in model.
        remark: a note for the user when the provider is not the one requested; None otherwise.
    """

    def __init__(self, session: Any, metadata: ModelMetadata, sha256: str, *, released: bool) -> None:
        self._session = session
        self.output_names: list[str] = [output.name for output in session.get_outputs()]
        self.metadata = metadata
        self.sha256 = sha256
        self.released = released
        self.model = f"{metadata.name} {metadata.version} {sha256[:8]}{'' if released else NOT_RELEASED}"
        self.provider: str = session.get_providers()[0]
        self.precision = ""
        self.remark: Message | None = None

    @classmethod
    def load(
        cls,
        file: str | os.PathLike[str] | None = None,
        *,
        threads: int = 0,
        device: str = "cpu",
        precision: str = "",
    ) -> "Classifier":
        """Loads a model file, by default the built-in model.

        Args:
            threads: threads that one run of the network uses; 0 leaves the choice to ONNX Runtime.
            device: one of `DEVICES`; when it is not available the CPU is used, and `remark` says so.
            precision: of the built-in model, one of `model_files.PRECISIONS`; by default the faster one on
                the device. Ignored for another file.

        Raises:
            UnusableModel: the file is missing, unreadable, damaged, or not a model of this program; the
                built-in one was altered; or there is no such device or precision.
        """
        precision = (precision or default_precision(device)) if file is None else ""
        path = built_in_model(precision) if file is None else Path(file)
        content = read_model(path)
        sha256 = hashlib.sha256(content).hexdigest()
        released = sha256 in released_hashes()
        if file is None and not released:
            raise UnusableModel("built_in_model_altered", file=path.name)
        session = open_session(content, path.name, threads=threads, device=device)
        metadata = metadata_of(session, path.name)
        check_shapes(session, metadata, path.name)
        classifier = cls(session, metadata, sha256, released=released)
        classifier.precision = precision
        if classifier.provider != DEVICES[device]:
            classifier.remark = message("device_unavailable", device=device)
        return classifier

    def prepare(self, radiograph: Radiograph) -> npt.NDArray[np.float32]:
        """The network's input for a radiograph: float32, (1, 1, size, size), 0 to 1."""
        return prepare(radiograph, self.metadata.preprocessing)

    def outputs(self, inputs: npt.NDArray[np.float32]) -> list[ModelOutput]:
        """Runs the network on inputs that `prepare` made, stacked to (N, 1, size, size).

        Raises:
            UnusableModel: the outputs have other shapes than the file declares.
        """
        started = time.perf_counter()
        values = dict(zip(self.output_names, self._session.run(None, {INPUT: inputs}), strict=True))
        seconds = (time.perf_counter() - started) / len(inputs)
        check_values(values, len(inputs), self.metadata)
        return [
            ModelOutput(
                probability=float(values["probability"][index]),
                bacterial=float(values["bacterial"][index]) if "bacterial" in values else None,
                cam=values["cam"][index] if "cam" in values else None,
                distance=float(values["distance"][index]) if "distance" in values else None,
                presentation=_shares(values.get("presentation"), index, self.metadata.presentations),
                abnormal=float(values["abnormal"][index]) if "abnormal" in values else None,
                view=_shares(values.get("view"), index, self.metadata.views),
                child=float(values["child"][index]) if "child" in values else None,
                mirrored=float(values["mirrored"][index]) if "mirrored" in values else None,
                seconds=seconds,
            )
            for index in range(len(inputs))
        ]

    def decide(
        self,
        output: ModelOutput,
        *,
        operating_point: str | None = None,
        exclusion_reasons: tuple[Message, ...] = (),
        age: int | None = None,
    ) -> Prediction:
        """The prediction for a model output at an operating point, the default one without a name.

        Args:
            exclusion_reasons: `Radiograph.exclusion_reasons`.
            age: `Radiograph.age`.

        Raises:
            UnusableModel: the model has no operating point of that name.
        """
        point = self.metadata.operating_point(operating_point)
        return decide(
            output, self.metadata, point, model=self.model, exclusion_reasons=exclusion_reasons, age=age
        )

    def predict(
        self,
        image: str | os.PathLike[str] | npt.NDArray[Any] | Radiograph,
        *,
        operating_point: str | None = None,
    ) -> Prediction:
        """Classifies a file, an array of shape (rows, columns), or a radiograph that was read before.

        Raises:
            UnreadableRadiograph: there is no radiograph in it.
            UnusableModel: the model has no operating point of that name.
        """
        if isinstance(image, np.ndarray):
            image = radiograph_from_array(image)
        elif not isinstance(image, Radiograph):
            image = read_radiograph(image)
        return self.classify(image, operating_point=operating_point)

    def classify(self, radiograph: Radiograph, *, operating_point: str | None = None) -> Prediction:
        """Prepares one radiograph, runs the network on it and decides.

        Raises:
            UnusableModel: the model has no operating point of that name.
        """
        output = self.outputs(self.prepare(radiograph))[0]
        return self.decide(
            output,
            operating_point=operating_point,
            exclusion_reasons=radiograph.exclusion_reasons,
            age=radiograph.age,
        )


def _shares(values: npt.NDArray[np.float32] | None, index: int, names: tuple[str, ...]) -> dict[str, float]:
    """The probabilities of an image by name; empty without the output."""
    return {} if values is None else dict(zip(names, values[index].tolist(), strict=True))
