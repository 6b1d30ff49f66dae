"""The ROC and the precision-recall curve of a study. PNEUMONIA is the positive class in both."""

import math
from collections.abc import Sequence

import numpy as np

from xray_desktop.evaluation.delong import delong
from xray_desktop.evaluation.metrics import roc, wilson_interval
from xray_desktop.evaluation.precision_recall import precision_recall
from xray_desktop.evaluation.study.cases import Cases
from xray_desktop.evaluation.study.comparison import Ratings
from xray_desktop.evaluation.study.figure import Figure, RocPoint
from xray_desktop.evaluation.study.measures import confusion_of
from xray_desktop.evaluation.study.svg import BLUE, GREEN, GREY, ORANGE, Plot, share_axis
from xray_desktop.messages import Words


def roc_figure(
    cases: Cases, second: Ratings | None, points: Sequence[RocPoint], words: Words
) -> Figure | None:
    curve, aucs = roc(cases.positive, cases.probabilities), delong(cases.positive, cases.probabilities)
    if curve is None or aucs is None:
        return None
    low, high = aucs.interval()
    plot = Plot(
        words("roc_plot"),
        share_axis(words("roc_x")),
        share_axis(words("roc_y")),
    )
    plot.line([0, 1], [0, 1], GREY, dash="5 4", width=1.2)
    plot.line(curve.false_positive_rate.tolist(), curve.true_positive_rate.tolist(), BLUE)
    counts = confusion_of(cases.positive, cases.called)
    sensitivity = wilson_interval(counts.true_positive, int(cases.positive.sum()))
    specificity = wilson_interval(counts.true_negative, int((~cases.positive).sum()))
    x, y = 1 - counts.specificity, counts.sensitivity
    plot.line([x, x], sensitivity, BLUE, width=1.2)
    plot.line([1 - specificity[1], 1 - specificity[0]], [y, y], BLUE, width=1.2)
    plot.point(x, y, BLUE)
    interval = words.interval(f"{low:.3f}", f"{high:.3f}")
    legend = [
        (words("legend_auc", value=curve.area, interval=interval), BLUE, ""),
        (words("legend_chance"), GREY, "5 4"),
    ]
    if second is not None:
        legend[1:1] = _second_curve(plot, cases, second, words)
    for point in points:
        plot.point(1 - point.specificity, point.sensitivity, ORANGE)
        left = point.specificity > 0.25
        plot.text(
            1 - point.specificity + (0.015 if left else -0.015),
            point.sensitivity,
            point.name,
            anchor="start" if left else "end",
            size=11,
            dy=4,
        )
    plot.legend(legend, corner="bottom right")
    return Figure(
        "roc",
        words("roc_title"),
        words("roc_caption", threshold=cases.threshold, point=words.point(cases.operating_point)),
        plot.svg(),
        ("threshold", "false_positive_rate", "true_positive_rate", "point"),
        [
            *(
                (*row, "")
                for row in zip(
                    curve.thresholds.tolist(),
                    curve.false_positive_rate.tolist(),
                    curve.true_positive_rate.tolist(),
                    strict=True,
                )
            ),
            *((math.nan, 1 - point.specificity, point.sensitivity, point.name) for point in points),
        ],
    )


def _second_curve(plot: Plot, cases: Cases, second: Ratings, words: Words) -> list[tuple[str, str, str]]:
    common = [index for index, case in enumerate(cases.scored) if case.row.path in second.called]
    names = [cases.scored[index].row.path for index in common]
    positive = cases.positive[common]
    counts = confusion_of(positive, np.array([second.called[name] for name in names], dtype=bool))
    label = words("legend_compared")
    if second.probabilities:
        curve = roc(positive, [second.probabilities[name] for name in names])
        if curve is not None:
            plot.line(
                curve.false_positive_rate.tolist(), curve.true_positive_rate.tolist(), GREEN, dash="7 3"
            )
            label = words("legend_compared_auc", value=curve.area)
    if not (math.isnan(counts.specificity) or math.isnan(counts.sensitivity)):
        plot.point(1 - counts.specificity, counts.sensitivity, GREEN)
    return [(label, GREEN, "7 3" if second.probabilities else "")]


def precision_recall_figure(cases: Cases, words: Words) -> Figure | None:
    curve = precision_recall(cases.positive, cases.probabilities)
    if curve is None:
        return None
    plot = Plot(
        words("precision_recall_plot"),
        share_axis(words("recall_axis")),
        share_axis(words("precision_axis")),
    )
    plot.line([0, 1], [curve.prevalence] * 2, GREY, dash="5 4", width=1.2)
    recall, precision = [0.0, *curve.recall.tolist()], [float(curve.precision[0]), *curve.precision.tolist()]
    plot.line(recall, precision, BLUE)
    counts = confusion_of(cases.positive, cases.called)
    if not math.isnan(counts.ppv):
        plot.point(counts.sensitivity, counts.ppv, BLUE)
    plot.legend(
        [
            (words("legend_average_precision", value=curve.average_precision), BLUE, ""),
            (words("legend_prevalence", value=curve.prevalence), GREY, "5 4"),
        ],
        corner="bottom left",
    )
    return Figure(
        "precision_recall",
        words("precision_recall_title"),
        words("precision_recall_caption"),
        plot.svg(),
        ("threshold", "recall", "precision"),
        list(zip(curve.thresholds.tolist(), curve.recall.tolist(), curve.precision.tolist(), strict=True)),
    )
