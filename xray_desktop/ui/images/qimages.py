"""Arrays of pixels as Qt images."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from xray_desktop.imaging.cam_colours import cam_colours, cam_strength


def grey_image(pixels: npt.NDArray[np.uint8]) -> QImage:
    """Grey levels, shape (rows, columns), as an image of its own memory."""
    height, width = pixels.shape
    return QImage(pixels.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()


def alpha_image(opacity: npt.NDArray[np.uint8]) -> QImage:
    """Opacities from 0 to 255, shape (rows, columns), as an image of nothing else."""
    height, width = opacity.shape
    return QImage(opacity.tobytes(), width, height, width, QImage.Format.Format_Alpha8).copy()


def heat_map_image(cam: npt.NDArray[np.float32]) -> QImage:
    """An attribution map as an image with transparency, enlarged smoothly; draw it over the whole image.

    Args:
        cam: (rows, columns), additions to the logit.
    """
    return _rgba_image(cam_colours(cam_strength(cam)))


def heat_map_legend(columns: int = 128) -> QImage:
    """The colours of the attribution map in one row, from the strongest decrease to the strongest
    increase.
    """
    return _rgba_image(cam_colours(np.linspace(-1, 1, columns, dtype=np.float32)[None]))


def _rgba_image(pixels: npt.NDArray[np.uint8]) -> QImage:
    rows, columns = pixels.shape[:2]
    return QImage(pixels.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()
