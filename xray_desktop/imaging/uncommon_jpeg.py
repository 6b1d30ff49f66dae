"""JPEG files that Pillow does not read: lossless ones and those of 12 or 16 bits, as in old archives."""

from typing import Any

import numpy.typing as npt

from xray_desktop.imaging.codestream import END_OF_IMAGE, codestream_header
from xray_desktop.imaging.codestream_decoding import decode_codestream, jpeg_end
from xray_desktop.imaging.limits import check_size


def decode_uncommon_jpeg(data: bytes) -> tuple[npt.NDArray[Any], int, bool] | None:
    """Samples, (rows, columns) or RGB (rows, columns, 3); their bits; whether the data ends too early.

    None when it is not such a file. Raises LimitExceeded for an image beyond the bounds, DecoderMissing, and
    what the decoder raises for a damaged one.
    """
    header = codestream_header(data)
    if header is None or header.samples not in (1, 3) or not (header.lossless or header.precision > 8):
        return None
    check_size(header.columns, header.rows, 2 * header.samples)
    end = jpeg_end(data)
    codestream = data + END_OF_IMAGE if end is None else data[:end]
    return decode_codestream(codestream, header, to_rgb=True), header.precision, end is None
