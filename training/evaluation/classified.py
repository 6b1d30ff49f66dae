"""Labelled images classified as the application does: its reader, its preprocessing, its model file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from training.data.dataset import Sample
from xray_desktop.imaging import Radiograph, UnreadableRadiograph, read_radiograph
from xray_desktop.inference import Classifier, Prediction
from xray_desktop.inference.decision import ModelOutput
from xray_desktop.messages import Message

BATCH = 8
CHUNK = 64

Inputs = npt.NDArray[np.float32]
Progress = Callable[[int], object]
"""Called with the number of images done since its last call."""


@dataclass(frozen=True, eq=False)
class Classified:
    """An image and its result.

    Attributes:
        sample: the image with its true class.
        output: the network's outputs, also of a rejected image; None when it is unreadable.
        prediction: the program's prediction at the default operating point; None when it is unreadable.
        error: why it is unreadable, else empty.
    """

    sample: Sample
    output: ModelOutput | None = None
    prediction: Prediction | None = None
    error: str = ""

    @property
    def probability(self) -> float:
        """Calibrated probability of PNEUMONIA, whatever the gate said. NaN when the image is unreadable."""
        return self.output.probability if self.output is not None else float("nan")

    @property
    def rejected(self) -> bool:
        """Whether the image was read and not classified."""
        return self.prediction is not None and self.prediction.rejected

    @property
    def status(self) -> str:
        """`ok`, `rejected` or `error`, as in the program's results."""
        return "error" if self.error else "rejected" if self.rejected else "ok"


def classify_samples(
    classifier: Classifier,
    samples: Sequence[Sample],
    *,
    progress: Progress | None = None,
    read: Callable[[Sample], Radiograph] = lambda sample: read_radiograph(sample.path),
) -> list[Classified]:
    """Classifies images in their order. An unreadable one is an entry with its error, and stops nothing.

    Args:
        read: gets an image's radiograph; may change it on the way.
    """
    found: list[Classified] = []
    with ThreadPoolExecutor() as pool:
        for first in range(0, len(samples), CHUNK):
            chunk = samples[first : first + CHUNK]
            prepared = list(pool.map(lambda sample: _prepared(classifier, sample, read), chunk))
            inputs = [item for item in prepared if not isinstance(item, str)]
            outputs = _outputs(classifier, [grey for grey, _ in inputs])
            for sample, item in zip(chunk, prepared, strict=True):
                if isinstance(item, str):
                    found.append(Classified(sample, error=item))
                    continue
                output = next(outputs)
                prediction = classifier.decide(output, exclusion_reasons=item[1])
                found.append(Classified(sample, output, prediction))
            if progress is not None:
                progress(len(chunk))
    return found


def outputs_of(classifier: Classifier, inputs: Iterable[Inputs]) -> list[ModelOutput]:
    """Outputs for prepared inputs (1, 1, size, size), a batch at a time."""
    return list(_outputs(classifier, list(inputs)))


def _outputs(classifier: Classifier, inputs: Sequence[Inputs]) -> Iterator[ModelOutput]:
    for first in range(0, len(inputs), BATCH):
        yield from classifier.outputs(np.concatenate(inputs[first : first + BATCH]))


def _prepared(
    classifier: Classifier, sample: Sample, read: Callable[[Sample], Radiograph]
) -> tuple[Inputs, tuple[Message, ...]] | str:
    """The input and the image's exclusion reasons, or why it is unreadable."""
    try:
        radiograph = read(sample)
    except UnreadableRadiograph as error:
        return str(error)
    return classifier.prepare(radiograph), radiograph.exclusion_reasons
