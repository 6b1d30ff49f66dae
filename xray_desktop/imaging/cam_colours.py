"""Colours of a class-activation map: what increased and what decreased the model's score."""

import numpy as np
import numpy.typing as npt
from PIL import Image

_LEAST_STRONG = 4.0

# sRGB of 17 strengths from 0 to 1, computed in OKLab (Björn Ottosson, "A perceptual color space for image
# processing", 2020): hue 60° and 245°, lightness 0.62 to 0.82, chroma 0.102 to 0.17.
_INCREASING = (
    *((179, 119, 66), (185, 121, 67), (190, 124, 67), (196, 127, 67), (202, 130, 67), (208, 133, 66)),
    *((214, 136, 66), (220, 139, 66), (226, 142, 66), (232, 145, 65), (238, 148, 65), (244, 151, 64)),
    *((250, 154, 64), (255, 157, 63), (255, 160, 62), (255, 163, 62), (255, 166, 61)),
)
_DECREASING = (
    *((77, 140, 191), (77, 144, 198), (78, 148, 204), (78, 152, 211), (79, 156, 217), (79, 160, 224)),
    *((80, 164, 230), (80, 168, 237), (81, 172, 244), (81, 176, 250), (81, 180, 255), (81, 184, 255)),
    *((82, 189, 255), (82, 193, 255), (82, 197, 255), (82, 201, 255), (82, 205, 255)),
)


def cam_colours(strength: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """Colours for strengths from -1 (decreases the score most) to 1 (increases it most).

    Orange increases and blue decreases, which colour-blind eyes distinguish; lightness, chroma and opacity
    rise evenly with the strength.

    Returns uint8 of the strengths' shape plus (4,): red, green, blue, alpha, not premultiplied.
    """
    magnitude = np.clip(np.abs(strength), 0, 1)
    increasing, decreasing = _interpolated(_INCREASING, magnitude), _interpolated(_DECREASING, magnitude)
    colours = np.where((strength >= 0)[..., None], increasing, decreasing)
    rgba = np.concatenate((colours, magnitude[..., None] * 255), axis=-1)
    return np.asarray(np.rint(rgba), dtype=np.uint8)


def cam_strength(cam: npt.NDArray[np.float32], enlargement: int = 8) -> npt.NDArray[np.float32]:
    """A map of additions to the logit, (rows, columns), as strengths relative to the strongest cell.

    A map whose strongest cell stays below 4, which is little where their mean is the logit, stays pale.
    Enlarged `enlargement` times by bicubic interpolation before colours are assigned: interpolated colours
    would show strengths that are not there.
    """
    strongest = max(float(np.max(np.abs(cam), initial=0.0)), _LEAST_STRONG)
    strength = cam / strongest
    image = Image.fromarray(np.ascontiguousarray(strength, np.float32))
    size = (image.width * enlargement, image.height * enlargement)
    return np.asarray(image.resize(size, Image.Resampling.BICUBIC))


def _interpolated(
    table: tuple[tuple[int, int, int], ...], magnitude: npt.NDArray[np.float32]
) -> npt.NDArray[np.float64]:
    """Colours (red, green, blue from 0 to 255, last axis) of magnitudes from 0 to 1."""
    steps = np.linspace(0, 1, len(table))
    return np.stack([np.interp(magnitude, steps, channel) for channel in np.transpose(table)], axis=-1)
