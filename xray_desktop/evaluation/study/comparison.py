"""Two ratings of the same images: two models, two operating points, or a model and a reader."""

import math
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from xray_desktop.evaluation.delong import AucDifference, compare_aucs
from xray_desktop.evaluation.intervals import resampling_weights, with_interval
from xray_desktop.evaluation.labels import UnusableLabels, match_labels, read_label_table
from xray_desktop.evaluation.mcnemar import McNemar, mcnemar
from xray_desktop.evaluation.metrics import accuracy, confusion, roc_auc, sensitivity, specificity
from xray_desktop.evaluation.study.cases import Cases, Floats, UnusableStudy
from xray_desktop.evaluation.study.measures import Measure, confusion_of
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row, UnusableResults

READING_COLUMNS = ("reading", "label", "class")


@dataclass(frozen=True)
class Ratings:
    """What another model or a reader says of images.

    Attributes:
        name: for tables.
        called: whether an image is rated PNEUMONIA, by its name.
        probabilities: of pneumonia, 0 to 1, by the image's name; empty for a reader.
    """

    name: str
    called: Mapping[str, bool]
    probabilities: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two ratings of the same images.

    Attributes:
        first: name of the first rating, that of the study.
        second: name of the second.
        images: images that both rated.
        positives: those that show pneumonia.
        rates: sensitivity and specificity of the first and of the second, by name.
        differences: first minus second, with intervals from resampled patients.
        tests: McNemar's test on all images, on those with pneumonia and on the normal ones.
        auc: DeLong's test; None without a probability in the second or with one class only.
    """

    first: str
    second: str
    images: int
    positives: int
    rates: Mapping[str, tuple[float, float]]
    differences: tuple[Measure, ...]
    tests: Mapping[str, McNemar]
    auc: AucDifference | None


def read_ratings(path: str | os.PathLike[str], names: list[str]) -> Ratings:
    """Ratings from a results CSV, or from a table with the columns file and reading (NORMAL or PNEUMONIA).

    Args:
        names: the images, as rows name them.

    Raises:
        UnusableStudy: it is neither.
    """
    file = os.path.basename(path)
    try:
        return ratings_of_rows(file, read_results(path))
    except UnusableResults as error:
        if error.message.code != "results_not_a_csv":
            raise
    try:
        readings = match_labels(names, read_label_table(path, READING_COLUMNS)).images
    except UnusableLabels as error:
        raise UnusableStudy("comparison_unusable", file=file, reason=error.message) from None
    return Ratings(file, {name: reading.positive for name, reading in readings.items()})


def ratings_of_rows(name: str, rows: Iterable[Row]) -> Ratings:
    """Ratings of a model: each image by its probability and the threshold of its row."""
    called: dict[str, bool] = {}
    probabilities: dict[str, float] = {}
    models: dict[str, None] = {}
    for row in rows:
        if row.probability_pneumonia is not None and row.threshold is not None:
            called[row.path] = row.probability_pneumonia >= row.threshold
            probabilities[row.path] = row.probability_pneumonia
            models[f"{row.model}, {row.operating_point.replace('_', ' ')}"] = None
    return Ratings(f"{name} ({'; '.join(models)})" if models else name, called, probabilities)


def compare(cases: Cases, ratings: Ratings, *, seed: int = 0) -> Comparison:
    """Compares the study's model with other ratings on the images that both rated.

    Raises:
        UnusableStudy: they have no image in common.
    """
    common = [index for index, case in enumerate(cases.scored) if case.row.path in ratings.called]
    if not common:
        raise UnusableStudy("comparison_no_common_images", file=ratings.name)
    names = [cases.scored[index].row.path for index in common]
    positive, first = cases.positive[common], cases.called[common]
    second = np.array([ratings.called[name] for name in names])
    weights = resampling_weights(positive, [cases.patients[index] for index in common], seed=seed)
    shares = {"Sensitivity": sensitivity, "Specificity": specificity, "Accuracy": accuracy}
    differences = [
        _difference(
            title,
            lambda w, share=share: (
                share(confusion(positive, first, w)) - share(confusion(positive, second, w))
            ),  # type: ignore[misc]
            weights,
        )
        for title, share in shares.items()
    ]
    auc = None
    if ratings.probabilities:
        scores = cases.probabilities[common], np.array([ratings.probabilities[name] for name in names])
        auc = compare_aucs(positive, *scores)
        differences.append(
            _difference(
                "AUC", lambda w: roc_auc(positive, scores[0], w) - roc_auc(positive, scores[1], w), weights
            )
        )
    own, other = confusion_of(positive, first), confusion_of(positive, second)
    right = first == positive, second == positive
    return Comparison(
        first=f"{cases.model}, {cases.operating_point.replace('_', ' ')}",
        second=ratings.name,
        images=len(common),
        positives=int(positive.sum()),
        rates={
            "Sensitivity": (own.sensitivity, other.sensitivity),
            "Specificity": (own.specificity, other.specificity),
            "Accuracy": (own.accuracy, other.accuracy),
        },
        differences=tuple(differences),
        tests={
            "Sensitivity": mcnemar(right[0][positive], right[1][positive]),
            "Specificity": mcnemar(right[0][~positive], right[1][~positive]),
            "Accuracy": mcnemar(*right),
        },
        auc=auc,
    )


def _difference(title: str, metric: Callable[[Floats], Floats], weights: Floats) -> Measure:
    figure = with_interval(metric, weights, lowest=-math.inf)
    return Measure(
        f"{title.lower()}_difference", title, float(figure.value), (float(figure.low), float(figure.high))
    )
