"""What to do next with each tool, in the language in use."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from xray_desktop.measurement.annotation import Kind

_STEPS: dict[Kind, tuple[Any, ...]] = {
    Kind.LENGTH: (
        QT_TRANSLATE_NOOP("Prompts", "Length: drag, or click both ends"),
        QT_TRANSLATE_NOOP("Prompts", "Length: click the other end"),
    ),
    Kind.ANGLE: (
        QT_TRANSLATE_NOOP("Prompts", "Angle 1/3: click the end of one arm"),
        QT_TRANSLATE_NOOP("Prompts", "Angle 2/3: click the vertex"),
        QT_TRANSLATE_NOOP("Prompts", "Angle 3/3: click the end of the other arm"),
    ),
    Kind.RECTANGLE: (
        QT_TRANSLATE_NOOP("Prompts", "Rectangle ROI: drag from corner to corner"),
        QT_TRANSLATE_NOOP("Prompts", "Rectangle ROI: click the opposite corner"),
    ),
    Kind.ELLIPSE: (
        QT_TRANSLATE_NOOP("Prompts", "Ellipse ROI: drag from corner to corner"),
        QT_TRANSLATE_NOOP("Prompts", "Ellipse ROI: click the opposite corner"),
    ),
    Kind.PROFILE: (
        QT_TRANSLATE_NOOP("Prompts", "Line profile: drag along the line"),
        QT_TRANSLATE_NOOP("Prompts", "Line profile: click the other end"),
    ),
    Kind.CARDIOTHORACIC: (
        QT_TRANSLATE_NOOP(
            "Prompts", "Cardiothoracic ratio 1/4: click the heart's border at the patient's right"
        ),
        QT_TRANSLATE_NOOP(
            "Prompts", "Cardiothoracic ratio 2/4: click the heart's border at the patient's left"
        ),
        QT_TRANSLATE_NOOP(
            "Prompts",
            "Cardiothoracic ratio 3/4: click the inner thorax at the patient's right, where it is widest",
        ),
        QT_TRANSLATE_NOOP(
            "Prompts",
            "Cardiothoracic ratio 4/4: click the inner thorax at the patient's left, where it is widest",
        ),
    ),
    Kind.ARROW: (
        QT_TRANSLATE_NOOP("Prompts", "Arrow: drag towards what it points at"),
        QT_TRANSLATE_NOOP("Prompts", "Arrow: click what it points at"),
    ),
    Kind.TEXT: (QT_TRANSLATE_NOOP("Prompts", "Text: click the place, type, and press Enter"),),
    Kind.FREEHAND: (QT_TRANSLATE_NOOP("Prompts", "Freehand line: draw with the button held"),),
}


def prompt(tool: Kind, placed: int) -> str:
    """What to do next when so many points have been placed."""
    steps = _STEPS[tool]
    step = QCoreApplication.translate("Prompts", str(steps[min(placed, len(steps) - 1)]))
    return f"{step}   ·   " + QCoreApplication.translate("Prompts", "Esc ends")
