"""From a radiograph to a prediction, by ONNX Runtime. No Qt, no torch."""

from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.metadata import Gate, ModelMetadata, OperatingPoint, UnusableModel
from xray_desktop.inference.prediction import PredictedClass, Prediction

__all__ = [
    "Classifier",
    "Gate",
    "ModelMetadata",
    "OperatingPoint",
    "PredictedClass",
    "Prediction",
    "UnusableModel",
]
