"""Pictures of where the model looked, one PNG for each film that got a verdict."""

import hashlib
import os
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_desktop.results.row import UnusableResults
from xray_desktop.imaging.cam_colours import influence_colours, influence_strength
from xray_desktop.imaging.reading_process import PreparedFilm

LONG_EDGE = 512
"""Pixels of a picture's longer edge."""

OPACITY = 0.6
"""Of the strongest colour over the film."""

_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\]')


def heat_map_path(folder: Path, name: str) -> Path:
    """Where the picture for a row lies: the row's path below `folder`, with .png added.

    What an archive calls its files is not to be trusted: no part of a name leads out of the folder, and a
    part that is too long for a file's name ends in a hash instead.
    """
    return folder.joinpath(*(_part(part) for part in f"{name}.png".split("/") if part))


def write_heat_map(folder: Path, name: str, film: PreparedFilm, influence: npt.NDArray[np.float32]) -> Path:
    """Writes the picture for a row: the film in its own proportions, orange where the score was raised and
    blue where it was lowered.

    Raises:
        UnusableResults: it cannot be written.
    """
    path = heat_map_path(folder, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        heat_map(film, influence).save(path, format="PNG")
    except OSError as error:
        raise UnusableResults(
            f"The heat map {path.name} cannot be written ({error.strerror}). Free space, check the "
            "permissions, or choose another folder."
        ) from None
    return path


def heat_map(film: PreparedFilm, influence: npt.NDArray[np.float32]) -> Image.Image:
    """The picture that `write_heat_map` writes, RGB."""
    scale = LONG_EDGE / max(film.width, film.height)
    size = (max(round(film.width * scale), 1), max(round(film.height * scale), 1))
    grey = Image.fromarray(np.rint(film.input[0, 0] * 255).astype(np.uint8))
    colours = influence_colours(influence_strength(influence))
    colours[..., 3] = np.rint(colours[..., 3] * OPACITY).astype(np.uint8)
    picture = grey.resize(size, Image.Resampling.BICUBIC).convert("RGBA")
    picture.alpha_composite(Image.fromarray(colours).resize(size, Image.Resampling.BICUBIC))
    return picture.convert("RGB")


def _part(part: str) -> str:
    if os.name == "nt":
        part = _UNSAFE.sub("_", part).rstrip(". ")
    if part in (".", "..", ""):
        return "_"
    data = os.fsencode(part)
    if len(data) <= 255:
        return part
    return f"{os.fsdecode(data[:200])}~{hashlib.sha256(data).hexdigest()[:16]}.png"
