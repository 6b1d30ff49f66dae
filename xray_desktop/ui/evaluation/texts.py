"""Words and numbers of an evaluation, in the language in use."""

import math

from PySide6.QtCore import QCoreApplication

from xray_desktop.evaluation.study.measures import Measure
from xray_desktop.evaluation.subgroups import NO_VALUE
from xray_desktop.ui.evaluation.evaluator import BY_HAND
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.text.predictions import operating_point_title


def measure_title(name: str) -> str:
    """The name of a measure."""
    return {
        "sensitivity": QCoreApplication.translate("Measures", "Sensitivity"),
        "specificity": QCoreApplication.translate("Measures", "Specificity"),
        "ppv": QCoreApplication.translate("Measures", "PPV"),
        "npv": QCoreApplication.translate("Measures", "NPV"),
        "accuracy": QCoreApplication.translate("Measures", "Accuracy"),
        "balanced_accuracy": QCoreApplication.translate("Measures", "Balanced accuracy"),
        "f1": QCoreApplication.translate("Measures", "F1"),
        "mcc": QCoreApplication.translate("Measures", "MCC"),
        "lr_positive": QCoreApplication.translate("Measures", "LR+"),
        "lr_negative": QCoreApplication.translate("Measures", "LR−"),
        "auc": QCoreApplication.translate("Measures", "AUC (ROC)"),
        "pr_auc": QCoreApplication.translate("Measures", "Average precision"),
        "brier": QCoreApplication.translate("Measures", "Brier score"),
        "ece": QCoreApplication.translate("Measures", "ECE"),
        "calibration_slope": QCoreApplication.translate("Measures", "Calibration slope"),
        "calibration_intercept": QCoreApplication.translate("Measures", "Calibration intercept"),
    }[name]


def number(value: float, decimals: int = 3) -> str:
    """A number; a dash where it is not defined."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.{decimals}f}".replace("-", "−")


def interval(ends: tuple[float, float], decimals: int = 3) -> str:
    """An interval; empty where there is none."""
    if math.isnan(ends[0]) or math.isnan(ends[1]):
        return ""
    return QCoreApplication.translate("Measures", "{low} to {high}").format(
        low=number(ends[0], decimals), high=number(ends[1], decimals)
    )


def with_interval(value: float, ends: tuple[float, float], decimals: int = 3) -> str:
    """A number with its interval in brackets."""
    brackets = interval(ends, decimals)
    return f"{number(value, decimals)} ({brackets})" if brackets else number(value, decimals)


def method_text(measure: Measure) -> str:
    """How the interval of a measure was made."""
    if measure.method == "sandwich":
        return QCoreApplication.translate("Measures", "Standard error clustered by patient (sandwich)")
    return QCoreApplication.translate("Measures", "Bootstrap of patients, 2.5th to 97.5th percentile")


def column_title(column: str) -> str:
    """The name of a column of subgroups: those that the program makes have names in every language."""
    known = {
        "folder": QCoreApplication.translate("Measures", "Folder"),
        "megapixels": QCoreApplication.translate("Measures", "Size (megapixels)"),
        "age": QCoreApplication.translate("Measures", "Age"),
        "sex": QCoreApplication.translate("Measures", "Sex"),
        "view": QCoreApplication.translate("Measures", "View"),
        "device": QCoreApplication.translate("Measures", "Device"),
    }
    return known.get(column, one_line(column))


def value_title(value: str) -> str:
    """The name of a subgroup."""
    if value == NO_VALUE:
        return QCoreApplication.translate("Measures", "not stated")
    low, between, high = value.partition(" to ")
    if between and low.replace(".", "").isdigit():
        return QCoreApplication.translate("Measures", "{low} to {high}").format(low=low, high=high)
    return one_line(value)


def threshold_title(point: str) -> str:
    """What a threshold is called."""
    if point == BY_HAND:
        return QCoreApplication.translate("Measures", "Set by hand")
    return operating_point_title(point)
