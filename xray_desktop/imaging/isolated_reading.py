"""Reading images in a process of their own: a decoder's crash or hang costs an error message, no more."""

import contextlib
import io
import json
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

from xray_desktop.imaging.preprocessing import Preprocessing
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.reading_process import STOP_SIGNAL, PreparedImage, read_frame, write_frame
from xray_desktop.imaging.study_attributes import StudyAttributes
from xray_desktop.messages import Message, MessageError, os_error

SWITCH = "--reading-process"
"""First argument with which a frozen program becomes a reading process."""

_SAFE = {
    ("numpy", "dtype"),
    ("numpy", "ndarray"),
    ("numpy._core.numeric", "_frombuffer"),
    ("numpy.core.numeric", "_frombuffer"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy.core.multiarray", "_reconstruct"),
    ("xray_desktop.imaging.pixel_spacing", "SpacingOrigin"),
    ("xray_desktop.imaging.radiograph", "Radiograph"),
    ("xray_desktop.imaging.reading_process", "PreparedImage"),
    ("xray_desktop.imaging.study_attributes", "StudyAttributes"),
    ("xray_desktop.imaging.window_level", "VoiLut"),
    ("xray_desktop.imaging.window_level", "WindowLevel"),
    ("xray_desktop.messages.message", "Message"),
}


_ENVIRONMENT = {
    # One reading process a core: more threads would only wait for one another.
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"),
    # The C library of GNU: memory of one image is kept for the next one, not given back and cleared again.
    "MALLOC_MMAP_THRESHOLD_": str(32 * 2**20),
    "MALLOC_TRIM_THRESHOLD_": str(64 * 2**20),
}
"""Defaults of the reading process's environment, for libraries that read theirs when they are loaded."""

_Answer = Radiograph | PreparedImage | StudyAttributes


class ReadingProcessFailed(MessageError):
    """The reading process cannot be started, or was stopped, whatever the file."""


class IsolatedReader:
    """Reads images in another process, which it starts when needed and starts again after a crash.

    One image at a time: a second thread waits for the first. `close` may be called from any thread at any
    time and ends a reading in progress.

    Args:
        time_limit: seconds by the clock after which an image is abandoned; on POSIX systems sooner, when the
            process has worked on it for `limits.work_seconds`.
        command: what starts the reading process, for tests; by default this very program or interpreter.
    """

    def __init__(self, *, time_limit: float = 30.0, command: Sequence[str] | None = None) -> None:
        self._time_limit = time_limit
        self._command = list(command) if command is not None else _own_command()
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._starting = threading.Lock()
        self._closed = False
        self._asked = 0.0
        self._status = 0

    def __enter__(self) -> "IsolatedReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Starts the process now, so that the first image need not wait for it.

        Raises:
            ReadingProcessFailed: the process cannot be started, or this object was closed.
        """
        with self._turn:
            self._running_process()

    def read(self, path: str | os.PathLike[str], *, member: str = "", frame: int = 0) -> Radiograph:
        """`read_radiograph` in the other process; `member` names a file within the ZIP archive at `path`.

        Raises:
            UnreadableRadiograph: there is no radiograph to be had; also when the decoder crashed or hung.
            ReadingProcessFailed: the process cannot be started, or this object was closed.
        """
        answer = self._ask(path, member, {"frame": frame})
        assert isinstance(answer, Radiograph)
        return Radiograph(**{name: getattr(answer, name) for name in answer.__dataclass_fields__})

    def prepare(
        self, path: str | os.PathLike[str], spec: Preprocessing, *, member: str = "", frame: int = 0
    ) -> PreparedImage:
        """Reads an image and makes the network's input of it, both in the other process. Raises as `read`."""
        answer = self._ask(path, member, {"frame": frame, "preprocessing": spec.as_dict()})
        assert isinstance(answer, PreparedImage)
        return answer

    def study(self, path: str | os.PathLike[str], *, member: str = "") -> StudyAttributes:
        """Patient and study of a file, read from its beginning in the other process. Raises as `read`."""
        answer = self._ask(path, member, {"frame": 0, "study": True})
        assert isinstance(answer, StudyAttributes)
        return answer

    def close(self) -> None:
        """Ends the process; a reading in progress raises ReadingProcessFailed."""
        with self._starting:
            self._closed = True
            process = self._process
            if process is not None:
                process.kill()
                process.wait()
        if self._turn.acquire(timeout=1.0):
            try:
                self._forget()
            finally:
                self._turn.release()

    def _ask(self, path: str | os.PathLike[str], member: str, more: dict[str, Any]) -> _Answer:
        request = {"path": os.path.abspath(path), "member": member, "seconds": self._time_limit, **more}
        name = _shown_name(member or os.fspath(path))
        with self._turn:
            # A process that something else ended (memory ran out, a user) deserves a second attempt.
            for attempt in (1, 2):
                answer = self._answer(json.dumps(request).encode("ascii"))
                if self._closed:
                    raise ReadingProcessFailed("reading_stopped")
                if isinstance(answer, Message):
                    raise UnreadableRadiograph(answer)
                if answer is not None:
                    return answer
                if STOP_SIGNAL is not None and self._status == -STOP_SIGNAL:
                    raise UnreadableRadiograph("decoding_too_slow", file=name)
                if time.monotonic() - self._asked >= self._time_limit:
                    raise UnreadableRadiograph("decoding_timed_out", file=name, seconds=self._time_limit)
                if attempt == 2:
                    break
        raise UnreadableRadiograph("decoder_crashed", file=name)

    def _answer(self, request: bytes) -> _Answer | Message | None:
        """The reply; None when the process ended instead."""
        process = self._running_process()
        assert process.stdin is not None
        assert process.stdout is not None
        self._asked = time.monotonic()
        try:
            write_frame(process.stdin, [request])  # type: ignore[arg-type]
            parts = read_frame(process.stdout)  # type: ignore[arg-type]
            if parts is not None:
                answer: _Answer | Message = _loads(parts)
                return answer
        except (OSError, ValueError, pickle.UnpicklingError):
            pass
        process.kill()
        self._forget()
        return None

    def _running_process(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._closed:
                raise ReadingProcessFailed("reading_stopped")
            if self._process is None:
                self._process = _start(self._command)
            return self._process

    def _forget(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        self._status = process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                # What was left to be written belongs to a process that is gone.
                with contextlib.suppress(OSError):
                    stream.close()


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl+C is for the program, which then ends its reading processes itself.
            start_new_session=os.name == "posix",
            creationflags=flags,
            env={**_ENVIRONMENT, **os.environ},
        )
    except OSError as error:
        raise ReadingProcessFailed("reading_process_not_started", reason=os_error(error)) from None
    assert process.stdin is not None
    assert process.stdout is not None
    if read_frame(process.stdout) is None:  # type: ignore[arg-type]
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()
        raise ReadingProcessFailed("reading_process_exits", status=process.returncode)
    return process


def _own_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, SWITCH]
    # The same modules as here, from wherever this interpreter takes them.
    paths = json.dumps([entry or os.getcwd() for entry in sys.path])
    code = (
        "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
        "from xray_desktop.imaging.reading_process import serve; serve()"
    )
    return [sys.executable, "-c", code, paths]


def _shown_name(path: str) -> str:
    name = path.replace("\\", "/").rsplit("/", 1)[-1].encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else "�" for character in name)


class _CarefulUnpickler(pickle.Unpickler):
    """Builds images and nothing else, whatever a process with a subverted decoder may send."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _SAFE:
            raise pickle.UnpicklingError(f"{module}.{name} is not allowed in a reply")
        return super().find_class(module, name)


def _loads(parts: Sequence[bytearray]) -> Any:
    return _CarefulUnpickler(io.BytesIO(parts[0]), buffers=parts[1:]).load()
