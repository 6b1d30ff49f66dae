"""JPEG files that Pillow does not know: lossless ones and those of 12 or 16 bits, as in old archives."""

from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.codestream import codestream_header
from xray_desktop.imaging.limits import DecoderMissing, check_size


def decode_uncommon_jpeg(data: bytes) -> tuple[npt.NDArray[Any], int] | None:
    """Grey values (uint8 or uint16, rows and columns) and their bits; None when it is no such file.

    Raises LimitExceeded for an image beyond the bounds, DecoderMissing, and what pydicom's decoders raise
    for a damaged one.
    """
    header = codestream_header(data)
    if header is None or header.samples != 1 or not (header.lossless or header.precision > 8):
        return None
    check_size(header.columns, header.rows, 2)
    # The decoders of DICOM's JPEG kinds; imported only now, because pydicom takes its time to load.
    from pydicom.encaps import encapsulate
    from pydicom.pixels import get_decoder
    from pydicom.uid import JPEGExtended12Bit, JPEGLossless

    options: dict[str, Any] = {
        "rows": header.rows,
        "columns": header.columns,
        "samples_per_pixel": 1,
        "photometric_interpretation": "MONOCHROME2",
        "bits_allocated": 8 if header.precision <= 8 else 16,
        "bits_stored": header.precision,
        "pixel_representation": 0,
        "number_of_frames": 1,
        "pixel_keyword": "PixelData",
        "pixel_vr": "OB",
    }
    decoder = get_decoder(JPEGLossless if header.lossless else JPEGExtended12Bit)
    if not decoder.is_available:
        raise DecoderMissing("lossless JPEG" if header.lossless else "JPEG of 12 bits")
    array, _ = decoder.as_array(encapsulate([data]), index=0, **options)
    return np.asarray(array), header.precision
