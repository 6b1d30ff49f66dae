"""The figures of a study: each as SVG, with its data as a table. PNEUMONIA is the positive class in all of them."""

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xray_desktop.evaluation.decision_curve import decision_curve
from xray_desktop.evaluation.delong import delong
from xray_desktop.evaluation.metrics import calibration_bins, roc, wilson_interval
from xray_desktop.evaluation.precision_recall import precision_recall
from xray_desktop.evaluation.study.cases import Cases
from xray_desktop.evaluation.study.comparison import Ratings
from xray_desktop.evaluation.study.measures import confusion_of
from xray_desktop.evaluation.study.svg import BLUE, GREEN, GREY, ORANGE, Plot, fitted_axis, share_axis

HISTOGRAM_BINS = 20


@dataclass(frozen=True)
class Figure:
    """A figure.

    Attributes:
        name: of its files, without suffix.
        title: heading.
        caption: what it shows, one or two sentences.
        svg: the drawing, an SVG document.
        columns: names of the columns of its data.
        rows: its data.
    """

    name: str
    title: str
    caption: str
    svg: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]

    def csv(self) -> bytes:
        """The data as CSV (RFC 4180, UTF-8); NaN as an empty cell."""
        return table_bytes(self.columns, self.rows)


def table_bytes(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A table as CSV (RFC 4180, UTF-8); NaN as an empty cell, floats with ten digits."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8", "surrogateescape")


def figures_of(cases: Cases, second: Ratings | None = None) -> list[Figure]:
    """All figures that the cases allow: without both classes there is no ROC curve.

    Args:
        second: another model or a reader, drawn into the ROC curve.
    """
    figures = [
        _roc_figure(cases, second),
        _precision_recall_figure(cases),
        _reliability_figure(cases),
        _histogram_figure(cases),
        _decision_figure(cases),
    ]
    return [figure for figure in figures if figure is not None]


def _roc_figure(cases: Cases, second: Ratings | None) -> Figure | None:
    curve, aucs = roc(cases.positive, cases.probabilities), delong(cases.positive, cases.probabilities)
    if curve is None or aucs is None:
        return None
    low, high = aucs.interval()
    plot = Plot(
        "ROC curve, PNEUMONIA positive",
        share_axis("1 − specificity (false positive rate)"),
        share_axis("Sensitivity (true positive rate)"),
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
    legend = [(f"AUC {curve.area:.3f} ({low:.3f} to {high:.3f})", BLUE, ""), ("Chance", GREY, "5 4")]
    if second is not None:
        legend[1:1] = _second_curve(plot, cases, second)
    plot.legend(legend, corner="bottom right")
    return Figure(
        "roc",
        "ROC curve",
        f"The dot is the threshold {cases.threshold:.3f} ({_words(cases.operating_point)}) with the 95 % Wilson "
        "intervals of sensitivity and specificity. AUC with 95 % DeLong interval.",
        plot.svg(),
        ("threshold", "false_positive_rate", "true_positive_rate"),
        list(
            zip(
                curve.thresholds.tolist(),
                curve.false_positive_rate.tolist(),
                curve.true_positive_rate.tolist(),
                strict=True,
            )
        ),
    )


def _second_curve(plot: Plot, cases: Cases, second: Ratings) -> list[tuple[str, str, str]]:
    common = [index for index, case in enumerate(cases.scored) if case.row.path in second.called]
    names = [cases.scored[index].row.path for index in common]
    positive = cases.positive[common]
    counts = confusion_of(positive, np.array([second.called[name] for name in names], dtype=bool))
    label = "Compared with"
    if second.probabilities:
        curve = roc(positive, [second.probabilities[name] for name in names])
        if curve is not None:
            plot.line(
                curve.false_positive_rate.tolist(), curve.true_positive_rate.tolist(), GREEN, dash="7 3"
            )
            label = f"Compared: AUC {curve.area:.3f}"
    if not (math.isnan(counts.specificity) or math.isnan(counts.sensitivity)):
        plot.point(1 - counts.specificity, counts.sensitivity, GREEN)
    return [(label, GREEN, "7 3" if second.probabilities else "")]


def _precision_recall_figure(cases: Cases) -> Figure | None:
    curve = precision_recall(cases.positive, cases.probabilities)
    if curve is None:
        return None
    plot = Plot(
        "Precision-recall curve, PNEUMONIA positive",
        share_axis("Recall (sensitivity)"),
        share_axis("Precision (PPV)"),
    )
    plot.line([0, 1], [curve.prevalence] * 2, GREY, dash="5 4", width=1.2)
    recall, precision = [0.0, *curve.recall.tolist()], [float(curve.precision[0]), *curve.precision.tolist()]
    plot.line(recall, precision, BLUE)
    counts = confusion_of(cases.positive, cases.called)
    if not math.isnan(counts.ppv):
        plot.point(counts.sensitivity, counts.ppv, BLUE)
    plot.legend(
        [
            (f"Average precision {curve.average_precision:.3f}", BLUE, ""),
            (f"Prevalence {curve.prevalence:.3f}", GREY, "5 4"),
        ],
        corner="bottom left",
    )
    return Figure(
        "precision_recall",
        "Precision-recall curve",
        "Precision depends on the share of pneumonia among these images; the dashed line is a score without "
        "information. The dot is the threshold in use.",
        plot.svg(),
        ("threshold", "recall", "precision"),
        list(zip(curve.thresholds.tolist(), curve.recall.tolist(), curve.precision.tolist(), strict=True)),
    )


def _reliability_figure(cases: Cases) -> Figure:
    bins = calibration_bins(cases.positive, cases.probabilities)
    plot = Plot(
        "Reliability diagram", share_axis("Mean probability of PNEUMONIA"), share_axis("Share of PNEUMONIA")
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
    plot.legend([("Images in bins of equal size", BLUE, ""), ("Ideal", GREY, "5 4")], corner="top left")
    return Figure(
        "reliability",
        "Reliability diagram",
        "Share of pneumonia in bins with equally many images, with 95 % Wilson intervals. The numbers are images "
        "per bin; all counts are in the table of the figure.",
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


def _histogram_figure(cases: Cases) -> Figure:
    edges = np.linspace(0, 1, HISTOGRAM_BINS + 1)
    ill, _ = np.histogram(cases.probabilities[cases.positive], edges)
    well, _ = np.histogram(cases.probabilities[~cases.positive], edges)
    highest = int(max(ill.max(), well.max(), 1))
    plot = Plot(
        "Probabilities by class",
        share_axis("Probability of PNEUMONIA"),
        fitted_axis("Images", 0, highest * 1.35, whole=True),
    )
    plot.bars(edges[:-1].tolist(), edges[1:].tolist(), well.tolist(), BLUE)
    plot.bars(edges[:-1].tolist(), edges[1:].tolist(), ill.tolist(), ORANGE)
    plot.line([cases.threshold] * 2, [0, 1e9], "#222222", dash="5 4", width=1.4)
    plot.legend(
        [
            (f"NORMAL ({int(well.sum()):,})", BLUE, ""),
            (f"PNEUMONIA ({int(ill.sum()):,})", ORANGE, ""),
            (f"Threshold {cases.threshold:.3f}", "#222222", "5 4"),
        ],
        corner="top right"
        if well[-6:].max() + ill[-6:].max() < well[:6].max() + ill[:6].max()
        else "top left",
    )
    return Figure(
        "probabilities",
        "Probabilities by class",
        "Number of images by probability, for each true class; the dashed line is the threshold.",
        plot.svg(),
        ("from", "to", "images_pneumonia", "images_normal"),
        list(zip(edges[:-1].tolist(), edges[1:].tolist(), ill.tolist(), well.tolist(), strict=True)),
    )


def _decision_figure(cases: Cases) -> Figure | None:
    curve = decision_curve(cases.positive, cases.probabilities)
    if curve is None or cases.positive.all() or not cases.positive.any():
        return None
    highest = float(cases.positive.mean())
    plot = Plot(
        "Decision curve",
        share_axis("Threshold probability"),
        fitted_axis("Net benefit", -highest / 4, highest * 1.05),
    )
    thresholds = curve.thresholds.tolist()
    plot.line([0, 1], [0, 0], "#222222", width=1.4)
    plot.line(thresholds, curve.all_positive.tolist(), GREY, dash="5 4", width=1.6)
    plot.line(thresholds, curve.model.tolist(), BLUE)
    plot.line([cases.threshold] * 2, [-1, 1], "#222222", dash="2 3", width=1.2)
    plot.legend(
        [
            ("Model", BLUE, ""),
            ("All images positive", GREY, "5 4"),
            ("No image positive", "#222222", ""),
            (f"Threshold {cases.threshold:.3f}", "#222222", "2 3"),
        ],
        corner="bottom left",
    )
    return Figure(
        "decision_curve",
        "Decision curve",
        "Net benefit in true positives per image, when a false positive costs threshold / (1 − threshold). It holds "
        "for the share of pneumonia among these images.",
        plot.svg(),
        ("threshold", "net_benefit_model", "net_benefit_all_positive"),
        list(zip(thresholds, curve.model.tolist(), curve.all_positive.tolist(), strict=True)),
    )


def _words(name: str) -> str:
    return name.replace("_", " ")


def _cell(value: object) -> object:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.10g}"
    return value
