"""JPEG files of the usual kind, decoded into an array at once.

Pillow decodes them as well, with the same library, but through images of its own, whose pixels are copied
several times on their way to an array. It keeps all files that are unusual in any way: progressive ones,
files of several scans or of CMYK, those that end too early, and damaged ones.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_desktop.imaging.codestream import END_OF_IMAGE
from xray_desktop.imaging.codestream_decoding import frame_marker, scan_marker

_SEQUENTIAL = frozenset({0xC0, 0xC1})
"""The frame headers of sequential JPEG with Huffman codes (T.81, B.1.1.3)."""
_SAMPLES = {"L": 1, "RGB": 3}


def plain_jpeg_samples(data: bytes, image: Image.Image) -> npt.NDArray[np.uint8] | None:
    """The samples of a complete sequential JPEG file, (rows, columns) or RGB (rows, columns, 3).

    Args:
        data: the file.
        image: the file as Pillow opened it, not decoded: its size and mode are checked already.

    None when it is not such a file, or the decoder cannot decode it.
    """
    frame, scan = frame_marker(data), scan_marker(data)
    count = _SAMPLES.get(image.mode)
    if frame is None or scan is None or count is None or data[frame + 1] not in _SEQUENTIAL:
        return None
    # All components in one scan (T.81, B.2.3): its end is the image's, however many more follow.
    if data[scan + 4] != count or data.rfind(END_OF_IMAGE) < scan:
        return None
    try:
        import imagecodecs

        samples: npt.NDArray[Any] = np.asarray(imagecodecs.jpeg8_decode(data))
    except Exception:
        return None  # Pillow knows what is wrong with it
    expected = (image.height, image.width) if count == 1 else (image.height, image.width, 3)
    return samples if samples.shape == expected and samples.dtype == np.uint8 else None
