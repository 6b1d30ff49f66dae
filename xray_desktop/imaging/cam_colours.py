"""Colours for a attribution map: what raised and what lowered the model's score."""

import numpy as np
import numpy.typing as npt
from PIL import Image

_LIGHTNESS = (0.62, 0.82)
_CHROMA = 0.17
_LEAST_STRONG = 4.0
_HUES = {"raising": np.deg2rad(60.0), "lowering": np.deg2rad(245.0)}


def cam_colours(strength: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """Colours for strengths from -1 (lowers the score most) to 1 (raises it most).

    Orange raises and blue lowers, which colour-blind eyes tell apart; lightness and chroma rise evenly with
    the strength in OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020), and so does
    the opacity.

    Returns uint8 of the strengths' shape plus (4,): red, green, blue, alpha, not premultiplied.
    """
    magnitude = np.clip(np.abs(strength), 0, 1)
    hue = np.where(strength >= 0, _HUES["raising"], _HUES["lowering"])
    lightness = _LIGHTNESS[0] + (_LIGHTNESS[1] - _LIGHTNESS[0]) * magnitude
    chroma = _CHROMA * (0.6 + 0.4 * magnitude)
    rgb = _srgb(lightness, chroma * np.cos(hue), chroma * np.sin(hue))
    rgba = np.concatenate((rgb, magnitude[..., None]), axis=-1)
    return np.rint(rgba * 255).astype(np.uint8)


def cam_strength(cam: npt.NDArray[np.float32], enlargement: int = 8) -> npt.NDArray[np.float32]:
    """A map of additions to the logit, (rows, columns), as strengths relative to the strongest place.

    A map whose strongest place stays below 4, which is not much where their mean is the logit, stays pale.
    Enlarged `enlargement` times by bicubic interpolation, before colours are given: interpolated colours
    would show strengths that are not there.
    """
    strongest = max(float(np.max(np.abs(cam), initial=0.0)), _LEAST_STRONG)
    strength = cam / strongest
    image = Image.fromarray(np.ascontiguousarray(strength, np.float32))
    size = (image.width * enlargement, image.height * enlargement)
    return np.asarray(image.resize(size, Image.Resampling.BICUBIC))


def _srgb(
    lightness: npt.NDArray[np.floating], a: npt.NDArray[np.floating], b: npt.NDArray[np.floating]
) -> npt.NDArray[np.floating]:
    """OKLab to gamma-encoded sRGB, clipped to 0 to 1; matrices from Ottosson's article."""
    lms = np.stack(
        (
            lightness + 0.3963377774 * a + 0.2158037573 * b,
            lightness - 0.1055613458 * a - 0.0638541728 * b,
            lightness - 0.0894841775 * a - 1.2914855480 * b,
        ),
        axis=-1,
    )
    matrix = np.array(
        (
            (4.0767416621, -3.3077115913, 0.2309699292),
            (-1.2684380046, 2.6097574011, -0.3413193965),
            (-0.0041960863, -0.7034186147, 1.7076147010),
        )
    )
    linear = np.clip(lms**3 @ matrix.T, 0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
