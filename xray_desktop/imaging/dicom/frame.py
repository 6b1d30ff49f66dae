"""One decoded frame of a DICOM file."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.messages import Message

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Frame:
    """One decoded frame.

    Attributes:
        pixels: greys as (rows, columns) in the type that their bits and sign ask for, the bits above and
            below the stored ones removed; colours as (rows, columns, 3), YBR already converted to RGB.
        stored: bits that hold the values.
        truncated: whether its data ends too early.
        notes: what was done to decode it.
        exclusion_reasons: what had to be guessed.
    """

    pixels: Array
    stored: int
    truncated: bool = False
    notes: tuple[Message, ...] = ()
    exclusion_reasons: tuple[Message, ...] = ()


def sign_extended(unsigned: Array, bits: int) -> Array:
    """The two's complement numbers in the lowest `bits` of unsigned values, as a signed type of their
    size.
    """
    kind = np.dtype(f"i{unsigned.dtype.itemsize}")
    if bits >= 8 * unsigned.dtype.itemsize:
        return unsigned.view(kind)
    sign = unsigned.dtype.type(2 ** (bits - 1))
    values = unsigned & unsigned.dtype.type(2**bits - 1)
    signed: Array = (values ^ sign).view(kind) - sign.astype(kind)
    return signed
