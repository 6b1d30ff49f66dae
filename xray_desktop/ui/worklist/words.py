"""Words, symbol and colour of each outcome and reader's mark in the worklist."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from xray_desktop.results.reclassification import Standpoint
from xray_desktop.inference.prediction import Verdict
from xray_desktop.ui.prediction.words import VerdictLook, operating_point_title, verdict_look
from xray_desktop.ui.worklist.entry import Entry, Outcome, ReaderState


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


def where_called(entry: Entry) -> list[str]:
    """Which model made a film's call and where it draws the line; what the file of results says instead."""
    row, given = entry.row, entry.given
    if row is None or given is None or not row.verdict or row.threshold is None:
        return []
    point = operating_point_title(row.operating_point)
    lines = [
        QCoreApplication.translate(
            "Outcome", "{model} calls pneumonia from {threshold} on, at “{point}”."
        ).format(model=row.model, threshold=f"{row.threshold:.2f}", point=point)
    ]
    if entry.csv is not None and given.operating_point != row.operating_point:
        lines.append(
            QCoreApplication.translate("Outcome", "{file} says at “{point}”: {verdict}.").format(
                file=entry.csv.name,
                point=operating_point_title(given.operating_point),
                verdict=verdict_look(Verdict(given.verdict)).title,
            )
        )
    return lines


def calls_in_words(entries: Iterable[Entry], standpoint: Standpoint | None) -> str:
    """At which operating point films are called, and how many another model has called; empty without any."""
    called = [entry.given for entry in entries if entry.given is not None and entry.given.verdict]
    own = sum(standpoint.judges(row) for row in called) if standpoint is not None else 0
    parts = []
    if own and standpoint is not None:
        parts.append(
            QCoreApplication.translate("Outcome", "Calls at “{point}” ({threshold})").format(
                point=operating_point_title(standpoint.point.name),
                threshold=f"{standpoint.point.threshold:.2f}",
            )
        )
    others = len(called) - own if standpoint is not None else 0
    if others:
        parts.append(
            QCoreApplication.translate("Outcome", "another model's calls: {count}").format(
                count=QLocale().toString(others)
            )
        )
    return " · ".join(parts)
