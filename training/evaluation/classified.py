"""Labelled films as the shipped program judges them: its reading, its preprocessing, its model file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from training.data.dataset import Film
from xray_desktop.imaging import Radiograph, UnreadableRadiograph, read_radiograph
from xray_desktop.inference import Classifier, Prediction
from xray_desktop.inference.decision import Score

BATCH = 8
CHUNK = 64

Inputs = npt.NDArray[np.float32]
Progress = Callable[[int], object]
"""Told how many films have been done since it was last told."""


@dataclass(frozen=True, eq=False)
class Judged:
    """A film, and what came of it.

    Attributes:
        film: with its true class.
        score: the network's outputs, also where the gate turned the film away; None when it is unreadable.
        prediction: the program's answer at the default operating point; None when it is unreadable.
        error: why it is unreadable, else empty.
    """

    film: Film
    score: Score | None = None
    prediction: Prediction | None = None
    error: str = ""

    @property
    def probability(self) -> float:
        """Calibrated probability of PNEUMONIA, whatever the gate said. NaN when the film is unreadable."""
        return self.score.probability if self.score is not None else float("nan")

    @property
    def turned_away(self) -> bool:
        """Whether the film was read and refused a verdict."""
        return self.prediction is not None and not self.prediction.assessed

    @property
    def status(self) -> str:
        """`ok`, `rejected` or `error`, as in the program's results."""
        return "error" if self.error else "rejected" if self.turned_away else "ok"


def judge_films(
    classifier: Classifier,
    films: Sequence[Film],
    *,
    progress: Progress | None = None,
    read: Callable[[Film], Radiograph] = lambda film: read_radiograph(film.path),
) -> list[Judged]:
    """Judges films in their order. An unreadable one is an entry with its error, and stops nothing.

    Args:
        read: gets a film's radiograph; may change it on the way.
    """
    found: list[Judged] = []
    with ThreadPoolExecutor() as pool:
        for first in range(0, len(films), CHUNK):
            chunk = films[first : first + CHUNK]
            prepared = list(pool.map(lambda film: _prepared(classifier, film, read), chunk))
            inputs = [item for item in prepared if not isinstance(item, str)]
            scores = _scores(classifier, [grey for grey, _ in inputs])
            for film, item in zip(chunk, prepared, strict=True):
                if isinstance(item, str):
                    found.append(Judged(film, error=item))
                    continue
                score = next(scores)
                prediction = classifier.judge(score, not_assessable=item[1])
                found.append(Judged(film, score, prediction))
            if progress is not None:
                progress(len(chunk))
    return found


def scores_of(classifier: Classifier, inputs: Iterable[Inputs]) -> list[Score]:
    """Scores of prepared inputs (1, 1, size, size), a batch at a time."""
    return list(_scores(classifier, list(inputs)))


def _scores(classifier: Classifier, inputs: Sequence[Inputs]) -> Iterator[Score]:
    for first in range(0, len(inputs), BATCH):
        yield from classifier.scores(np.concatenate(inputs[first : first + BATCH]))


def _prepared(
    classifier: Classifier, film: Film, read: Callable[[Film], Radiograph]
) -> tuple[Inputs, str] | str:
    """Input and what forbids a verdict on it; or the reason why there is none."""
    try:
        radiograph = read(film)
    except UnreadableRadiograph as error:
        return str(error)
    return classifier.prepare(radiograph), radiograph.not_assessable
