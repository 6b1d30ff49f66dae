"""What a filter of the worklist shows, in a few words: "False negatives"."""

from PySide6.QtCore import QCoreApplication

from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.text.case_filters import case_filter_title
from xray_desktop.ui.text.predictions import predicted_class_look
from xray_desktop.ui.worklist.entry import Filter, Outcome, ReaderState
from xray_desktop.ui.worklist.outcome_text import outcome_word, reader_word


def filter_title(wanted: Filter) -> str:
    """The kinds of images that a filter lets through, without its search text; empty when it lets all
    through.
    """
    if wanted.title:
        return wanted.title
    if wanted.case is not None:
        return case_filter_title(wanted.case)
    if len(wanted.outcomes) == 1 and not wanted.readers:
        cell = _cell(wanted.truth, next(iter(wanted.outcomes)))
        if cell:
            return cell
    parts = [outcome_word(outcome) for outcome in Outcome if outcome in wanted.outcomes]
    parts += [_reader(state) for state in ReaderState if state in wanted.readers]
    if wanted.key_images:
        parts.append(QCoreApplication.translate("Filter", "Key images"))
    title = ", ".join(parts)
    if wanted.truth is None:
        return title
    truth = QCoreApplication.translate("Filter", "Ground truth: {truth}").format(
        truth=predicted_class_look(wanted.truth).short
    )
    return f"{title} · {truth}" if title else truth


def _reader(state: ReaderState) -> str:
    return reader_word(state) or QCoreApplication.translate("Filter", "Unread")


def _cell(truth: PredictedClass | None, outcome: Outcome) -> str:
    """The name of a cell of the confusion matrix; empty for those that have none."""
    positive = {
        Outcome.PNEUMONIA: QCoreApplication.translate("Filter", "True positives"),
        Outcome.NORMAL: QCoreApplication.translate("Filter", "False negatives"),
    }
    negative = {
        Outcome.PNEUMONIA: QCoreApplication.translate("Filter", "False positives"),
        Outcome.NORMAL: QCoreApplication.translate("Filter", "True negatives"),
    }
    cells = {PredictedClass.PNEUMONIA: positive, PredictedClass.NORMAL: negative}
    return cells.get(truth, {}).get(outcome, "") if truth is not None else ""
