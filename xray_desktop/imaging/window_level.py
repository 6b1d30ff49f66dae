"""Display windows and VOI LUTs: which modality values are shown black, grey and white."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

VoiFunction = Literal["LINEAR", "LINEAR_EXACT", "SIGMOID"]


_LARGE = 1e30  # well below the end of float32, so that the difference of two such numbers has a float32


@dataclass(frozen=True)
class WindowLevel:
    """A window over modality values.

    The three functions and their formulas are those of DICOM PS3.3 C.11.2.1.2 and C.11.2.1.3, with the
    output range scaled to 0 to 1.

    Attributes:
        center: the level, in modality units.
        width: the window's width, in modality units; at least 1 for LINEAR, above 0 for the others.
        function: the VOI LUT function.
        name: what the file or a preset calls this window; empty when it has no name.
    """

    center: float
    width: float
    function: VoiFunction = "LINEAR_EXACT"
    name: str = ""

    def __post_init__(self) -> None:
        least = 1.0 if self.function == "LINEAR" else 0.0
        if not (np.isfinite(self.center) and np.isfinite(self.width)):
            raise ValueError("a window needs a finite centre and width")
        if self.width < least or self.width == 0:
            raise ValueError(f"a {self.function} window cannot be {self.width:g} wide")

    @classmethod
    def from_range(cls, low: float, high: float, name: str = "") -> "WindowLevel":
        """The window that shows `low` black and `high` white; a range without extent becomes 1 wide."""
        width = high - low
        if width <= 0:
            return cls(low + 0.5, 1.0, name=name)
        return cls((low + high) / 2, width, name=name)

    @property
    def low(self) -> float:
        """The modality value at and below which everything is black (for SIGMOID: about 12 %)."""
        return self._ramp()[0]

    @property
    def high(self) -> float:
        """The modality value at and above which everything is white (for SIGMOID: about 88 %)."""
        return self._ramp()[1]

    def _ramp(self) -> tuple[float, float]:
        if self.function == "LINEAR":
            middle = self.center - 0.5
            half = (self.width - 1) / 2
        else:
            middle = self.center
            half = self.width / 2
        return middle - half, middle + half

    def apply(self, values: npt.ArrayLike) -> npt.NDArray[np.float32]:
        """Modality values of any shape to grey, float32 from 0 (black) to 1 (white)."""
        low, high = self._ramp()
        kind = np.float32 if max(abs(low), abs(high)) < _LARGE else np.float64
        x: npt.NDArray[Any] = np.asarray(values, dtype=kind)
        with np.errstate(over="ignore"):  # a value beyond all bounds is black or white all the same
            if self.function == "SIGMOID":
                exponent = np.clip(-4.0 * (x - kind(self.center)) / kind(self.width), -80.0, 80.0)
                grey = 1.0 / (1.0 + np.exp(exponent))
            elif high <= low:
                grey = x > low
            else:
                grey = np.asarray(x - kind(low))
                grey /= kind(high - low)
                np.clip(grey, 0.0, 1.0, out=grey)
        return np.asarray(grey, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class VoiLut:
    """A VOI lookup table (DICOM PS3.3 C.11.2.1.1).

    Attributes:
        first: the modality value that the first entry belongs to; values below it take the first entry.
        entries: 1-D float32, grey from 0 (black) to 1 (white), already divided by the table's range.
        name: the table's explanation in the file; empty when it has none.
    """

    first: int
    entries: npt.NDArray[np.float32]
    name: str = ""

    @property
    def low(self) -> float:
        """The modality value of the first entry."""
        return float(self.first)

    @property
    def high(self) -> float:
        """The modality value of the last entry."""
        return float(self.first + len(self.entries) - 1)

    def apply(self, values: npt.ArrayLike) -> npt.NDArray[np.float32]:
        """Modality values of any shape to grey, float32 from 0 (black) to 1 (white)."""
        index = np.rint(np.asarray(values, dtype=np.float64) - self.first)
        return self.entries[np.clip(index, 0, len(self.entries) - 1).astype(np.intp)]


Voi = WindowLevel | VoiLut
