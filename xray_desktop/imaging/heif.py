"""HEIF images (HEIC photographs of films), by the optional package pillow-heif."""

import io
from typing import Any

from PIL import Image

from xray_desktop.imaging.limits import check_size
from xray_desktop.imaging.radiograph import UnreadableRadiograph


def open_heif(data: bytes, name: str, frame: int) -> tuple[Image.Image, int]:
    """The decoded image asked for, upright, 8 bits a channel; how many images the file has.

    Raises UnreadableRadiograph when pillow-heif is not installed or has no such image, LimitExceeded, and
    what pillow-heif raises for damaged files.
    """
    try:
        import pillow_heif
    except ImportError:
        raise UnreadableRadiograph("heif_not_installed", file=name) from None
    file: Any = pillow_heif.open_heif(io.BytesIO(data))
    if not 0 <= frame < len(file):
        raise UnreadableRadiograph("no_such_image", file=name, number=frame + 1, count=len(file))
    image = file[frame]
    width, height = image.size
    check_size(width, height, 4)
    return image.to_pillow(), len(file)
