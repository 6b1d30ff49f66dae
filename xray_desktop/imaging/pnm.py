"""Netpbm files deeper than 8 bits: Pillow scales their values to 16 bits, and cuts colours to 8."""

import re

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.limits import check_size

_HEADER = re.compile(rb"(P[2356])" + rb"(?:\s|#[^\n]*\n)+(\d{1,9})" * 3 + rb"\s")
_MOST_HEADER = 4096


def maximum(data: bytes) -> int:
    """The value of white when a PGM or PPM file declares more than 8 bits; else 0."""
    header = _HEADER.match(data[:_MOST_HEADER])
    most = int(header[4]) if header else 0
    return most if 255 < most < 2**16 else 0


def deep_colours(data: bytes) -> npt.NDArray[np.uint16] | None:
    """The colours of a binary PPM of more than 8 bits, (rows, columns, 3); None when it is not one, or
    cut.
    """
    header = _HEADER.match(data[:_MOST_HEADER])
    if header is None or header[1] != b"P6" or not maximum(data):
        return None
    columns, rows = int(header[2]), int(header[3])
    check_size(columns, rows, 6)
    if len(data) - header.end() < columns * rows * 6 or not columns * rows:
        return None
    return np.frombuffer(data, ">u2", columns * rows * 3, header.end()).reshape(rows, columns, 3).astype("u2")
