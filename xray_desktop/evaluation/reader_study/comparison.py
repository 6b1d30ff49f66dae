"""Two ratings of the same images: a reader's second read against the first, or a reader against the model."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from xray_desktop.evaluation.delong import AucDifference, compare_aucs
from xray_desktop.evaluation.mcnemar import McNemar, mcnemar
from xray_desktop.evaluation.paired_proportions import PairedDifference, paired_difference
from xray_desktop.evaluation.reader_study.ratings import Floats, Ratings

MEASURES = ("sensitivity", "specificity", "accuracy")


@dataclass(frozen=True)
class Comparison:
    """Two ratings of the images that both rated and that have a label.

    Attributes:
        first, second: names of the raters.
        reads: which read of each; 0 for the model.
        images: images that both rated, with or without a label.
        changed: how many of these are rated otherwise by the second.
        positives, negatives: those that show pneumonia, and the normal ones.
        differences: second minus first by `MEASURES`, with Tango's 95 % interval.
        tests: McNemar's test by `MEASURES`.
        auc: DeLong's comparison, second minus first; None unless both classes are there.
    """

    first: str
    second: str
    reads: tuple[int, int]
    images: int
    changed: int
    positives: int
    negatives: int
    differences: Mapping[str, PairedDifference]
    tests: Mapping[str, McNemar]
    auc: AucDifference | None


def compare(first: Ratings, second: Ratings, truth: Floats) -> Comparison:
    """Compares two ratings.

    Args:
        truth: `ratings.truth_of` the study.
    """
    both = first.rated & second.rated
    labelled = both & ~np.isnan(truth)
    ill = truth == 1
    right = first.called == ill, second.called == ill
    among = {"sensitivity": labelled & ill, "specificity": labelled & ~ill, "accuracy": labelled}
    tests = {name: mcnemar(right[0][chosen], right[1][chosen]) for name, chosen in among.items()}
    differences = {
        name: paired_difference(tests[name].only_first, tests[name].only_second, int(chosen.sum()))
        for name, chosen in among.items()
    }
    return Comparison(
        first=first.name,
        second=second.name,
        reads=(first.read, second.read),
        images=int(both.sum()),
        changed=int((first.called != second.called)[both].sum()),
        positives=int(among["sensitivity"].sum()),
        negatives=int(among["specificity"].sum()),
        differences=differences,
        tests=tests,
        auc=compare_aucs(ill[labelled], second.scores[labelled], first.scores[labelled]),
    )
