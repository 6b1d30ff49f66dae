"""The heat map as a picture that Qt can draw over the film."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from xray_desktop.imaging.influence_colours import influence_colours, influence_strength


def heat_map_image(influence: npt.NDArray[np.float32]) -> QImage:
    """The map as a picture with transparency, enlarged smoothly; draw it over the whole film.

    Args:
        influence: (rows, columns), additions to the logit.
    """
    colours = influence_colours(influence_strength(influence))
    rows, columns = colours.shape[:2]
    return QImage(colours.tobytes(), columns, rows, columns * 4, QImage.Format.Format_RGBA8888).copy()
