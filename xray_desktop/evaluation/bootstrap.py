"""Bootstrap of patients without a matrix of all weights: totals by category, and weights in small blocks.

Patients are drawn with replacement within strata of patients who have the same classes of images, so that the
balance of classes stays about as it is. All images of a patient are drawn together.
"""

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.intervals import REPLICATES

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]

BLOCK = 8
"""Replicates at once: their weights of 20,000 images stay in the processor's cache."""


class BootstrapCancelled(Exception):
    """The draws are no longer wanted."""


class PatientBootstrap:
    """The draws of a bootstrap over the patients of labelled images; the same seed gives the same draws.

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        patients: a key for the patient of each image, shape (n,), numbers or text.
        replicates: number of bootstrap replicates.
        cancelled: asked between blocks; true ends them with BootstrapCancelled.
    """

    def __init__(
        self,
        positive: npt.ArrayLike,
        patients: npt.ArrayLike,
        *,
        replicates: int = REPLICATES,
        seed: int = 0,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        truth = np.asarray(positive, dtype=bool)
        _, patient = np.unique(np.asarray(patients), return_inverse=True)
        self.replicates = replicates
        self._seed = seed
        self._cancelled = cancelled
        self.patients = int(patient.max()) + 1 if patient.size else 0
        has_positive = np.bincount(patient, weights=truth, minlength=self.patients) > 0
        has_negative = np.bincount(patient, weights=~truth, minlength=self.patients) > 0
        stratum = has_positive * 2 + has_negative
        by_stratum = np.argsort(stratum, kind="stable")
        place = np.empty(self.patients, dtype=np.intp)
        place[by_stratum] = np.arange(self.patients)
        self._place: Integers = place[patient]
        sizes = np.bincount(stratum, minlength=4) if self.patients else np.zeros(0, dtype=np.intp)
        ends = np.cumsum(sizes)
        self._strata = [(int(end - size), int(size)) for end, size in zip(ends, sizes, strict=True) if size]

    def totals(self, category: npt.ArrayLike, kinds: int) -> Floats:
        """How many images of each category are in each replicate, shape (replicates, kinds).

        Patients with the same counts are alike, so the number of each sort of patient is drawn at once: the
        distribution is that of drawing them one by one.

        Args:
            category: whole numbers from 0 to kinds - 1, shape (n,).
        """
        counts = np.bincount(
            self._place * kinds + np.asarray(category, dtype=np.intp), minlength=self.patients * kinds
        ).reshape(-1, kinds)
        random = np.random.default_rng(self._seed)
        totals = np.zeros((self.replicates, kinds))
        for begin, size in self._strata:
            sorts, alike = _distinct_rows(counts[begin : begin + size])
            totals += random.multinomial(size, alike / size, size=self.replicates) @ sorts
        return totals

    def weights(self, *orders: Integers) -> Iterator[tuple[Floats, ...]]:
        """How often each image is drawn, in blocks of shape (at most `BLOCK`, n), for each order of the
        images.

        Args:
            orders: the images in the order of the columns, shape (n,) each.

        Raises:
            BootstrapCancelled: they are no longer wanted.
        """
        random = np.random.default_rng(self._seed)
        places = [self._place[order] for order in orders]
        for first in range(0, self.replicates, BLOCK):
            if self._cancelled():
                raise BootstrapCancelled
            rows = min(BLOCK, self.replicates - first)
            drawn = np.empty((rows, self.patients))
            for begin, size in self._strata:
                picks = random.integers(0, size, size=(rows, size))
                picks += np.arange(rows)[:, None] * size
                times = np.bincount(picks.ravel(), minlength=rows * size)
                drawn[:, begin : begin + size] = times.reshape(rows, size)
            yield tuple(drawn.take(place, axis=1) for place in places)


def _distinct_rows(counts: Integers) -> tuple[Integers, Integers]:
    """The different rows of a table of counts, and how often each is there."""
    bases = counts.max(axis=0) + 1
    if np.prod(bases.astype(float)) < 2**62:
        # Each row as one number: much faster to sort than rows.
        steps = np.append(np.cumprod(bases[::-1])[::-1][1:], 1)
        _, first, alike = np.unique(counts @ steps, return_index=True, return_counts=True)
        return counts[first], alike
    rows, alike = np.unique(counts, axis=0, return_counts=True)
    return rows, alike
