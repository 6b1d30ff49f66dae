"""Words, symbol and colour of each prediction, the same wherever one is shown."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from xray_desktop.inference.metadata import OperatingPoint
from xray_desktop.inference.prediction import PredictedClass, Prediction
from xray_desktop.messages import english
from xray_desktop.ui.text.sentences import translated
from xray_desktop.ui.theme.theme import Colours


@dataclass(frozen=True)
class Look:
    """How a prediction is shown.

    Attributes:
        title: one or two words.
        symbol: name of the icon.
        colour: name of the field of `theme.Colours`.
    """

    title: str
    symbol: str
    colour: str

    def colour_in(self, colours: Colours) -> str:
        """The colour in a theme, as #rrggbb."""
        return str(getattr(colours, self.colour))


def predicted_class_look(predicted_class: PredictedClass | None) -> Look:
    """The look of a prediction; None is "not assessed"."""
    if predicted_class is PredictedClass.PNEUMONIA:
        return Look(QCoreApplication.translate("Prediction", "Pneumonia"), "pneumonia", "pneumonia")
    if predicted_class is PredictedClass.NORMAL:
        return Look(QCoreApplication.translate("Prediction", "Normal"), "normal", "normal")
    if predicted_class is PredictedClass.UNCERTAIN:
        return Look(QCoreApplication.translate("Prediction", "Uncertain"), "uncertain", "uncertain")
    return Look(QCoreApplication.translate("Prediction", "Not assessed"), "not-assessed", "rejection")


def failure_look() -> Look:
    """The look of a prediction that could not be reached."""
    return Look(QCoreApplication.translate("Prediction", "No prediction"), "failed", "failed")


def explanation(prediction: Prediction) -> str:
    """One or two sentences on what the prediction means."""
    if prediction.predicted_class is None:
        return sentence(english(prediction.reasons))
    if prediction.predicted_class is PredictedClass.UNCERTAIN:
        return sentence(english(prediction.reasons))
    point = operating_point_title(prediction.operating_point)
    threshold = f"{prediction.threshold:.2f}"
    if prediction.predicted_class is PredictedClass.PNEUMONIA:
        return QCoreApplication.translate(
            "Prediction", "The probability reaches the threshold {threshold} of “{point}”."
        ).format(threshold=threshold, point=point)
    return QCoreApplication.translate(
        "Prediction",
        "The probability stays below the threshold {threshold} of “{point}”. "
        "This does not exclude pneumonia.",
    ).format(threshold=threshold, point=point)


def operating_point_title(name: str) -> str:
    """An operating point's name for people; those of a stranger's model keep their own."""
    known = {
        "high_sensitivity": QCoreApplication.translate("Prediction", "High sensitivity"),
        "balanced": QCoreApplication.translate("Prediction", "Balanced"),
        "high_specificity": QCoreApplication.translate("Prediction", "High specificity"),
    }
    return known.get(name, name)


def operating_point_figures(point: OperatingPoint) -> str:
    """Sensitivity and specificity on the validation images, with their intervals."""
    locale = QLocale.c()

    def figure(values: tuple[float, float, float]) -> str:
        value, low, high = (locale.toString(100 * share, "f", 1) for share in values)
        return f"{value} % ({low}–{high})"

    return QCoreApplication.translate(
        "Prediction",
        "Of the validation images with pneumonia it calls {sensitivity}, of the normal ones it leaves "
        "{specificity} uncalled (95 % intervals in brackets).",
    ).format(sensitivity=figure(point.sensitivity), specificity=figure(point.specificity))


def subtype_sentence(bacterial: float) -> str:
    """Which kind of pneumonia is likelier, never more certain than the second output is."""
    share = min(max(bacterial, 0.01), 0.99)
    if 0.4 < share < 0.6:
        return QCoreApplication.translate(
            "Prediction", "If it is pneumonia: bacterial and viral are about equally likely."
        )
    if share >= 0.6:
        return QCoreApplication.translate(
            "Prediction", "If it is pneumonia: bacterial is likelier ({share:.2f})."
        ).format(share=share)
    return QCoreApplication.translate(
        "Prediction", "If it is pneumonia: viral is likelier ({share:.2f})."
    ).format(share=1 - share)


def sentence(words: str) -> str:
    """Words of the floors below, which may be a clause ("image 1 of 3"), as a sentence of their own."""
    text = model_sentence(words)
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def model_sentence(sentence: str) -> str:
    """A sentence of the floors below, which know no translation, in the window's language."""
    return translated(sentence)
