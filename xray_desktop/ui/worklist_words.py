"""Words, symbol and colour of each outcome and reader's mark in the worklist."""

from PySide6.QtCore import QCoreApplication

from xray_desktop.inference.prediction import Verdict
from xray_desktop.ui.verdict_words import VerdictLook, verdict_look
from xray_desktop.ui.worklist_entry import Outcome, ReaderState


def outcome_look(outcome: Outcome) -> VerdictLook:
    """How an outcome is shown; each has a symbol of its own, so that none rests on colour alone."""
    if outcome is Outcome.WAITING:
        return VerdictLook(QCoreApplication.translate("Outcome", "Not judged yet"), "waiting", "muted")
    if outcome is Outcome.FAILED:
        return VerdictLook(QCoreApplication.translate("Outcome", "Not readable"), "failed", "failed")
    return verdict_look(None if outcome is Outcome.NOT_ASSESSED else Verdict(outcome.value))


def outcome_word(outcome: Outcome) -> str:
    """An outcome in the language in use."""
    return outcome_look(outcome).title


def reader_word(state: ReaderState) -> str:
    """What the reader has said, in the language in use; empty when nothing."""
    return {
        ReaderState.AGREES: QCoreApplication.translate("ReaderState", "Agrees"),
        ReaderState.DISAGREES: QCoreApplication.translate("ReaderState", "Disagrees"),
        ReaderState.OTHER: QCoreApplication.translate("ReaderState", "Note"),
        ReaderState.UNREAD: "",
    }[state]
