"""Words, symbol and colour of each outcome and reader's mark in the worklist."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.reclassification import DecisionContext
from xray_desktop.ui.text.messages import sentences
from xray_desktop.ui.text.predictions import Look, model_title, operating_point_title, predicted_class_look
from xray_desktop.ui.worklist.entry import Entry, Outcome, ReaderState


def outcome_look(outcome: Outcome) -> Look:
    """How an outcome is shown; each has a symbol of its own, so that none rests on colour alone."""
    if outcome is Outcome.WAITING:
        return Look(
            QCoreApplication.translate("Outcome", "Not yet classified"),
            "unclassified",
            "muted",
            QCoreApplication.translate("Outcome", "No result yet"),
        )
    if outcome is Outcome.FAILED:
        return Look(
            QCoreApplication.translate("Outcome", "Cannot be opened"),
            "failed",
            "failed",
            QCoreApplication.translate("Outcome", "Cannot open"),
        )
    return predicted_class_look(None if outcome is Outcome.NOT_CLASSIFIED else PredictedClass(outcome.value))


def outcome_word(outcome: Outcome) -> str:
    """An outcome in the language in use."""
    return outcome_look(outcome).short


def reader_word(state: ReaderState) -> str:
    """What the reader has said, in the language in use; empty when nothing."""
    return {
        ReaderState.AGREES: QCoreApplication.translate("ReaderState", "Agrees"),
        ReaderState.DISAGREES: QCoreApplication.translate("ReaderState", "Disagrees"),
        ReaderState.OTHER: QCoreApplication.translate("ReaderState", "Note"),
        ReaderState.UNREAD: "",
    }[state]


def reasons_line(entry: Entry) -> str:
    """The reasons of an entry as sentences, without its name in front where the name stands above them."""
    text = sentences(entry.reasons)
    if not entry.reasons or ("file", entry.file_name) not in entry.reasons[0].values:
        return text
    return text.removeprefix(entry.file_name).lstrip(": ")


def key_image_word(entry: Entry) -> str:
    """That an image or frames of it are key images, in the language in use; empty when none is."""
    frames = entry.mark.key_frames
    if not frames:
        return ""
    if frames == (0,):
        return QCoreApplication.translate("KeyImage", "Key image")
    numbers = ", ".join(str(frame + 1) for frame in frames)
    return QCoreApplication.translate("KeyImage", "Key image: frame {numbers}").format(numbers=numbers)


def decision_lines(entry: Entry) -> list[str]:
    """The model and threshold of a prediction, and what the results file says where that differs."""
    row, original = entry.row, entry.original_row
    if row is None or original is None or not row.prediction or row.threshold is None:
        return []
    point = operating_point_title(row.operating_point)
    lines = [
        QCoreApplication.translate("Outcome", "{model}. Threshold: {point} ({threshold}).").format(
            model=model_title(row.model), threshold=f"{row.threshold:.2f}", point=point
        )
    ]
    if entry.csv is not None and original.operating_point != row.operating_point:
        lines.append(
            QCoreApplication.translate("Outcome", "{file}: {prediction} (threshold: {point}).").format(
                file=entry.csv.name,
                point=operating_point_title(original.operating_point),
                prediction=predicted_class_look(PredictedClass(original.prediction)).short,
            )
        )
    return lines


def threshold_summary(entries: Iterable[Entry], decision_context: DecisionContext | None) -> str:
    """The threshold at which images are classified, and how many another model classified; empty without
    any.
    """
    classified = [
        entry.original_row
        for entry in entries
        if entry.original_row is not None and entry.original_row.prediction
    ]
    own = sum(decision_context.applies_to(row) for row in classified) if decision_context is not None else 0
    parts = []
    if own and decision_context is not None:
        parts.append(
            QCoreApplication.translate("Outcome", "Threshold: {point} ({threshold})").format(
                point=operating_point_title(decision_context.point.name),
                threshold=f"{decision_context.point.threshold:.2f}",
            )
        )
    others = len(classified) - own if decision_context is not None else 0
    if others:
        parts.append(
            QCoreApplication.translate("Outcome", "predictions of another model: {count}").format(
                count=QLocale().toString(others)
            )
        )
    return " · ".join(parts)
