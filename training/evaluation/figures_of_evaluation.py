"""The figures of an evaluation: confusion matrix, curves, reliability, images with predictions. PNG bytes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from training.data.dataset import CLASSES
from training.evaluation.classified import Classified
from training.evaluation.figures import (
    CLASS_COLOURS,
    FAINT,
    INK,
    RIGHT_COLOUR,
    WRONG_COLOUR,
    new_figure,
    png,
    sample_grid,
    style,
)
from xray_desktop.imaging import read_radiograph
from xray_desktop.inference import PredictedClass
from xray_desktop.inference.prediction import probability_in_words

GRID = 18


def confusion_image(counts: Mapping[str, int]) -> bytes:
    """The confusion matrix with counts and shares of the true class."""
    table = np.array(
        [
            [counts["true_negative"], counts["false_positive"]],
            [counts["false_negative"], counts["true_positive"]],
        ]
    )
    shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    with style():
        figure = new_figure(3.6, 3.1)
        axes = figure.subplots()
        axes.imshow(shares, cmap="Blues", vmin=0, vmax=1.25)
        for row in range(2):
            for column in range(2):
                colour = "white" if shares[row, column] > 0.6 else INK
                text = f"{table[row, column]:,}\n{100 * shares[row, column]:.1f} %"
                axes.text(column, row, text, ha="center", va="center", color=colour, fontsize=11)
        axes.set_xticks([0, 1], CLASSES)
        axes.set_yticks([0, 1], CLASSES, rotation=90, va="center")
        axes.set_xlabel("prediction")
        axes.set_ylabel("ground truth")
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        return png(figure)


def curves_image(content: Mapping[str, Any]) -> bytes:
    """ROC and precision-recall curve side by side, the operating points on them."""
    with style():
        figure = new_figure(8, 3.9)
        roc, pr = figure.subplots(1, 2)
        _square(roc, "1 - specificity", "sensitivity", "ROC")
        roc.plot([0, 1], [0, 1], color=FAINT, linewidth=0.8, linestyle=":")
        _square(pr, "recall (sensitivity)", "precision", "Precision and recall, PNEUMONIA positive")
        for axes, name in ((roc, "roc"), (pr, "pr")):
            if points := content["curves"][name]:
                x, y = zip(*points, strict=True)
                axes.plot(x, y, color=CLASS_COLOURS["NORMAL"], linewidth=1.8, drawstyle="steps-post")
        for marker, point in zip("v^so", _by_threshold(content), strict=False):
            figures = point["PNEUMONIA"]
            recall, specificity = figures["sensitivity"]["value"], figures["specificity"]["value"]
            label = f"{point['name']} ({point['threshold']:.2f})"
            options = {
                "marker": marker,
                "color": CLASS_COLOURS["PNEUMONIA"],
                "linestyle": "none",
                "label": label,
            }
            if recall is not None and specificity is not None:
                roc.plot([1 - specificity], [recall], **options)
            if recall is not None and figures["precision"]["value"] is not None:
                pr.plot([recall], [figures["precision"]["value"]], **options)
        if roc.get_legend_handles_labels()[0]:
            roc.legend(loc="lower right")
        return png(figure)


def reliability_image(calibration: Mapping[str, Any]) -> bytes:
    """Observed share against mean probability in bins of equal mass, with 95 % Wilson intervals."""
    bins = calibration["bins"]
    with style():
        figure = new_figure(4.2, 3.9)
        axes = figure.subplots()
        _square(axes, "mean probability of the bin", "share that is PNEUMONIA", "Reliability")
        axes.plot([0, 1], [0, 1], color=FAINT, linewidth=0.8, linestyle=":")
        if bins:
            x = np.array([item["mean_probability"] for item in bins])
            y = np.array([item["observed"] for item in bins])
            low, high = _wilson(y, np.array([item["images"] for item in bins]))
            axes.vlines(x, low, high, color=CLASS_COLOURS["NORMAL"], linewidth=1, alpha=0.6)
            axes.plot(x, y, "o-", color=CLASS_COLOURS["NORMAL"], markersize=4, linewidth=1.2)
        return png(figure)


def probability_image(classified: Sequence[Classified], content: Mapping[str, Any]) -> bytes:
    """Histogram of the probabilities of both classes, with the operating points."""
    with style():
        figure = new_figure(8, 2.5)
        axes = figure.subplots()
        edges = np.linspace(0, 1, 41)
        for label, name in enumerate(CLASSES):
            p = [item.probability for item in classified if item.sample.label == label]
            p = [value for value in p if np.isfinite(value)]
            if p:
                axes.hist(p, edges.tolist(), color=CLASS_COLOURS[name], alpha=0.55, label=f"true {name}")
        top = axes.get_ylim()[1]
        for point in _by_threshold(content):
            axes.axvline(point["threshold"], color=INK, linewidth=0.8, linestyle="--")
            axes.text(point["threshold"], top, f" {point['name']}", rotation=90, va="top", fontsize=7)
        axes.set_xlim(0, 1)
        axes.set_yscale("symlog", linthresh=10)
        axes.set_ylim(0)
        axes.set_xlabel("probability of PNEUMONIA")
        axes.set_ylabel("images")
        if axes.patches:
            axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
        return png(figure)


def random_samples_image(classified: Sequence[Classified], seed: int) -> bytes:
    """Images drawn at random, each with its prediction: correct green, wrong red, no class grey."""
    seen = [item for item in classified if item.output is not None]
    rng = np.random.default_rng(seed)
    return _predicted_class_grid([seen[i] for i in sorted(rng.permutation(len(seen))[:GRID])])


def confident_errors_image(classified: Sequence[Classified]) -> bytes | None:
    """The most confident errors; None when there are none."""

    def distance(item: Classified) -> float:
        return abs(item.probability - item.sample.label)

    wrong = [item for item in classified if _mark(item) == "✗"]
    return _predicted_class_grid(sorted(wrong, key=distance, reverse=True)[:GRID]) if wrong else None


def _predicted_class_grid(classified: Sequence[Classified]) -> bytes:
    colours = {"✓": RIGHT_COLOUR, "✗": WRONG_COLOUR, "?": FAINT}
    samples = []
    for item in classified:
        radiograph = read_radiograph(item.sample.path)
        step = max(1, min(radiograph.width, radiograph.height) // 224)
        samples.append(radiograph.grey(radiograph.pixels[::step, ::step]))
    return sample_grid(
        samples,
        [_caption(item) for item in classified],
        colours=[colours[_mark(item)] for item in classified],
    )


def _mark(item: Classified) -> str:
    predicted_class = item.prediction.predicted_class if item.prediction is not None else None
    if predicted_class is None or predicted_class == PredictedClass.UNCERTAIN:
        return "?"
    return "✓" if predicted_class == item.sample.class_name else "✗"


def _caption(item: Classified) -> str:
    predicted_class = item.prediction.predicted_class if item.prediction is not None else None
    text = (
        "not classified"
        if predicted_class is None
        else f"{predicted_class} {probability_in_words(item.probability)}"
    )
    return f"{_mark(item)} {text}\ntrue {item.sample.class_name}"


def _by_threshold(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return sorted(content["operating_points"], key=lambda point: float(point["threshold"]))


def _square(axes: Axes, x: str, y: str, title: str) -> None:
    axes.set_xlim(-0.01, 1.01)
    axes.set_ylim(-0.01, 1.01)
    axes.set_box_aspect(1)
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.set_title(title)


def _wilson(share: np.ndarray, count: np.ndarray, z: float = 1.96) -> tuple[np.ndarray, np.ndarray]:
    """The score interval of Wilson (1927)."""
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    half = z / (1 + z**2 / count) * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    return middle - half, middle + half
