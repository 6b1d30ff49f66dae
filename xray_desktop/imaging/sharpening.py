"""Sharpening by an unsharp mask: the difference from a blurred image is added to it."""

import numpy as np
import numpy.typing as npt

SIGMA = 2.0
"""Of the Gaussian blur, in pixels."""
AMOUNT = 1.0
MARGIN = 6
"""Pixels around a part of an image that its sharpened pixels depend on."""


def sharpened(pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Pixels + `AMOUNT` × (pixels - blurred pixels), float32, shape (rows, columns); may leave their
    range.
    """
    return pixels + np.float32(AMOUNT) * (pixels - _blurred(_blurred(pixels).T).T)


def _blurred(pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Blurred from top to bottom; the edge rows go on beyond the edges."""
    offsets = np.arange(-MARGIN, MARGIN + 1)
    weights = np.exp(-(offsets**2) / (2 * SIGMA**2))
    weights = (weights / weights.sum()).astype(np.float32)
    padded = np.pad(np.ascontiguousarray(pixels), ((MARGIN, MARGIN), (0, 0)), mode="edge")
    rows = pixels.shape[0]
    blurred: npt.NDArray[np.float32] = padded[MARGIN : MARGIN + rows] * weights[MARGIN]
    for distance in range(1, MARGIN + 1):
        before = padded[MARGIN - distance : MARGIN - distance + rows]
        blurred += weights[MARGIN - distance] * (
            before + padded[MARGIN + distance : MARGIN + distance + rows]
        )
    return blurred
