"""The readers of a study as a sample of readers: mean AUC of the first and of the second reads."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xray_desktop.evaluation.random_readers import RandomReaders, random_readers
from xray_desktop.evaluation.reader_study.ratings import Floats, Ratings


@dataclass(frozen=True)
class ReaderSample:
    """The analysis and what it is of.

    Attributes:
        readers: names of the readers.
        reads: (1, 2), or (1,) when fewer than two readers have second reads.
        images: labelled images that all of them rated in every one of these reads.
        positives: those that show pneumonia.
        analysis: of these.
    """

    readers: tuple[str, ...]
    reads: tuple[int, ...]
    images: int
    positives: int
    analysis: RandomReaders


def reader_sample(readers: Sequence[Ratings], truth: Floats) -> ReaderSample | None:
    """Analyses the ratings of readers.

    Args:
        readers: all reads of all readers.
        truth: `ratings.truth_of` the study.

    Returns:
        None with fewer than two readers, or fewer than two common images of a class.
    """
    by_read = {read: {each.name: each for each in readers if each.read == read} for read in (1, 2)}
    both = [name for name in by_read[1] if name in by_read[2]]
    reads, names = ((1, 2), both) if len(both) > 1 else ((1,), list(by_read[1]))
    if len(names) < 2:
        return None
    ratings = [[by_read[read][name] for name in names] for read in reads]
    common = np.all([each.rated for row in ratings for each in row], axis=0) & ~np.isnan(truth)
    ill = truth[common] == 1
    scores = np.array([[each.scores[common] for each in row] for row in ratings])
    analysis = random_readers(ill, scores)
    if analysis is None:
        return None
    return ReaderSample(tuple(names), reads, int(common.sum()), int(ill.sum()), analysis)
