"""RLE Lossless (PS3.5 Annex G), bounded by the image that is to come out.

pydicom's own decoder lets a frame grow without bound.
"""

import struct

import numpy as np
import numpy.typing as npt

_MOST_SEGMENTS = 15
_MOST_IDLE_BYTES = 4096


def decode_run_length(
    frame: bytes, *, pixels: int, samples: int, bytes_per_sample: int
) -> tuple[npt.NDArray[np.uint8], bool]:
    """One encoded frame as little-endian samples, uint8 of shape (samples, pixels, bytes_per_sample).

    The flag says whether every segment was complete; what is missing is 0.

    Raises ValueError when the frame's header does not fit the image.
    """
    if len(frame) < 64:
        raise ValueError("the header of the run-length data is missing")
    count, *offsets = struct.unpack("<16I", frame[:64])
    if count != samples * bytes_per_sample or count > _MOST_SEGMENTS:
        raise ValueError(f"{count} segments of run-length data instead of {samples * bytes_per_sample}")
    ends = [*offsets[1:count], len(frame)]
    decoded = np.zeros((samples, pixels, bytes_per_sample), np.uint8)
    complete = True
    for number, (start, end) in enumerate(zip(offsets[:count], ends, strict=True)):
        values = _segment(frame[start:end] if start >= 64 else b"", pixels)
        complete &= len(values) >= pixels
        sample, byte = divmod(number, bytes_per_sample)  # the most significant byte comes first
        part = np.frombuffer(values, np.uint8)[:pixels]
        decoded[sample, : len(part), bytes_per_sample - 1 - byte] = part
    return decoded, complete


def _segment(data: bytes, length: int) -> bytearray:
    """The values of one segment, up to a run more than `length` of them."""
    values = bytearray()
    offset, idle = 0, 0
    while offset < len(data) and len(values) < length:
        header = data[offset]
        if header < 128:
            values += data[offset + 1 : offset + header + 2]
            offset += header + 2
        elif header > 128:
            values += data[offset + 1 : offset + 2] * (257 - header)
            offset += 2
        else:
            offset, idle = offset + 1, idle + 1
            if idle > _MOST_IDLE_BYTES:
                break
    return values
