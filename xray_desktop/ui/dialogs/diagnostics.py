"""What helps to find the cause of a fault, without anything about patients, files or this user."""

import importlib.metadata
import platform
import sys

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from xray_desktop import __version__
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.ui.model_runner import ModelRunner

_PACKAGES = ("numpy", "onnxruntime", "pillow", "pydicom", "PySide6-Essentials")


def diagnostic_information(runner: ModelRunner, radiograph: Radiograph | None) -> str:
    """Versions, machine, screens, model, and the kind of image on the screen; no names, no paths."""
    classifier = runner.classifier
    lines = [
        f"xray-desktop {__version__}{' (frozen)' if getattr(sys, 'frozen', False) else ''}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {QGuiApplication.platformName()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
        *(
            f"screen {screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}"
            for screen in QGuiApplication.screens()
        ),
        f"model {classifier.model} on {classifier.provider}" if classifier else f"no model: {runner.failure}",
    ]
    if radiograph is not None:
        lines.append(
            f"image {radiograph.format}, {radiograph.width} x {radiograph.height}, {radiograph.bits} bits, "
            f"{radiograph.pixels.dtype}, {radiograph.photometric}, {radiograph.frames} image(s)"
        )
    return "\n".join(lines)


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "?"  # A frozen program need not carry the packages' metadata.
