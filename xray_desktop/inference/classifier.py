"""An ONNX model with its metadata, ready to judge radiographs."""

import contextlib
import hashlib
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.arrays import radiograph_from_array
from xray_desktop.imaging.preprocessing import prepare
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.devices import DEVICES
from xray_desktop.inference.judging import Score, judge
from xray_desktop.inference.metadata import KEY, ModelMetadata, UnusableModel
from xray_desktop.inference.prediction import Prediction
from xray_desktop.resources import resource

INPUT = "radiograph"


class Classifier:
    """A model that judges radiographs. One object may serve several threads at once.

    Attributes:
        metadata: what the model says of itself.
        model: name, version and the first eight hexadecimal digits of the file's SHA-256.
        provider: the ONNX Runtime execution provider in use, for instance "CPUExecutionProvider".
        remark: a sentence for the user when that is not the one that was asked for; empty otherwise.
    """

    def __init__(self, session: Any, metadata: ModelMetadata, sha256: str) -> None:
        self._session = session
        self._outputs = [output.name for output in session.get_outputs()]
        self.metadata = metadata
        self.sha256 = sha256
        self.model = f"{metadata.name} {metadata.version} {sha256[:8]}"
        self.provider: str = session.get_providers()[0]
        self.remark = ""

    @classmethod
    def load(
        cls, file: str | os.PathLike[str] | None = None, *, threads: int = 0, device: str = "cpu"
    ) -> "Classifier":
        """Loads a model file, the one that travels with the program by default.

        Args:
            threads: threads that one run of the network uses; 0 leaves the choice to ONNX Runtime.
            device: one of `DEVICES`; when it is not to be had the CPU takes its place, and `remark` says so.

        Raises:
            UnusableModel: the file is missing, unreadable, damaged, or not a model of this program; or there
                is no device of that name.
        """
        path = resource("model.onnx") if file is None else Path(file)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise UnusableModel(
                f"The model file {path.name} is missing. Install the program again, or choose a model file."
            ) from None
        except OSError as error:
            raise UnusableModel(
                f"The model file {path.name} cannot be read ({error.strerror}). Check its permissions."
            ) from None
        # Imported here: it takes longer than everything else before the first paint together.
        import onnxruntime

        if device not in DEVICES:
            raise UnusableModel(f"There is no device “{device}”. Choose one of: {', '.join(DEVICES)}.")
        onnxruntime.disable_telemetry_events()  # on by default in its builds for Windows
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 4
        try:
            session = _session(onnxruntime, content, options, DEVICES[device])
        except Exception:
            # ONNX Runtime raises a dozen unrelated types for a damaged file.
            raise UnusableModel(
                f"The model file {path.name} is damaged or no ONNX model. Put the released file in its place."
            ) from None
        text = session.get_modelmeta().custom_metadata_map.get(KEY)
        if text is None:
            raise UnusableModel(
                f"The model file {path.name} carries no metadata of this program (preprocessing, operating "
                "points). Export it with the training package."
            )
        metadata = ModelMetadata.from_json(text)
        _check_shapes(session, metadata, path.name)
        classifier = cls(session, metadata, hashlib.sha256(content).hexdigest())
        if classifier.provider != DEVICES[device]:
            classifier.remark = f"The device “{device}” cannot be used here; the network runs on the CPU."
        return classifier

    def prepare(self, radiograph: Radiograph) -> npt.NDArray[np.float32]:
        """The network's input for a radiograph: float32, (1, 1, size, size), 0 to 1."""
        return prepare(radiograph, self.metadata.preprocessing)

    def scores(self, inputs: npt.NDArray[np.float32]) -> list[Score]:
        """Runs the network on inputs that `prepare` made, stacked to (N, 1, size, size)."""
        started = time.perf_counter()
        values = dict(zip(self._outputs, self._session.run(None, {INPUT: inputs}), strict=True))
        seconds = (time.perf_counter() - started) / len(inputs)
        names: Sequence[str] = self.metadata.gate.get("presentations", {}).get("names", ())
        return [
            Score(
                probability=float(values["probability"][index]),
                bacterial=float(values["bacterial"][index]) if "bacterial" in values else None,
                influence=values["influence"][index] if "influence" in values else None,
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

    def judge(
        self, score: Score, *, operating_point: str | None = None, not_assessable: str = ""
    ) -> Prediction:
        """The prediction for a score at an operating point (the default one without a name)."""
        point = self.metadata.operating_point(operating_point)
        return judge(score, self.metadata, point, model=self.model, not_assessable=not_assessable)

    def predict(
        self,
        film: str | os.PathLike[str] | npt.NDArray[Any] | Radiograph,
        *,
        operating_point: str | None = None,
    ) -> Prediction:
        """Judges a file, an array, (rows, columns), or a film that was read before.

        Raises:
            UnreadableRadiograph: there is no radiograph in it.
            UnusableModel: the model has no operating point of that name.
        """
        if isinstance(film, np.ndarray):
            film = radiograph_from_array(film)
        elif not isinstance(film, Radiograph):
            film = read_radiograph(film)
        return self.classify(film, operating_point=operating_point)

    def classify(self, radiograph: Radiograph, *, operating_point: str | None = None) -> Prediction:
        """Prepares, runs and judges one radiograph.

        Raises:
            UnusableModel: the model has no operating point of that name.
        """
        score = self.scores(self.prepare(radiograph))[0]
        return self.judge(score, operating_point=operating_point, not_assessable=radiograph.not_assessable)


def _session(onnxruntime: Any, content: bytes, options: Any, provider: str) -> Any:
    """A session on the provider, or on the CPU when the provider is not offered or does not start."""
    cpu = DEVICES["cpu"]
    if provider != cpu and provider in onnxruntime.get_available_providers():
        with contextlib.suppress(Exception):
            return onnxruntime.InferenceSession(content, options, providers=[provider, cpu])
    return onnxruntime.InferenceSession(content, options, providers=[cpu])


def _check_shapes(session: Any, metadata: ModelMetadata, name: str) -> None:
    size = metadata.preprocessing.size
    inputs = {item.name: item.shape for item in session.get_inputs()}
    if list(inputs) != [INPUT] or inputs[INPUT][1:] != [1, size, size]:
        raise UnusableModel(
            f"The model file {name} takes {inputs}, not one input “{INPUT}” of shape (N, 1, {size}, {size})."
        )
    outputs = {item.name for item in session.get_outputs()}
    if "probability" not in outputs:
        raise UnusableModel(f"The model file {name} has no output “probability”.")
