"""Two ratings of the same images: two models, two operating points, or a model and a reader."""

import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from xray_desktop.evaluation.bootstrap import PatientBootstrap
from xray_desktop.evaluation.delong import AucDifference, compare_aucs, delong
from xray_desktop.evaluation.intervals import interval_of
from xray_desktop.evaluation.labels import UnusableLabels, match_files, match_labels, read_label_table
from xray_desktop.evaluation.mcnemar import McNemar, mcnemar
from xray_desktop.evaluation.metrics import WeightedConfusion, accuracy, sensitivity, specificity
from xray_desktop.evaluation.ranked_scores import RankedScores, aucs
from xray_desktop.evaluation.study.cases import Bools, Cases, Floats, UnusableStudy
from xray_desktop.evaluation.study.measures import NONE, Measure, confusion_of
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
        aucs: the two areas that it compares; None likewise.
    """

    first: str
    second: str
    images: int
    positives: int
    rates: Mapping[str, tuple[float, float]]
    differences: tuple[Measure, ...]
    tests: Mapping[str, McNemar]
    auc: AucDifference | None
    aucs: tuple[float, float] | None = None


def read_ratings(path: str | os.PathLike[str], names: list[str]) -> Ratings:
    """Ratings from a results CSV, or from a table with the columns file and reading (NORMAL or PNEUMONIA).

    Args:
        names: the images, as rows name them.

    Raises:
        UnusableStudy: it is neither.
    """
    file = os.path.basename(path)
    try:
        return matched_to(ratings_of_rows(file, read_results(path)), names)
    except UnusableResults as error:
        if error.message.code != "results_not_a_csv":
            raise
    try:
        readings = match_labels(names, read_label_table(path, READING_COLUMNS)).images
    except UnusableLabels as error:
        raise UnusableStudy("comparison_unusable", file=file, reason=error.message) from None
    return Ratings(file, {name: reading.positive for name, reading in readings.items()})


def matched_to(ratings: Ratings, names: Sequence[str]) -> Ratings:
    """Ratings under the names that another file gives to the same images; see `labels.match_files`."""
    places = dict(zip(ratings.called, match_files(names, list(ratings.called)), strict=True))
    return Ratings(
        ratings.name,
        {place: called for file, called in ratings.called.items() if (place := places[file])},
        {place: value for file, value in ratings.probabilities.items() if (place := places[file])},
    )


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


def compare(
    cases: Cases, ratings: Ratings, *, seed: int = 0, cancelled: Callable[[], bool] = lambda: False
) -> Comparison:
    """Compares the study's model with other ratings on the images that both rated.

    Raises:
        BootstrapCancelled: it is no longer wanted.
        UnusableStudy: they have no image in common.
    """
    common = [index for index, case in enumerate(cases.scored) if case.row.path in ratings.called]
    if not common:
        raise UnusableStudy("comparison_no_common_images", file=ratings.name)
    names = [cases.scored[index].row.path for index in common]
    positive, first = cases.positive[common], cases.called[common]
    second = np.array([ratings.called[name] for name in names])
    bootstrap = PatientBootstrap(positive, cases.patient_index[common], seed=seed, cancelled=cancelled)
    differences = _rate_differences(positive, first, second, bootstrap)
    auc = areas = None
    if ratings.probabilities:
        scores = cases.probabilities[common], np.array([ratings.probabilities[name] for name in names])
        auc = compare_aucs(positive, *scores)
        both = delong(positive, np.stack(scores))
        areas = None if both is None else (float(both.areas[0]), float(both.areas[1]))
        ranked = [RankedScores(positive, each) for each in scores]
        spread = np.concatenate(
            [
                aucs(*ranked[0].below(first_weights)) - aucs(*ranked[1].below(second_weights))
                for first_weights, second_weights in bootstrap.weights(*(each.order for each in ranked))
            ]
        )
        value = math.nan if auc is None else auc.difference
        differences.append(_difference("AUC", value, spread, bootstrap))
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
        aucs=areas,
    )


def _rate_differences(
    positive: Bools, first: Bools, second: Bools, bootstrap: PatientBootstrap
) -> list[Measure]:
    def differences(counts: Floats) -> dict[str, Floats]:
        """From images by truth, first and second rating: shape (8,) or (replicates, 8)."""
        cells = counts.reshape(-1, 2, 2, 2)
        pairs = (cells.sum(axis=3), cells.sum(axis=2))
        matrices = [
            WeightedConfusion(each[:, 1, 1], each[:, 1, 0], each[:, 0, 1], each[:, 0, 0]) for each in pairs
        ]
        shares = {"Sensitivity": sensitivity, "Specificity": specificity, "Accuracy": accuracy}
        return {title: share(matrices[0]) - share(matrices[1]) for title, share in shares.items()}

    category = 4 * positive + 2 * first + second
    values = differences(np.bincount(category, minlength=8).astype(float))
    spreads = differences(bootstrap.totals(category, 8))
    return [_difference(title, float(values[title][0]), spreads[title], bootstrap) for title in values]


def _difference(title: str, value: float, spread: Floats, bootstrap: PatientBootstrap) -> Measure:
    figure = interval_of(value, spread, lowest=-math.inf)
    interval = (figure.low, figure.high) if bootstrap.patients > 1 else NONE
    return Measure(f"{title.lower()}_difference", title, value, interval)
