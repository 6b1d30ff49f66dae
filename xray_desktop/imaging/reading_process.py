"""The process in which files are decoded, so that a decoder's crash or hang costs one file and nothing else.

The other end is `xray_desktop.imaging.isolated_reading`. Requests come on standard input and replies go to
standard output, each as a frame: the number of parts, their lengths, the parts. A request is one part of
JSON. A reply is a pickle (protocol 5) with its arrays as further parts.
"""

import contextlib
import faulthandler
import gc
import itertools
import json
import os
import pickle
import signal
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging import limits
from xray_desktop.imaging.archives import read_member
from xray_desktop.imaging.preprocessing import Preprocessing, prepare
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.reading import decode_radiograph, file_contents
from xray_desktop.imaging.study_attributes import HEAD, StudyAttributes, study_attributes
from xray_desktop.messages import Message, message

MAX_PART_BYTES = 2**31
"""A longer part is taken for a broken stream."""

STOP_SIGNAL = getattr(signal, "SIGPROF", None)
"""The signal that ends a process which has worked on a file for too long; None where there is none."""

COLLECT_EVERY = 200
"""Images between two collections of garbage: errors of damaged files hold their data in circles."""


@dataclass(frozen=True, eq=False)
class PreparedImage:
    """What a batch needs to know of an image.

    Attributes:
        input: the network's input, float32, (1, 1, size, size), 0 to 1.
        width: columns of the image as stored.
        height: rows of the image as stored.
        notes: see Radiograph.
        exclusion_reasons: see Radiograph.
        age: see Radiograph.
    """

    input: npt.NDArray[np.float32]
    width: int
    height: int
    notes: tuple[Message, ...] = ()
    exclusion_reasons: tuple[Message, ...] = ()
    age: int | None = field(default=None, repr=False)


def write_frame(stream: BinaryIO, parts: Sequence[Any]) -> None:
    """Writes one frame; every part is bytes or another contiguous buffer."""
    views = [memoryview(part).cast("B") for part in parts]
    stream.write(struct.pack(f"<I{len(views)}Q", len(views), *(view.nbytes for view in views)))
    for view in views:
        stream.write(view)
    stream.flush()


def read_frame(stream: BinaryIO) -> list[bytearray] | None:
    """Reads one frame; None at the end of the stream, also when it breaks off within a frame."""
    count = stream.read(4)
    if len(count) < 4:
        return None
    lengths = stream.read(8 * min(struct.unpack("<I", count)[0], 64))
    if len(lengths) % 8:
        return None
    parts = []
    for (length,) in struct.iter_unpack("<Q", lengths):
        if length > MAX_PART_BYTES:
            return None
        part = bytearray(length)
        view = memoryview(part)
        while view:
            read = stream.readinto(view)  # type: ignore[attr-defined]
            if not read:
                return None
            view = view[read:]
        parts.append(part)
    return parts


def serve() -> None:
    """Answers requests until standard input ends."""
    requests, replies = _take_over_standard_streams()
    with open(os.devnull, "w") as nowhere:
        write_frame(replies, [pickle.dumps("ready")])
        for number in itertools.count(1):
            if (parts := read_frame(requests)) is None:
                break
            request = json.loads(parts[0].decode("ascii"))
            # The watch is kept by a thread in C, which needs no lock that a hanging decoder could hold.
            faulthandler.dump_traceback_later(request["seconds"], exit=True, file=nowhere)
            reply = _answer(request)
            faulthandler.cancel_dump_traceback_later()
            arrays: list[pickle.PickleBuffer] = []
            head = pickle.dumps(reply, protocol=5, buffer_callback=arrays.append)
            write_frame(replies, [head, *(array.raw() for array in arrays)])
            if number % COLLECT_EVERY == 0:
                gc.collect()


def _answer(request: dict[str, Any]) -> Radiograph | PreparedImage | StudyAttributes | Message:
    """The answer to a request; a Message is that of an UnreadableRadiograph."""
    path, member, frame = request["path"], request["member"], request["frame"]
    try:
        if request.get("study"):
            head = read_member(path, member)[:HEAD] if member else file_contents(path, most=HEAD)
            with _stopped_after(limits.work_seconds(len(head))):
                return study_attributes(head)
        data = read_member(path, member) if member else file_contents(path)
        name = member.rsplit("/", 1)[-1] if member else os.path.basename(path)
        with _stopped_after(limits.work_seconds(len(data))):
            radiograph = decode_radiograph(data, name, frame=frame)
            if "preprocessing" in request:
                spec = Preprocessing.from_dict(request["preprocessing"])
                return PreparedImage(
                    prepare(radiograph, spec),
                    radiograph.width,
                    radiograph.height,
                    radiograph.notes,
                    radiograph.exclusion_reasons,
                    radiograph.age,
                )
    except UnreadableRadiograph as error:
        return error.message
    except MemoryError:
        return message("file_out_of_memory", file=os.path.basename(member or path))
    # A read-only view of a dict cannot be pickled.
    return replace(radiograph, details=dict(radiograph.details), patient=dict(radiograph.patient))


@contextlib.contextmanager
def _stopped_after(seconds: int) -> Iterator[None]:
    """Ends this process, native code included, once it has worked for so long; on POSIX systems.

    CPU time is counted, not wall-clock time: a busy machine or a slow network stops no image.
    """
    if STOP_SIGNAL is None:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _take_over_standard_streams() -> tuple[BinaryIO, BinaryIO]:
    """The streams of the conversation; what libraries print goes nowhere, and no signal disturbs."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        import ctypes

        # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX: no dialogue for a crash.
        ctypes.windll.kernel32.SetErrorMode(0x8003)
    else:
        import resource

        # A core dump would hold the patient's image.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return requests, replies
