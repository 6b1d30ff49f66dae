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
from xray_desktop.inference.devices import DEVICES
from xray_desktop.inference.loading import (
    INPUT,
    check_shapes,
    check_values,
    metadata_of,
    open_session,
    read_model,
)
from xray_desktop.inference.metadata import ModelMetadata, UnusableModel
from xray_desktop.inference.prediction import Prediction
from xray_desktop.inference.released import released_hashes
from xray_desktop.inference.shipped import shipped_model, shipped_precision
from xray_desktop.messages import english

NOT_RELEASED = " (not released)"
"""Stands after the name of a model whose hash is not that of a released one, wherever it is written."""


class Classifier:
    """A model that classifies radiographs. One object may serve several threads at once.

    Attributes:
        metadata: what the model says of itself.
        model: name, version and the first eight hexadecimal digits of the file's SHA-256; then `NOT_RELEASED`
            unless the file is one that was released with this version of the program.
        released: whether it is.
        provider: the ONNX Runtime execution provider in use, for instance "CPUExecutionProvider".
        precision: which of `shipped.PRECISIONS` it is; empty for a file that did not travel with the program.
        remark: a sentence for the user when that is not the one that was asked for; empty otherwise.
    """

    def __init__(self, session: Any, metadata: ModelMetadata, sha256: str, *, released: bool) -> None:
        self._session = session
        self._outputs = [output.name for output in session.get_outputs()]
        self.metadata = metadata
        self.sha256 = sha256
        self.released = released
        self.model = f"{metadata.name} {metadata.version} {sha256[:8]}{'' if released else NOT_RELEASED}"
        self.provider: str = session.get_providers()[0]
        self.precision = ""
        self.remark = ""

    @classmethod
    def load(
        cls,
        file: str | os.PathLike[str] | None = None,
        *,
        threads: int = 0,
        device: str = "cpu",
        precision: str = "",
    ) -> "Classifier":
        """Loads a model file, the one that travels with the program by default.

        Args:
            threads: threads that one run of the network uses; 0 leaves the choice to ONNX Runtime.
            device: one of `DEVICES`; when it is not to be had the CPU takes its place, and `remark` says so.
            precision: which of the two that travel with the program, one of `shipped.PRECISIONS`; by
                default the faster one on the device. Without meaning for another file.

        Raises:
            UnusableModel: the file is missing, unreadable, damaged, or not a model of this program; the one
                that travels with the program was altered; or there is no such device or precision.
        """
        precision = shipped_precision(precision, device) if file is None else ""
        path = shipped_model(precision) if file is None else Path(file)
        content = read_model(path)
        sha256 = hashlib.sha256(content).hexdigest()
        released = sha256 in released_hashes()
        if file is None and not released:
            raise UnusableModel(
                f"The model file {path.name} was altered or damaged: it is not the one that came with this "
                "version of the program. Install the program again."
            )
        session = open_session(content, path.name, threads=threads, device=device)
        metadata = metadata_of(session, path.name)
        check_shapes(session, metadata, path.name)
        classifier = cls(session, metadata, sha256, released=released)
        classifier.precision = precision
        if classifier.provider != DEVICES[device]:
            classifier.remark = f"The device “{device}” cannot be used here; the network runs on the CPU."
        return classifier

    def prepare(self, radiograph: Radiograph) -> npt.NDArray[np.float32]:
        """The network's input for a radiograph: float32, (1, 1, size, size), 0 to 1."""
        return prepare(radiograph, self.metadata.preprocessing)

    def scores(self, inputs: npt.NDArray[np.float32]) -> list[ModelOutput]:
        """Runs the network on inputs that `prepare` made, stacked to (N, 1, size, size).

        Raises:
            UnusableModel: the outputs have other shapes than the file declares.
        """
        started = time.perf_counter()
        values = dict(zip(self._outputs, self._session.run(None, {INPUT: inputs}), strict=True))
        seconds = (time.perf_counter() - started) / len(inputs)
        check_values(values, len(inputs), self.metadata)
        names = self.metadata.presentations
        return [
            ModelOutput(
                probability=float(values["probability"][index]),
                bacterial=float(values["bacterial"][index]) if "bacterial" in values else None,
                cam=values["cam"][index] if "cam" in values else None,
                distance=float(values["distance"][index]) if "distance" in values else None,
                orientation=(
                    dict(zip(names, values["presentation"][index].tolist(), strict=True))
                    if "presentation" in values
                    else None
                ),
                seconds=seconds,
            )
            for index in range(len(inputs))
        ]

    def decide(
        self, score: ModelOutput, *, operating_point: str | None = None, exclusion_reason: str = ""
    ) -> Prediction:
        """The prediction for a score at an operating point (the default one without a name)."""
        point = self.metadata.operating_point(operating_point)
        return decide(score, self.metadata, point, model=self.model, exclusion_reason=exclusion_reason)

    def predict(
        self,
        image: str | os.PathLike[str] | npt.NDArray[Any] | Radiograph,
        *,
        operating_point: str | None = None,
    ) -> Prediction:
        """Classifies a file, an array, (rows, columns), or an image that was read before.

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
        """Prepares, runs and classifies one radiograph.

        Raises:
            UnusableModel: the model has no operating point of that name.
        """
        score = self.scores(self.prepare(radiograph))[0]
        return self.decide(
            score, operating_point=operating_point, exclusion_reason=english(radiograph.exclusion_reasons)
        )
