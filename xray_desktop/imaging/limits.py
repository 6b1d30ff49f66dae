"""What a file may demand of this machine. Every bound of the readers is defined here and nowhere else.

A chest image of today has at most about 20 million pixels of 16 bits (40 MB); the bounds leave room for three
times that and keep what a hostile file can cost below half a gigabyte, and two seconds before its image is
decoded.
"""

import io
import math
import time

from xray_desktop.messages import Message, MessageError

MAX_FILE_BYTES = 256 * 2**20
"""Largest file that is read at all."""

MAX_PIXELS = 64_000_000
"""Most pixels of one image, declared or decoded."""

MAX_SLOW_PIXELS = 2_000_000
"""Most pixels of a kind of image whose decoder is written in Python (BLP, of a game)."""

MAX_FRAME_BYTES = 256 * 2**20
"""Most bytes of one decoded image, all its samples together."""

MAX_INFLATED_BYTES = 160 * 2**20
"""Most bytes that a deflated DICOM data set may become."""

MAX_FRAMES = 20_000
"""Most frames of a DICOM file, pages of a TIFF, images of a GIF that are counted."""

MAX_ANIMATION_PIXELS = 256_000_000
"""Most pixels decoded on the way to a later image of an animation, whose images build on one another."""

MAX_TAG_VALUES = 2_000_000
"""Most values of one TIFF tag."""

MAX_TAG_BYTES = 2**20
"""Longest value of a DICOM attribute that is looked at, other than the pixel data."""

MAX_ITEMS = 5_000
"""Most items of a DICOM sequence that is looked at, those nested in it included."""

MAX_READS = 400_000
"""Most reads of a file's structure: chunks, tags, markers, blocks."""

MAX_HEADER_SECONDS = 0.8
"""Most processor seconds spent on a file's structure, before the image itself."""

MAX_ELEMENTS_SECONDS = 10.0
"""Most processor seconds spent on all elements of a DICOM file, where each of them is wanted."""

MAX_DECODING_SECONDS = 4.0
"""Most processor seconds spent on the image itself, as far as the decoder lets itself be stopped."""

MIN_WORK_SECONDS, MAX_WORK_SECONDS = 5, 30
"""Processor seconds after which the process that reads files gives a small file up, and the largest."""

MIN_ASSESSABLE_EDGE = 32
"""An image with a shorter edge is shown but gets no prediction."""


def work_seconds(length: int) -> int:
    """Processor seconds after which a file of so many bytes is stopped, whatever its decoder is doing.

    One more for each megabyte: decoders take time in proportion to what they read, so that a small file that
    occupies one for seconds does so by damage or by design.
    """
    return min(MIN_WORK_SECONDS + length // 2**20, MAX_WORK_SECONDS)


class LimitExceeded(MessageError):
    """A file asks for more than this module allows; the text completes "FILE was not read: ..."."""


class DecoderMissing(Exception):
    """This installation lacks a decoder that the program could use: not the file's fault.

    Attributes:
        kind: the kind of image, by its proper name or as a message.
    """

    def __init__(self, kind: str | Message) -> None:
        super().__init__(str(kind))
        self.kind = kind


class BoundedBytes(io.BytesIO):
    """Bytes in memory as a file that counts reads and processor time, and stops a parser that never ends.

    Both libraries parse a file's structure in Python, one read an element, so that the bound holds for floods
    of chunks, tags, markers and blocks of every format without knowing any of them. The processor time of the
    calling thread is measured, not the clock on the wall: a busy machine refuses no file.

    Args:
        data: the bytes.
        seconds: most processor seconds for the structure.
    """

    def __init__(self, data: bytes, seconds: float = MAX_HEADER_SECONDS) -> None:
        super().__init__(data)
        self._reads, self._most = 0, float(MAX_READS)
        self._deadline = time.thread_time() + seconds

    def decode(self) -> None:
        """From now on the image itself is read, on the thread that calls this.

        Some decoders read it pixel by pixel: their time is bounded, not their reads.
        """
        self._most = math.inf
        self._deadline = time.thread_time() + MAX_DECODING_SECONDS

    def read(self, size: int | None = -1, /) -> bytes:
        self._count()
        return super().read(size)

    def readline(self, size: int | None = -1, /) -> bytes:
        self._count()
        return super().readline(size)

    def _count(self) -> None:
        self._reads += 1
        if self._reads > self._most:
            raise LimitExceeded("too_many_parts", most=MAX_READS)
        if self._reads % 32 == 0 and time.thread_time() > self._deadline:
            raise LimitExceeded("reading_too_slow")


def check_size(width: int, height: int, bytes_per_pixel: float = 1) -> None:
    """Raises LimitExceeded when an image of this size is beyond the bounds, before anything is decoded."""
    if width * height > MAX_PIXELS:
        raise LimitExceeded("too_many_pixels", width=width, height=height, most=MAX_PIXELS // 10**6)
    if width * height * bytes_per_pixel > MAX_FRAME_BYTES:
        raise LimitExceeded("too_many_bytes", most=MAX_FRAME_BYTES // 2**20)
