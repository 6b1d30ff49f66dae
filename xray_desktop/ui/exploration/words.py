"""The words of what a survey finds, in the language in use."""

from PySide6.QtCore import QCoreApplication

from xray_desktop.exploration.confounders import ImageAttribute
from xray_desktop.exploration.data_issues import IssueKind
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.text.predictions import predicted_class_look


def issue_title(kind: IssueKind) -> str:
    """The name of a kind of issue."""
    return {
        IssueKind.PATIENT_IN_PARTS: QCoreApplication.translate("Exploration", "Patient in several parts"),
        IssueKind.SAME_FILE: QCoreApplication.translate("Exploration", "Same file several times"),
        IssueKind.SAME_IMAGE: QCoreApplication.translate("Exploration", "Same image in several files"),
        IssueKind.NEAR_DUPLICATE: QCoreApplication.translate("Exploration", "Nearly the same image"),
        IssueKind.PATIENT_IN_CLASSES: QCoreApplication.translate("Exploration", "Patient in both classes"),
        IssueKind.UNREADABLE: QCoreApplication.translate("Exploration", "Cannot be opened"),
    }[kind]


def attribute_title(attribute: ImageAttribute) -> str:
    """The name of an attribute."""
    return {
        ImageAttribute.WIDTH: QCoreApplication.translate("Exploration", "Width (pixels)"),
        ImageAttribute.HEIGHT: QCoreApplication.translate("Exploration", "Height (pixels)"),
        ImageAttribute.ASPECT: QCoreApplication.translate("Exploration", "Width / height"),
        ImageAttribute.FILE_SIZE: QCoreApplication.translate("Exploration", "File size (bytes)"),
        ImageAttribute.BITS: QCoreApplication.translate("Exploration", "Bits per pixel"),
        ImageAttribute.COLOUR: QCoreApplication.translate("Exploration", "Colour (1) or grey (0)"),
        ImageAttribute.MEAN: QCoreApplication.translate("Exploration", "Mean grey level"),
        ImageAttribute.DEVIATION: QCoreApplication.translate("Exploration", "SD of grey levels"),
        ImageAttribute.BORDER: QCoreApplication.translate("Exploration", "Even border (share of image)"),
    }[attribute]


def class_title(label: PredictedClass | None) -> str:
    """The name of a class."""
    if label is None:
        return QCoreApplication.translate("Exploration", "No label")
    return predicted_class_look(label).short


def part_title(part: str) -> str:
    """The name of a part of the data."""
    return part or QCoreApplication.translate("Exploration", "All")
