"""Heat maps (attribution maps) as files: one PNG for each image that got a prediction."""

import hashlib
import os
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_desktop.imaging.cam_colours import cam_colours, cam_strength
from xray_desktop.imaging.reading_process import PreparedImage
from xray_desktop.messages import os_error
from xray_desktop.results.row import UnusableResults

LONG_EDGE = 512
"""Pixels of an image's longer edge."""

OPACITY = 0.6
"""Of the strongest colour over the image."""

_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\]')


def heat_map_path(folder: Path, name: str) -> Path:
    """The file of the heat map for a row: the row's path below `folder`, with .png added.

    The names in an archive are not trusted: no part of a name leads out of the folder, and a part that is too
    long for a file name ends in a hash instead.
    """
    return folder.joinpath(*(_part(part) for part in f"{name}.png".split("/") if part))


def write_heat_map(folder: Path, name: str, image: PreparedImage, cam: npt.NDArray[np.float32]) -> Path:
    """Writes the heat map for a row: the image in its own proportions, orange where the CAM is above 0 and
    blue where it is below.

    Args:
        name: the row's path.
        cam: `Prediction.cam`, float32 (rows, columns).

    Raises:
        UnusableResults: it cannot be written.
    """
    path = heat_map_path(folder, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        heat_map(image, cam).save(path, format="PNG")
    except OSError as error:
        raise UnusableResults("heat_map_unwritable", file=path.name, reason=os_error(error)) from None
    return path


def heat_map(image: PreparedImage, cam: npt.NDArray[np.float32]) -> Image.Image:
    """The image that `write_heat_map` writes, RGB."""
    scale = LONG_EDGE / max(image.width, image.height)
    size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
    grey = Image.fromarray(np.rint(image.input[0, 0] * 255).astype(np.uint8))
    colours = cam_colours(cam_strength(cam))
    colours[..., 3] = np.rint(colours[..., 3] * OPACITY).astype(np.uint8)
    rendered = grey.resize(size, Image.Resampling.BICUBIC).convert("RGBA")
    rendered.alpha_composite(Image.fromarray(colours).resize(size, Image.Resampling.BICUBIC))
    return rendered.convert("RGB")


def _part(part: str) -> str:
    if os.name == "nt":
        part = _UNSAFE.sub("_", part).rstrip(". ")
    if part in (".", "..", ""):
        return "_"
    data = os.fsencode(part)
    if len(data) <= 255:
        return part
    return f"{os.fsdecode(data[:200])}~{hashlib.sha256(data).hexdigest()[:16]}.png"
