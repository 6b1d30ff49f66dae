"""Words, symbol and colour of each prediction, the same wherever one is shown."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from xray_desktop.inference.classifier import NOT_RELEASED
from xray_desktop.inference.metadata import OperatingPoint
from xray_desktop.inference.prediction import PredictedClass, Prediction, probability_in_words
from xray_desktop.ui.text.messages import sentences
from xray_desktop.ui.theme.theme import Colours


@dataclass(frozen=True)
class Look:
    """How a prediction is shown.

    Attributes:
        title: a few words, for the panel and the report.
        symbol: name of the icon.
        colour: name of the field of `theme.Colours`.
        short: one or two words, for tables; by default the title.
    """

    title: str
    symbol: str
    colour: str
    short: str = ""

    def __post_init__(self) -> None:
        if not self.short:
            object.__setattr__(self, "short", self.title)

    def colour_in(self, colours: Colours) -> str:
        """The colour in a theme, as #rrggbb."""
        return str(getattr(colours, self.colour))


def predicted_class_look(predicted_class: PredictedClass | None) -> Look:
    """The look of a predicted class; None is an image that the model rejects."""
    if predicted_class is PredictedClass.PNEUMONIA:
        return Look(
            QCoreApplication.translate("Prediction", "Pneumonia suggested"),
            "pneumonia",
            "pneumonia",
            QCoreApplication.translate("Prediction", "Pneumonia"),
        )
    if predicted_class is PredictedClass.NORMAL:
        # Neither green nor a tick: the model excludes no other disease.
        return Look(
            QCoreApplication.translate("Prediction", "No pneumonia suggested"),
            "no-pneumonia",
            "no_pneumonia",
            QCoreApplication.translate("Prediction", "No pneumonia"),
        )
    if predicted_class is PredictedClass.UNCERTAIN:
        return Look(QCoreApplication.translate("Prediction", "Uncertain"), "uncertain", "uncertain")
    return Look(QCoreApplication.translate("Prediction", "Not classified"), "not-assessed", "rejection")


def failure_look() -> Look:
    """The look of an image without a prediction because of an error."""
    return Look(QCoreApplication.translate("Prediction", "No prediction"), "failed", "failed")


def explanation(prediction: Prediction) -> str:
    """A few sentences on what the prediction means, with its notes."""
    if prediction.predicted_class in (None, PredictedClass.UNCERTAIN):
        return sentences(prediction.reasons)
    if prediction.predicted_class is PredictedClass.PNEUMONIA:
        text = QCoreApplication.translate("Prediction", "Above the {point} threshold ({threshold}).")
    else:
        text = QCoreApplication.translate(
            "Prediction",
            "Below the {point} threshold ({threshold}). Does not exclude pneumonia or other disease.",
        )
    text = text.format(
        point=operating_point_title(prediction.operating_point), threshold=f"{prediction.threshold:.2f}"
    )
    return f"{text} {sentences(prediction.reasons)}".rstrip()


def caution(prediction: Prediction) -> str:
    """What to say beside "No pneumonia suggested" of an image that may show something else; empty
    otherwise.
    """
    if not prediction.other_abnormality or prediction.probability_abnormal is None:
        return ""
    return QCoreApplication.translate(
        "Prediction", "Other abnormality possible ({probability}); model estimate."
    ).format(probability=probability_in_words(prediction.probability_abnormal))


def population_weights(prediction: Prediction) -> str:
    """Whose weights the model used for most of the prediction, children's or adults', and their share; empty
    for a model that has one set of weights.
    """
    child = prediction.probability_child
    if child is None:
        return ""
    if child >= 0.5:
        text = QCoreApplication.translate("Prediction", "Weights for children: {percent} %")
    else:
        text = QCoreApplication.translate("Prediction", "Weights for adults: {percent} %")
    return text.format(percent=round(100 * max(child, 1 - child)))


def operating_point_title(name: str) -> str:
    """The name of an operating point in the language in use; those of another model keep their own."""
    known = {
        "high_sensitivity": QCoreApplication.translate("Prediction", "High sensitivity"),
        "balanced": QCoreApplication.translate("Prediction", "Balanced"),
        "high_specificity": QCoreApplication.translate("Prediction", "High specificity"),
    }
    return known.get(name, name)


def operating_point_purpose(point: OperatingPoint) -> str:
    """What an operating point is for; those of another model keep their own text, which may be empty."""
    known = {
        "high_sensitivity": QCoreApplication.translate(
            "Prediction", "Few pneumonias are missed, at the cost of more false positives."
        ),
        "balanced": QCoreApplication.translate(
            "Prediction", "False negatives and false positives are weighted equally."
        ),
        "high_specificity": QCoreApplication.translate(
            "Prediction", "Few false positives, at the cost of more missed pneumonias."
        ),
    }
    return known.get(point.name, point.purpose)


def operating_point_figures(point: OperatingPoint) -> str:
    """Sensitivity and specificity on the validation images, with their intervals."""
    locale = QLocale.c()

    def figure(values: tuple[float, float, float]) -> str:
        value, low, high = (locale.toString(100 * share, "f", 1) for share in values)
        return f"{value} % ({low}–{high})"

    return QCoreApplication.translate(
        "Prediction",
        "Sensitivity {sensitivity}, specificity {specificity} on the validation images (95 % CI in "
        "brackets).",
    ).format(sensitivity=figure(point.sensitivity), specificity=figure(point.specificity))


def subtype_sentence(bacterial: float) -> str:
    """Which kind of pneumonia is favoured, from its probability of being bacterial (0 to 1)."""
    share = min(max(bacterial, 0.01), 0.99)
    if 0.4 < share < 0.6:
        return QCoreApplication.translate(
            "Prediction", "Bacterial and viral about equally likely; model estimate."
        )
    if share >= 0.6:
        return QCoreApplication.translate(
            "Prediction", "Bacterial favoured over viral ({share:.2f}); model estimate."
        ).format(share=share)
    return QCoreApplication.translate(
        "Prediction", "Viral favoured over bacterial ({share:.2f}); model estimate."
    ).format(share=1 - share)


def model_title(model: str) -> str:
    """Name, version and hash of a model, with the remark that it is not a released one in the language in
    use.
    """
    if not model.endswith(NOT_RELEASED):
        return model
    remark = QCoreApplication.translate("Prediction", "not released")
    return f"{model.removesuffix(NOT_RELEASED)} ({remark})"
