"""Shortening file names for a narrow column, so that what distinguishes them from one another stays
readable.
"""

import re
from collections.abc import Callable
from itertools import groupby

_NUMBER = re.compile(r"(\d+)")
_ELLIPSIS = "…"


class NamePatterns:
    """Which digits differ among names that are alike except for their numbers, such as IM-0115-0001.jpeg."""

    def __init__(self) -> None:
        # Of each number: its digits in the first name, and how many of them, from the left, all names share;
        # None is all of them, and numbers of other lengths share none.
        self._numbers: dict[tuple[str, ...], tuple[list[str], list[int | None]]] = {}

    def add(self, name: str) -> None:
        """Takes a name into account."""
        parts = _NUMBER.split(name)
        numbers = parts[1::2]
        known = self._numbers.get(tuple(parts[::2]))
        if known is None:
            self._numbers[tuple(parts[::2])] = (numbers, [None] * len(numbers))
            return
        first, shared = known
        for index, number in enumerate(numbers):
            if number != first[index] and shared[index] != 0:
                alike = _shared_digits(number, first[index])
                before = shared[index]
                shared[index] = alike if before is None else min(alike, before)

    def clear(self) -> None:
        """Forgets all names."""
        self._numbers.clear()

    def shortened(self, name: str, fits: Callable[[str], bool]) -> str:
        """The name with as much of its common parts as fits; the numbers that differ are whole.

        What all similar names share is replaced by an ellipsis, from the end of the name on; where that is
        not enough, so are the first digits of numbers, if all share those. When nothing is known of similar
        names, or what differs does not fit, the result is too long: elide it otherwise.
        """
        if fits(name):
            return name
        shorter = name
        for whole in (True, False):
            runs = self._runs(name, whole)
            if not any(differs for _, differs in runs):
                return name
            shorter = _without_common_parts(runs, fits)
            if fits(shorter):
                break
        return shorter

    def telling(self, name: str) -> str:
        """The name from the first digit that differs to the last; empty when none is known to."""
        runs = self._runs(name, whole=False)
        differing = [index for index, (_, differs) in enumerate(runs) if differs]
        return "".join(text for text, _ in runs[differing[0] : differing[-1] + 1]) if differing else ""

    def _runs(self, name: str, whole: bool) -> list[tuple[str, bool]]:
        """The name in parts, each with whether it differs from name to name; `whole`: numbers undivided."""
        parts = _NUMBER.split(name)
        _, shared = self._numbers.get(tuple(parts[::2]), ([], []))
        marked: list[tuple[str, bool]] = []
        for index, part in enumerate(parts):
            alike = shared[index // 2] if index % 2 and shared else None
            if alike is None:
                marked.append((part, False))
            else:
                divided = 0 if whole else alike
                marked += [(part[:divided], False), (part[divided:], True)]
        return [
            ("".join(part for part, _ in run), differing)
            for differing, run in groupby((item for item in marked if item[0]), key=lambda item: item[1])
        ]


def _shared_digits(number: str, other: str) -> int:
    if len(number) != len(other):
        return 0
    return next(index for index, (one, two) in enumerate(zip(number, other, strict=True)) if one != two)


def _without_common_parts(runs: list[tuple[str, bool]], fits: Callable[[str], bool]) -> str:
    texts = [text for text, _ in runs]
    for index in reversed(range(len(runs))):
        common = texts[index]
        if runs[index][1] or len(common) < 2:
            continue
        # The longest beginning of this part that fits.
        for kept in range(len(common) - 1, -1, -1):
            texts[index] = common[:kept] + _ELLIPSIS
            if fits("".join(texts)):
                return "".join(texts)
    return "".join(texts)
