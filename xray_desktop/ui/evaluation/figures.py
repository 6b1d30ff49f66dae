"""The charts of an evaluation, in the language in use."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QLocale

from xray_desktop.evaluation.metrics import Confusion, wilson_interval
from xray_desktop.evaluation.study.figure import RocPoint
from xray_desktop.evaluation.threshold_counts import ThresholdCounts
from xray_desktop.inference.metadata import OperatingPoint
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.evaluation.steps import Curves
from xray_desktop.ui.evaluation.texts import interval, number
from xray_desktop.ui.text.predictions import operating_point_title, predicted_class_look
from xray_desktop.ui.widgets.chart import Bars, Chart, Curve, Marker, Spread, thinned

_COLOURS = {PredictedClass.NORMAL: "no_pneumonia", PredictedClass.PNEUMONIA: "pneumonia"}


def grey_level_chart(means: Mapping[PredictedClass, npt.NDArray[np.float64]]) -> Chart:
    """The average histograms of the classes, over the grey levels 0 to 255 as first shown."""
    levels = np.arange(256)
    # Background and burned-in annotation accumulate at the ends; the anatomy between them sets the scale.
    highest = max((float(mean[3:253].max()) * 100 for mean in means.values()), default=1.0)
    curves = [
        Curve(levels, mean * 100, _COLOURS[label], predicted_class_look(label).short, filled=True)
        for label, mean in means.items()
    ]
    return Chart(
        title=QCoreApplication.translate("EvaluationCharts", "Mean histogram by class"),
        x_label=QCoreApplication.translate("EvaluationCharts", "Displayed grey level (default W/L)"),
        y_label=QCoreApplication.translate("EvaluationCharts", "% of pixels"),
        curves=curves,
        x_range=(0, 256),
        y_range=(0.0, highest * 1.25 or 1.0),
        show_y_values=False,
        remark="" if curves else QCoreApplication.translate("EvaluationCharts", "No images read yet."),
    )


def roc_chart(
    curves: Curves | None,
    counts: ThresholdCounts | None,
    points: Sequence[OperatingPoint] = (),
    readers: Sequence[RocPoint] = (),
    second: tuple[str, Sequence[float], Sequence[float]] | None = None,
) -> Chart:
    """The ROC with the model's operating points, readers, and the curve of a second model (name, x, y) on
    it.
    """
    curve = curves.roc if curves else None
    title = QCoreApplication.translate("EvaluationCharts", "ROC")
    drawn: list[Curve] = []
    markers: list[Marker] = []
    if curves and curve is not None and counts is not None:
        ends = interval(curves.auc_interval)
        area = number(curve.area) + (f" ({ends})" if ends else "")
        title = f"{title} · " + QCoreApplication.translate("EvaluationCharts", "AUC {area}").format(area=area)
        if second is not None:
            drawn.append(Curve(second[1], second[2], "correct", second[0], dashed=True))
        drawn.append(Curve(*thinned(curve.false_positive_rate, curve.true_positive_rate), "accent"))
        for point in points:
            at = counts.at(point.threshold)
            markers.append(Marker(1 - at.specificity, at.sensitivity, operating_point_title(point.name)))
        markers += [
            Marker(1 - reader.specificity, reader.sensitivity, reader.name, "pneumonia", filled=True)
            for reader in readers
        ]
    return Chart(
        title=title,
        x_label=QCoreApplication.translate("EvaluationCharts", "1 - specificity"),
        y_label=QCoreApplication.translate("EvaluationCharts", "Sensitivity for pneumonia"),
        curves=drawn,
        markers=markers,
        diagonal=True,
        square=True,
        legend="bottom right",
        remark="" if drawn else _needs_both(),
    )


def precision_recall_chart(curves: Curves | None) -> Chart:
    """Precision against recall, with the prevalence as a dashed line."""
    curve = curves.precision_recall if curves else None
    title = QCoreApplication.translate("EvaluationCharts", "Precision and recall")
    drawn: list[Curve] = []
    if curve is not None:
        title += f" · AP {number(curve.average_precision)}"
        prevalence = QCoreApplication.translate("EvaluationCharts", "Prevalence {share}")
        drawn = [
            Curve(
                [0, 1],
                [curve.prevalence] * 2,
                "muted",
                prevalence.format(share=number(curve.prevalence)),
                dashed=True,
            ),
            Curve(*thinned([0.0, *curve.recall], [float(curve.precision[0]), *curve.precision]), "accent"),
        ]
    return Chart(
        title=title,
        x_label=QCoreApplication.translate("EvaluationCharts", "Sensitivity (recall) for pneumonia"),
        y_label=QCoreApplication.translate("EvaluationCharts", "PPV (precision)"),
        curves=drawn,
        square=True,
        legend="bottom left",
        remark="" if drawn else _needs_both(),
    )


def calibration_chart(curves: Curves | None, calibration_error: float = math.nan) -> Chart:
    """Observed share of pneumonia against predicted probability, with the number of images in each bin."""
    bins = curves.calibration if curves else ()
    title = QCoreApplication.translate("EvaluationCharts", "Calibration")
    if not math.isnan(calibration_error):
        title += f" · ECE {number(calibration_error)}"
    spreads = [
        Spread(
            each.mean_probability,
            each.observed,
            *wilson_interval(round(each.observed * each.images), each.images),
            QLocale().toString(each.images),
        )
        for each in bins
    ]
    return Chart(
        title=title,
        x_label=QCoreApplication.translate("EvaluationCharts", "Predicted probability (numbers: images)"),
        y_label=QCoreApplication.translate("EvaluationCharts", "Observed frequency of pneumonia"),
        spreads=spreads,
        diagonal=True,
        square=True,
        remark="" if spreads else _needs_classified(),
    )


def score_chart(curves: Curves | None) -> Chart:
    """How many images of each class have which probability."""
    bars: list[Bars] = []
    highest = 1
    if curves is not None:
        edges, ill, well = curves.histogram
        highest = int(max(ill.max(), well.max(), 1))
        bars = [
            Bars(edges, heights, _COLOURS[label], predicted_class_look(label).short)
            for label, heights in ((PredictedClass.NORMAL, well), (PredictedClass.PNEUMONIA, ill))
        ]
        rightmost = int(ill[-6:].max() + well[-6:].max()) < int(ill[:6].max() + well[:6].max())
    return Chart(
        title=QCoreApplication.translate("EvaluationCharts", "Probabilities by true class"),
        x_label=QCoreApplication.translate("EvaluationCharts", "Probability of pneumonia"),
        y_label=QCoreApplication.translate("EvaluationCharts", "Images"),
        bars=bars,
        y_range=(0.0, highest * 1.3),
        legend="top right" if bars and rightmost else "top left",
        remark="" if bars else _needs_classified(),
    )


def decision_chart(curves: Curves | None, prevalence: float = math.nan) -> Chart:
    """Net benefit of the model, of calling all images positive, and of calling none."""
    curve = curves.decision if curves else None
    drawn: list[Curve] = []
    if curve is not None:
        drawn = [
            Curve(
                [0, 1], [0, 0], "muted", QCoreApplication.translate("EvaluationCharts", "No image positive")
            ),
            Curve(
                curve.thresholds,
                curve.all_positive,
                "muted",
                QCoreApplication.translate("EvaluationCharts", "All images positive"),
                dashed=True,
            ),
            Curve(
                curve.thresholds,
                curve.model,
                "accent",
                QCoreApplication.translate("EvaluationCharts", "Model"),
            ),
        ]
    return Chart(
        title=QCoreApplication.translate("EvaluationCharts", "Decision curve"),
        x_label=QCoreApplication.translate("EvaluationCharts", "Threshold probability of pneumonia"),
        y_label=QCoreApplication.translate("EvaluationCharts", "Net benefit"),
        curves=drawn,
        # The legend has the room below zero, on the side that the curve of "all positive" leaves free: a good
        # model's curve goes along the top.
        y_range=(-prevalence * 0.65, prevalence * 1.15) if drawn else (0.0, 1.0),
        legend="bottom left" if prevalence >= 0.4 else "bottom right",
        remark="" if drawn else _needs_both(),
    )


def roc_marker(counts: Confusion) -> list[Marker]:
    """The threshold in use on the ROC."""
    if math.isnan(counts.sensitivity) or math.isnan(counts.specificity):
        return []
    return [Marker(1 - counts.specificity, counts.sensitivity, "", "pneumonia", filled=True)]


def precision_recall_marker(counts: Confusion) -> list[Marker]:
    """The threshold in use on the precision-recall curve."""
    if math.isnan(counts.sensitivity) or math.isnan(counts.ppv):
        return []
    return [Marker(counts.sensitivity, counts.ppv, "", "pneumonia", filled=True)]


def _needs_both() -> str:
    return QCoreApplication.translate("EvaluationCharts", "Requires classified images of both classes.")


def _needs_classified() -> str:
    return QCoreApplication.translate("EvaluationCharts", "Requires classified images with a known class.")
