"""The model in the window: loaded once in a worker, then run on one image after another."""

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.inference import runtime
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.decision import ModelOutput
from xray_desktop.inference.loading import memory_ran_out
from xray_desktop.inference.metadata import ModelMetadata, UnusableModel
from xray_desktop.inference.model_files import PRECISIONS, built_in_model
from xray_desktop.inference.prediction import Prediction
from xray_desktop.messages import Message, message
from xray_desktop.results.reclassification import DecisionContext
from xray_desktop.ui.images.loaded_image import ImageKey, LoadedImage
from xray_desktop.ui.jobs import Job, WorkerThread

_OUTPUTS_KEPT = 20_000


class ModelRunner(QObject):
    """Gives predictions for images; outputs are kept, so that another operating point needs no second run.

    Signals:
        modelReady: the model is loaded and `metadata` is there.
        modelFailed: a model cannot be used; carries the reason (Message). The previous model, if any, stays.
        predicted: an image (Image) and its prediction (Prediction).
        failed: an image (Image) and why there is no prediction for it (Message).
        decisionContextChanged: the model or the operating point is another one; `decision_context` says
            which.
    """

    modelReady = Signal()
    modelFailed = Signal(object)
    predicted = Signal(object, object)
    failed = Signal(object, object)
    decisionContextChanged = Signal()

    def __init__(
        self,
        worker: WorkerThread,
        model_file: Path | None = None,
        parent: QObject | None = None,
        *,
        engine: str = "",
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._engine = engine
        self._model_file = _custom_model(model_file)
        self._classifier: Classifier | None = None
        self._loading: Job | None = None
        self._failure: Message | None = None
        self._point = ""
        self._outputs: dict[ImageKey, ModelOutput] = {}
        self._wanted: LoadedImage | None = None
        self._job: Job | None = None

    @property
    def metadata(self) -> ModelMetadata | None:
        """What the model says of itself; None until it is loaded."""
        return self._classifier.metadata if self._classifier else None

    @property
    def classifier(self) -> Classifier | None:
        """The loaded model, for batches; None until it is loaded. It may be used from any thread."""
        return self._classifier

    @property
    def model_file(self) -> Path | None:
        """The model file in use; None is the one that came with the program."""
        return self._model_file

    @property
    def engine(self) -> str:
        """How the model is run, a word of `available_engines`; empty is the fastest on the CPU."""
        return self._engine

    @property
    def choices(self) -> list[str]:
        """What `available_engines` says; nothing until a model is loaded, and ONNX Runtime with it.

        Loading that takes longer than the interface may wait.
        """
        return runtime.available_engines() if self._classifier else []

    @property
    def failure(self) -> Message | None:
        """Why there is no model; None when there is one or it is still loading."""
        return self._failure

    @property
    def operating_point(self) -> str:
        """The name of the operating point in use; empty until the model is loaded."""
        if self._classifier is None:
            return self._point
        return self._classifier.metadata.operating_point(self._known(self._point)).name

    @property
    def decision_context(self) -> DecisionContext | None:
        """The model at the operating point in use; None until it is loaded."""
        if self._classifier is None:
            return None
        metadata = self._classifier.metadata
        return DecisionContext(
            metadata, self._classifier.model, metadata.operating_point(self.operating_point)
        )

    def load(self) -> None:
        """Begins to load the model, unless that is done or under way."""
        if self._classifier is None and (self._loading is None or self._failure is not None):
            self._failure = None
            file, engine = self._model_file, self._engine
            self._loading = self._worker.submit(
                lambda: _load(file, engine), item=self._loaded, failed=self._not_loaded, next_in_line=True
            )

    def use_model(self, file: Path | None) -> None:
        """Loads another model file; None is the program's own. The present one stays until that is done."""
        engine = self._engine
        self._loading = self._worker.submit(
            lambda: _load(file, engine),
            item=lambda classifier: self._replaced(classifier, file),
            failed=self._not_replaced,
            next_in_line=True,
        )

    def use_engine(self, engine: str) -> None:
        """Runs the model in another way, a word of `available_engines`; empty is the fastest on the CPU."""
        if engine == self._engine:
            return
        self._engine = engine
        if self._loading is not None:
            self.use_model(self._model_file)

    def classify(self, image: LoadedImage | None) -> None:
        """Asks for the prediction for an image; an earlier request that is not done is dropped."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._wanted = image
        if image is None:
            return
        if self._failure is not None:
            self.failed.emit(image, self._failure)
        elif self._classifier is None:
            self.load()
        elif (output := self._outputs.get(image.key)) is not None:
            self._emit(image, output)
        else:
            classifier, radiograph = self._classifier, image.radiograph
            self._job = self._worker.submit(
                lambda: _run(classifier, radiograph),
                item=lambda output: self._classified(image, output),
                failed=lambda error: self._not_classified(image, error),
            )

    def keep_output(self, key: ImageKey, output: ModelOutput) -> None:
        """Keeps an output of the loaded model that was computed elsewhere, for when its image is opened."""
        if len(self._outputs) >= _OUTPUTS_KEPT:
            del self._outputs[next(iter(self._outputs))]
        self._outputs[key] = output

    def set_operating_point(self, name: str) -> None:
        """Classifies from now on, and the image on the screen again, at another operating point."""
        if name == self._point:
            return
        self._point = name
        self.decisionContextChanged.emit()
        image = self._wanted
        if image is not None and (output := self._outputs.get(image.key)) is not None:
            self._emit(image, output)

    def _loaded(self, classifier: Classifier) -> None:
        self._classifier = classifier
        self.modelReady.emit()
        self.decisionContextChanged.emit()
        self.classify(self._wanted)

    def _replaced(self, classifier: Classifier, file: Path | None) -> None:
        self._model_file = _custom_model(file)
        self._failure = None
        self._outputs.clear()
        self._loaded(classifier)

    def _not_loaded(self, error: Exception) -> None:
        self._failure = self._reason(error)
        self.modelFailed.emit(self._failure)
        self.classify(self._wanted)

    def _not_replaced(self, error: Exception) -> None:
        if self._classifier is None:
            self._not_loaded(error)
        else:
            self.modelFailed.emit(self._reason(error))

    def _reason(self, error: Exception) -> Message:
        if isinstance(error, UnusableModel):
            return error.message
        return message("loading_internal_error", error=type(error).__name__)

    def _classified(self, image: LoadedImage, output: ModelOutput) -> None:
        self.keep_output(image.key, output)
        self._emit(image, output)

    def _not_classified(self, image: LoadedImage, error: Exception) -> None:
        name = image.radiograph.name
        if isinstance(error, UnusableModel):
            reason = error.message
        elif memory_ran_out(error):
            reason = message("file_out_of_memory", file=name)
        else:
            reason = message("classification_internal_error", file=name, error=type(error).__name__)
        self.failed.emit(image, reason)

    def _emit(self, image: LoadedImage, output: ModelOutput) -> None:
        self.predicted.emit(image, self.prediction(image.radiograph, output))

    def prediction(self, radiograph: Radiograph, output: ModelOutput) -> Prediction:
        """What an output of the loaded model means for its radiograph at the operating point in use."""
        assert self._classifier is not None
        return self._classifier.decide(
            output,
            operating_point=self._known(self._point),
            exclusion_reasons=radiograph.exclusion_reasons,
            age=radiograph.age,
        )

    def _known(self, name: str) -> str | None:
        """The name, or None (the default) when this model has no such operating point."""
        assert self._classifier is not None
        names = {point.name for point in self._classifier.metadata.operating_points}
        return name if name in names else None


def _custom_model(file: Path | None) -> Path | None:
    """None for the model that came with the program, also when it was chosen by its path."""
    built_in = {os.path.abspath(built_in_model(name)) for name in PRECISIONS}
    return None if file is None or os.path.abspath(file) in built_in else file


def _load(file: Path | None, engine: str) -> Iterator[Classifier]:
    yield Classifier.load(file, **runtime.engine(engine))


def _run(classifier: Classifier, radiograph: Radiograph) -> Iterator[ModelOutput]:
    yield classifier.outputs(classifier.prepare(radiograph))[0]
