"""The figures of a study: each as SVG, with its data as a table. PNEUMONIA is the positive class in all of
them.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.decision_curve import decision_curve
from xray_desktop.evaluation.metrics import calibration_bins, wilson_interval
from xray_desktop.evaluation.study.cases import Cases, Floats
from xray_desktop.evaluation.study.comparison import Ratings
from xray_desktop.evaluation.study.curves import precision_recall_figure, roc_figure
from xray_desktop.evaluation.study.figure import Figure, RocPoint
from xray_desktop.evaluation.study.svg import BLUE, GREY, ORANGE, Plot, fitted_axis, share_axis
from xray_desktop.messages import Words

HISTOGRAM_BINS = 20

Integers = npt.NDArray[np.intp]


def figures_of(
    cases: Cases, second: Ratings | None = None, points: Sequence[RocPoint] = (), words: Words | None = None
) -> list[Figure]:
    """All figures that the cases allow: without both classes there is no ROC curve.

    Args:
        second: another model or a reader, drawn into the ROC curve.
        points: further points of the ROC curve, for instance readers.
        words: the language of their texts; English when None.
    """
    words = words or Words()
    figures = [
        roc_figure(cases, second, points, words),
        precision_recall_figure(cases, words),
        _reliability_figure(cases, words),
        _histogram_figure(cases, words),
        _decision_figure(cases, words),
    ]
    return [figure for figure in figures if figure is not None]


def _reliability_figure(cases: Cases, words: Words) -> Figure:
    bins = calibration_bins(cases.positive, cases.probabilities)
    plot = Plot(
        words("reliability_title"),
        share_axis(words("mean_probability_axis")),
        share_axis(words("share_of_pneumonia")),
    )
    plot.line([0, 1], [0, 1], GREY, dash="5 4", width=1.2)
    rows = []
    last_label = -1.0
    for each in bins:
        low, high = wilson_interval(round(each.observed * each.images), each.images)
        plot.line([each.mean_probability] * 2, [low, high], BLUE, width=1.2)
        plot.point(each.mean_probability, each.observed, BLUE)
        if each.mean_probability - last_label > 0.07:
            last_label = each.mean_probability
            right = each.mean_probability < 0.9
            plot.text(
                each.mean_probability + (0.012 if right else -0.012),
                each.observed,
                str(each.images),
                anchor="start" if right else "end",
                size=10,
                dy=12 if right and each.observed > 0.06 else -6,
            )
        rows.append((each.images, each.low, each.high, each.mean_probability, each.observed, low, high))
    plot.legend([(words("legend_bins"), BLUE, ""), (words("legend_ideal"), GREY, "5 4")], corner="top left")
    return Figure(
        "reliability",
        words("reliability_title"),
        words("reliability_caption"),
        plot.svg(),
        (
            "images",
            "lowest_probability",
            "highest_probability",
            "mean_probability",
            "observed",
            "low",
            "high",
        ),
        rows,
    )


def score_histogram(cases: Cases) -> tuple[Floats, Integers, Integers]:
    """Edges of the bins, and the numbers of images with pneumonia and without, by probability."""
    edges = np.linspace(0, 1, HISTOGRAM_BINS + 1)
    ill, _ = np.histogram(cases.probabilities[cases.positive], edges)
    well, _ = np.histogram(cases.probabilities[~cases.positive], edges)
    return edges, ill, well


def _histogram_figure(cases: Cases, words: Words) -> Figure:
    edges, ill, well = score_histogram(cases)
    highest = int(max(ill.max(), well.max(), 1))
    plot = Plot(
        words("probabilities_title"),
        share_axis(words("probability_axis")),
        fitted_axis(words("images"), 0, highest * 1.35, whole=True),
    )
    plot.bars(edges[:-1].tolist(), edges[1:].tolist(), well.tolist(), BLUE)
    plot.bars(edges[:-1].tolist(), edges[1:].tolist(), ill.tolist(), ORANGE)
    plot.line([cases.threshold] * 2, [0, 1e9], "#222222", dash="5 4", width=1.4)
    plot.legend(
        [
            (f"NORMAL ({int(well.sum()):,})", BLUE, ""),
            (f"PNEUMONIA ({int(ill.sum()):,})", ORANGE, ""),
            (words("legend_threshold", value=cases.threshold), "#222222", "5 4"),
        ],
        corner="top right"
        if well[-6:].max() + ill[-6:].max() < well[:6].max() + ill[:6].max()
        else "top left",
    )
    return Figure(
        "probabilities",
        words("probabilities_title"),
        words("probabilities_caption"),
        plot.svg(),
        ("from", "to", "images_pneumonia", "images_normal"),
        list(zip(edges[:-1].tolist(), edges[1:].tolist(), ill.tolist(), well.tolist(), strict=True)),
    )


def _decision_figure(cases: Cases, words: Words) -> Figure | None:
    curve = decision_curve(cases.positive, cases.probabilities)
    if curve is None or cases.positive.all() or not cases.positive.any():
        return None
    highest = float(cases.positive.mean())
    plot = Plot(
        words("decision_title"),
        share_axis(words("decision_x")),
        fitted_axis(words("decision_y"), -highest / 4, highest * 1.05),
    )
    thresholds = curve.thresholds.tolist()
    plot.line([0, 1], [0, 0], "#222222", width=1.4)
    plot.line(thresholds, curve.all_positive.tolist(), GREY, dash="5 4", width=1.6)
    plot.line(thresholds, curve.model.tolist(), BLUE)
    plot.line([cases.threshold] * 2, [-1, 1], "#222222", dash="2 3", width=1.2)
    plot.legend(
        [
            (words("model"), BLUE, ""),
            (words("legend_all_positive"), GREY, "5 4"),
            (words("legend_none_positive"), "#222222", ""),
            (words("legend_threshold", value=cases.threshold), "#222222", "2 3"),
        ],
        corner="bottom left",
    )
    return Figure(
        "decision_curve",
        words("decision_title"),
        words("decision_caption"),
        plot.svg(),
        ("threshold", "net_benefit_model", "net_benefit_all_positive"),
        list(zip(thresholds, curve.model.tolist(), curve.all_positive.tolist(), strict=True)),
    )
