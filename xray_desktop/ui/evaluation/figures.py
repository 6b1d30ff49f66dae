"""The charts and the table of an evaluation, in the language in use."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QLocale

from xray_desktop.evaluation.dataset_evaluation import ClassifiedImage, Evaluation
from xray_desktop.evaluation.metrics import Confusion, wilson_interval
from xray_desktop.inference.metadata import OperatingPoint
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.text.predictions import operating_point_title, predicted_class_look
from xray_desktop.ui.widgets.charts import Chart, Curve, Marker

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
    evaluation: Evaluation, images: Sequence[ClassifiedImage], points: Sequence[OperatingPoint]
) -> Chart:
    """The ROC with the model's operating points on it."""
    curve = evaluation.roc
    title = QCoreApplication.translate("EvaluationCharts", "ROC")
    if curve is not None:
        area = QCoreApplication.translate("EvaluationCharts", "AUC {area}").format(area=f"{curve.area:.3f}")
        title = f"{title} · {area}"
    return Chart(
        title=title,
        x_label=QCoreApplication.translate("EvaluationCharts", "1 - specificity"),
        y_label=QCoreApplication.translate("EvaluationCharts", "Sensitivity"),
        curves=[Curve(curve.false_positive_rate, curve.true_positive_rate, "accent")] if curve else (),
        markers=[_marker(images, point) for point in points] if curve else (),
        diagonal=True,
        remark="" if curve else _nothing_yet(),
    )


def calibration_chart(evaluation: Evaluation) -> Chart:
    """Observed share of pneumonia against predicted probability."""
    bins = evaluation.calibration
    predicted = np.array([each.mean_probability for each in bins])
    observed = np.array([each.observed for each in bins])
    title = QCoreApplication.translate("EvaluationCharts", "Calibration")
    if bins:
        title += f" · ECE {evaluation.calibration_error:.3f}"
    return Chart(
        title=title,
        x_label=QCoreApplication.translate("EvaluationCharts", "Predicted probability"),
        y_label=QCoreApplication.translate("EvaluationCharts", "Observed frequency of pneumonia"),
        curves=[Curve(predicted, observed, "accent", points=True)] if bins else (),
        diagonal=True,
        remark="" if bins else _nothing_yet(),
    )


def figures_table(evaluation: Evaluation) -> str:
    """The figures with their 95 % intervals, as an HTML table; PNEUMONIA is the positive class."""
    counts = evaluation.confusion
    positive = counts.true_positive + counts.false_negative
    negative = counts.true_negative + counts.false_positive
    right = counts.true_positive + counts.true_negative
    predicted_positive = counts.true_positive + counts.false_positive
    rows = [
        (QCoreApplication.translate("EvaluationCharts", "Sensitivity"), counts.true_positive, positive),
        (QCoreApplication.translate("EvaluationCharts", "Specificity"), counts.true_negative, negative),
        (QCoreApplication.translate("EvaluationCharts", "PPV"), counts.true_positive, predicted_positive),
        (
            QCoreApplication.translate("EvaluationCharts", "NPV"),
            counts.true_negative,
            counts.true_negative + counts.false_negative,
        ),
        (QCoreApplication.translate("EvaluationCharts", "Accuracy"), right, counts.classified),
    ]
    lines = [_line(name, _share(part, whole), f"{part} / {whole}") for name, part, whole in rows]
    lines.append(_line("F1", _number(counts.f1), ""))
    lines.append(_line("Cohen's κ", _kappa(counts), ""))
    if evaluation.roc is not None:
        lines.append(_line("ROC AUC", _number(evaluation.roc.area), ""))
    if evaluation.calibration:
        lines.append(_line("ECE", _number(evaluation.calibration_error), ""))
    return f"<table cellspacing='0' cellpadding='4'>{''.join(lines)}</table>"


def _marker(images: Sequence[ClassifiedImage], point: OperatingPoint) -> Marker:
    def share(truth: PredictedClass) -> float:
        probabilities = [
            image.probability for image in images if image.truth is truth and image.probability is not None
        ]
        return sum(value >= point.threshold for value in probabilities) / max(1, len(probabilities))

    return Marker(
        share(PredictedClass.NORMAL), share(PredictedClass.PNEUMONIA), operating_point_title(point.name)
    )


def _share(part: int, whole: int) -> str:
    if not whole:
        return "–"
    low, high = wilson_interval(part, whole)
    return f"{part / whole:.3f} ({low:.3f} – {high:.3f})"


def _kappa(counts: Confusion) -> str:
    low, high = counts.kappa_interval
    return "–" if math.isnan(counts.kappa) else f"{counts.kappa:.3f} ({low:.3f} – {high:.3f})"


def _number(value: float) -> str:
    return "–" if math.isnan(value) else QLocale.c().toString(value, "f", 3)


def _line(name: str, value: str, counts: str) -> str:
    return f"<tr><td>{name}</td><td><b>{value}</b></td><td>{counts}</td></tr>"


def _nothing_yet() -> str:
    return QCoreApplication.translate(
        "EvaluationCharts", "Requires classified images of both classes. Classify the folder first."
    )
