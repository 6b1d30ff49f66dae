"""The order of the worklist: as the images came or by a column, and the images of a patient together."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from xray_desktop.ui.worklist.columns import SORT_KEYS, Column
from xray_desktop.ui.worklist.entry import Entry


@dataclass(frozen=True)
class Order:
    """An order of entries.

    Attributes:
        column: what is sorted by; None for the order in which the images came.
        descending: whether from high to low.
        grouped: whether a patient's images stand together, the latest study first, at the place of the first
            of them in the order without groups.
    """

    column: Column | None = None
    descending: bool = False
    grouped: bool = False

    @property
    def follows_results(self) -> bool:
        """Whether a new result or mark may change an image's place."""
        return self.column in (Column.OUTCOME, Column.PROBABILITY, Column.READER, Column.KEY_IMAGE)

    def arrange(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries in this order. Images that compare equal stay in the order in which they came."""
        arranged = list(entries)
        if self.column is not None:
            arranged.sort(key=SORT_KEYS[self.column], reverse=self.descending)
        if self.grouped:
            places: dict[Hashable, int] = {}
            for entry in arranged:
                places.setdefault(patient_key(entry), len(places))
            # Python's sort is stable: first within a patient, then the patients.
            arranged.sort(key=lambda entry: entry.name_key)
            arranged.sort(key=lambda entry: entry.study.when if entry.study else "", reverse=True)
            arranged.sort(key=lambda entry: places[patient_key(entry)])
        return arranged


def patient_key(entry: Entry) -> Hashable:
    """What the images of one patient share; an image that names no patient stands alone."""
    if entry.study is None or entry.study.patient is None:
        return entry.path
    return entry.study.patient
