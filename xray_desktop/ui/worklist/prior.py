"""The prior of an image: the one of the same patient to be looked at beside it."""

from collections.abc import Iterable

from xray_desktop.ui.worklist.entry import Entry


def prior_of(entry: Entry, entries: Iterable[Entry]) -> Entry | None:
    """The image of the same patient to compare with; None when there is none.

    Of dated studies, the latest one before, in the same view if it has one. An image without a date is
    compared with the one before it by name, and the first one with the one after it.
    """
    if entry.study is None or entry.study.patient is None:
        return None
    others = [
        other
        for other in entries
        if other is not entry and other.study is not None and other.study.patient == entry.study.patient
    ]
    if entry.study.when:
        dated = [
            each for each in others if each.study is not None and "" < each.study.when < entry.study.when
        ]
        return max(dated, key=lambda each: _nearness(entry, each), default=None)
    before = [each for each in others if each.name_key < entry.name_key]
    after = [each for each in others if each.name_key > entry.name_key]
    if before:
        return max(before, key=lambda each: each.name_key)
    return min(after, key=lambda each: each.name_key, default=None)


def _nearness(entry: Entry, other: Entry) -> tuple[str, bool]:
    assert entry.study is not None
    assert other.study is not None
    return other.study.when, other.study.view == entry.study.view
