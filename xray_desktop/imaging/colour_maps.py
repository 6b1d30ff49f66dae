"""Colour maps: a colour for each displayed grey level."""

import numpy as np
import numpy.typing as npt

_Points = tuple[tuple[float, int], ...]

# Matplotlib's "bone", from grey 0 to 1: red, green and blue.
_BONE: tuple[_Points, _Points, _Points] = (
    ((0, 0), (0.746032, 166), (1, 255)),
    ((0, 0), (0.365079, 81), (0.746032, 198), (1, 255)),
    ((0, 0), (0.365079, 113), (1, 255)),
)
# The "Hot Iron" palette of DICOM PS3.6, B.1.1.
_HOT_IRON: tuple[_Points, _Points, _Points] = (
    ((0, 0), (128 / 255, 255), (1, 255)),
    ((0, 0), (128 / 255, 0), (254 / 255, 252), (1, 255)),
    ((0, 0), (191 / 255, 0), (254 / 255, 252), (1, 255)),
)
# Nine even steps of "viridis" (Stéfan van der Walt and Nathaniel Smith, CC0), even to the eye.
_VIRIDIS = (
    *(0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C),
    *(0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725),
)


def colour_map(name: str) -> npt.NDArray[np.uint8]:
    """Red, green and blue of each grey level, uint8, shape (256, 3).

    Args:
        name: one of `display_filters.COLOUR_MAPS`; empty gives the grey levels themselves.
    """
    grey = np.linspace(0, 1, 256)
    if name == "bone":
        channels = [_between(points, grey) for points in _BONE]
    elif name == "hot_iron":
        channels = [_between(points, grey) for points in _HOT_IRON]
    elif name == "viridis":
        steps = np.linspace(0, 1, len(_VIRIDIS))
        channels = [
            np.interp(grey, steps, [colour >> shift & 255 for colour in _VIRIDIS]) for shift in (16, 8, 0)
        ]
    elif not name:
        channels = [grey * 255] * 3
    else:
        raise ValueError(f"unknown colour map {name!r}")
    colours: npt.NDArray[np.uint8] = np.rint(np.stack(channels, axis=-1)).astype(np.uint8)
    return colours


def _between(points: _Points, grey: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    at, levels = (np.array(each, np.float64) for each in zip(*points, strict=True))
    return np.interp(grey, at, levels)
