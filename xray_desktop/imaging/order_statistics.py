"""Values near either end of a sorted image, without sorting or counting all of it."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

_SAMPLE_STEP = 61
"""One pixel in so many is looked at first; prime, so that it meets all columns of usual widths."""

_DEVIATIONS = 5
"""Standard deviations of a rank in the sample that the bound allows for."""

_LARGEST_PART = 16
"""One in so many pixels may lie beyond the bound."""

_STRIP = 1 << 17
"""Pixels compared at a time: they and what the comparison gives stay in the cache."""


def kth_smallest(values: npt.NDArray[Any], rank: int) -> int | None:
    """The value at a place of the sorted values, as `np.partition` gives it.

    A sample gives a bound, and only the values from there to the end are put in order (after Floyd and
    Rivest, 1975).

    Args:
        values: whole numbers of any shape, at least one.
        rank: from 0 to one less than there are values.

    Returns:
        None when too many values, or too few, lie beyond the bound: it is faster to count all of them.
    """
    flat = values.ravel()
    low = 2 * rank < flat.size
    from_end = rank if low else flat.size - 1 - rank
    sample = np.sort(flat[::_SAMPLE_STEP])
    share = from_end / flat.size
    deviation = math.sqrt(len(sample) * share * (1 - share))
    surely_beyond = math.ceil(len(sample) * share + _DEVIATIONS * deviation) + 2
    if surely_beyond * _LARGEST_PART > len(sample):
        return None
    bound = sample[surely_beyond] if low else sample[-1 - surely_beyond]
    compare = np.less_equal if low else np.greater_equal
    beyond = np.empty(min(_STRIP, flat.size), np.bool_)
    parts, count = [], 0
    for start in range(0, flat.size, _STRIP):
        strip = flat[start : start + _STRIP]
        chosen = compare(strip, bound, out=beyond[: len(strip)])
        parts.append(strip[chosen])
        count += len(parts[-1])
        if count * _LARGEST_PART > flat.size:
            return None
    if count <= from_end:
        return None
    place = from_end if low else count - 1 - from_end
    return int(np.partition(np.concatenate(parts), place)[place])
