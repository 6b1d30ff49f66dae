"""In which order a reader reads: shuffled by the study's seed, differently for each reader and read."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from xray_desktop.evaluation.reader_study.definition import ReaderStudy, SecondRead


@dataclass(frozen=True)
class Task:
    """One read of one image.

    Attributes:
        case: number of the image, from 1.
        read: 1 is the blinded read, 2 the one with the model's prediction.
    """

    case: int
    read: int


def shuffled_cases(study: ReaderStudy, reader: int, read: int = 1) -> list[int]:
    """The cases in a reader's order.

    They are sorted by the SHA-256 of the text "SEED READER READ CASE" (decimal numbers), so that any program
    can repeat the order.

    Args:
        reader: number of the reader, from 1.
        read: 1 or 2.
    """

    def key(case: int) -> bytes:
        return hashlib.sha256(f"{study.seed} {reader} {read} {case}".encode()).digest()

    return sorted(range(1, len(study.images) + 1), key=key)


def sampled(items: int, most: int, seed: int) -> list[int]:
    """At most `most` of the indices 0 to `items` - 1, drawn by a seed; ascending.

    The indices with the smallest SHA-256 of the text "SEED sample INDEX" are drawn.
    """

    def key(index: int) -> bytes:
        return hashlib.sha256(f"{seed} sample {index}".encode()).digest()

    return sorted(sorted(range(items), key=key)[:most])


def tasks(study: ReaderStudy, reader: int) -> Iterator[Task]:
    """All reads of a reader, in their order."""
    first = shuffled_cases(study, reader, 1)
    for case in first:
        yield Task(case, 1)
        if study.second_read is SecondRead.EACH:
            yield Task(case, 2)
    if study.second_read is SecondRead.AFTER:
        for case in shuffled_cases(study, reader, 2):
            yield Task(case, 2)
