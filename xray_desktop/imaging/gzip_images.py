"""Single images compressed with gzip, as some archives keep them (.dcm.gz)."""

import zlib

from xray_desktop.imaging import limits
from xray_desktop.imaging.limits import LimitExceeded
from xray_desktop.imaging.signatures import HEAD_BYTES, sniff

GZIP = b"\x1f\x8b"
"""The signature of gzip data."""

_GZIP_WINDOW = 31


def unpacked_image(data: bytes) -> bytes | None:
    """The image in gzip data; None when it contains something else or is damaged from the beginning.

    Of truncated data the part that is there.

    Raises LimitExceeded when it becomes larger than `limits.MAX_INFLATED_BYTES`.
    """
    try:
        head = zlib.decompressobj(_GZIP_WINDOW).decompress(data, HEAD_BYTES)
        if sniff(head) is None:
            return None
        unpacked = zlib.decompressobj(_GZIP_WINDOW).decompress(data, limits.MAX_INFLATED_BYTES + 1)
    except zlib.error:
        return None
    if len(unpacked) > limits.MAX_INFLATED_BYTES:
        raise LimitExceeded("gzip_inflates_too_much", most=limits.MAX_INFLATED_BYTES // 2**20)
    return unpacked
