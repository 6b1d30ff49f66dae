"""A small encoder of lossless JPEG (ISO/IEC 10918-1, process 14), because no library at hand writes it."""

import struct

import numpy as np

from tests.images import Pixels

_CODE_LENGTH = 5  # the 17 difference categories, each with a code of 5 bits


def lossless_jpeg(
    pixels: Pixels, precision: int, *, wrapped: bool = False, point_transform: int = 0
) -> bytes:
    """Pixels of up to 16 bits as a codestream with predictor 1, DICOM's most common lossless JPEG.

    Args:
        wrapped: differences are taken modulo 2**precision, which decoders undo by arithmetic modulo 65,536.
        point_transform: so many of the lowest bits are left out.
    """
    rows, columns = pixels.shape
    values = pixels.astype(np.int64) >> point_transform
    predicted = np.empty_like(values)
    predicted[:, 1:] = values[:, :-1]
    predicted[1:, 0] = values[:-1, 0]
    predicted[0, 0] = 1 << (precision - point_transform - 1)
    half = 1 << (precision - 1 if wrapped else 15)
    differences = (values - predicted + half) % (2 * half) - half

    bits: list[str] = []
    for difference in differences.ravel().tolist():
        category = 16 if difference == -32_768 else abs(difference).bit_length()
        bits.append(f"{category:0{_CODE_LENGTH}b}")
        if 0 < category < 16:
            rest = difference if difference > 0 else difference + (1 << category) - 1
            bits.append(f"{rest:0{category}b}")
    stream = "".join(bits)
    stream += "1" * (-len(stream) % 8)
    scan = int(stream, 2).to_bytes(len(stream) // 8, "big").replace(b"\xff", b"\xff\x00")

    lengths = bytes(17 if length == _CODE_LENGTH else 0 for length in range(1, 17))
    return b"".join(
        (
            b"\xff\xd8",
            b"\xff\xc3" + struct.pack(">HBHHB3B", 11, precision, rows, columns, 1, 1, 0x11, 0),
            b"\xff\xc4" + struct.pack(">HB", 19 + 17, 0) + lengths + bytes(range(17)),
            b"\xff\xda" + struct.pack(">HB2B3B", 8, 1, 1, 0, 1, 0, point_transform),
            scan,
            b"\xff\xd9",
        )
    )
