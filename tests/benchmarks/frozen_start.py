"""Size, start-up time and memory of the frozen program, compared with an empty PySide6 window frozen alike.

    python -m tests.benchmarks.frozen_start [--with-torch] [--runs N]

Both programs open on a virtual screen (Xvfb) and are timed from outside, from the start of the process to the
first frame of the window on that screen, and to the complete window; the programs contain no code for this.
"Cold" starts follow after dropping the file cache of the system (as root; otherwise only warm starts are
timed). `--with-torch` also freezes the application including torch, from an environment that has it.
"""

import argparse
import contextlib
import math
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import ImageGrab

ROOT = Path(__file__).resolve().parents[2]
SPEC = Path(__file__).parent / "bare_window" / "bare.spec"
SCREEN = (1280, 720)
QUIET = 10.0
"""Seconds without a change after which a window counts as complete."""
CACHES = Path("/proc/sys/vm/drop_caches")


@dataclass(frozen=True)
class Program:
    """A program to be compared.

    Attributes:
        name: name in the table.
        folder: output of PyInstaller.
        file: the program in that folder.
    """

    name: str
    folder: Path
    file: str


def freeze(spec: Path, folder: Path, **environment: str) -> None:
    """Runs PyInstaller in the environment of this interpreter."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", folder, "--workpath", folder / "work"]
    subprocess.run([*command, *places, spec], cwd=ROOT, env={**os.environ, **environment}, check=True)


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """Runs a virtual X server; yields its display name."""
    read, write = os.pipe()
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as numbers:
            yield f":{numbers.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class Start(NamedTuple):
    """One start of a program.

    Attributes:
        first: seconds to the first frame of the window.
        whole: seconds to the last change, when the window is complete.
        memory: resident memory in MB when the window is complete.
    """

    first: float
    whole: float
    memory: float


def timed_start(program: Program, screen: str, home: Path) -> Start:
    """Starts a program, watches the screen and ends the program."""
    environment = {"DISPLAY": screen, "HOME": str(home), "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb"}
    while _seen(screen).any():
        time.sleep(0.05)  # the window of the previous program
    started = time.perf_counter()
    process = subprocess.Popen([program.folder / program.file], env=environment, cwd=home)
    try:
        first = whole = 0.0
        before = _seen(screen)
        while not first or time.perf_counter() - started - whole < QUIET:
            seen, taken = _seen(screen), time.perf_counter() - started
            if process.poll() is not None:
                raise SystemExit(f"{program.name} ended with status {process.returncode}")
            if taken > 180:
                raise SystemExit(f"{program.name} showed no complete window")
            # The screen is black, and so is a window until it is painted.
            if not first and np.mean(seen.any(axis=2)) > 0.5:
                first = taken
            if not np.array_equal(seen, before):
                whole = taken
            before = seen
            time.sleep(0.005)
        status = Path(f"/proc/{process.pid}/status").read_text()
        memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        return Start(first, whole, memory / 1024)
    finally:
        process.kill()
        process.wait()


def _seen(screen: str) -> npt.NDArray[np.uint8]:
    return np.asarray(ImageGrab.grab(xdisplay=screen))


def empty_caches() -> bool:
    """Drops the file cache of the system; False without permission."""
    subprocess.run(["sync"], check=True)
    try:
        CACHES.write_text("3")
    except OSError:
        return False
    return True


def sizes(folder: Path) -> tuple[float, float]:
    """Size of a folder in MB, as it is and as a tar.xz."""
    plain = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    with tempfile.NamedTemporaryFile(suffix=".tar.xz") as archive:
        with tarfile.open(archive.name, "w:xz") as file:
            file.add(folder, folder.name)
        return plain / 1e6, Path(archive.name).stat().st_size / 1e6


def main() -> int:
    """Prints the table; exit status 1 if the limit of the project is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--with-torch", action="store_true")
    parser.add_argument("--no-archive", action="store_true", help="leave out the slow compressed sizes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        freeze(SPEC, folder)
        programs = [
            Program("empty PySide6 window", folder / "bare-window", "bare-window"),
            Program("xray-desktop", ROOT / "dist" / "xray-desktop", "xray-desktop"),
        ]
        if options.with_torch:
            freeze(ROOT / "build.spec", folder, XRAY_KEEP="torch")
            programs.append(Program("xray-desktop with torch", folder / "xray-desktop", "xray-desktop"))
        return compare(programs, folder, options)


def compare(programs: list[Program], home: Path, options: argparse.Namespace) -> int:
    """Times the programs in turn, so that other load affects all of them."""
    cold: dict[str, list[Start]] = {program.name: [] for program in programs}
    warm: dict[str, list[Start]] = {program.name: [] for program in programs}
    with virtual_screen() as screen:
        for _ in range(options.runs):
            for program in programs:
                if empty_caches():
                    cold[program.name].append(timed_start(program, screen, home))
                warm[program.name].append(timed_start(program, screen, home))
    print(f"{'':26}{'cold: first':>12}{'whole':>9}{'warm: first':>13}{'whole':>9}", end="")
    print(f"{'memory':>9}{'folder':>9}{'tar.xz':>9}")
    for program in programs:
        line = f"{program.name:26}"
        for starts, width in ((cold[program.name], 10), (warm[program.name], 11)):
            line += f"{_median(starts, 0):{width}.2f} s{_median(starts, 1):7.2f} s"
        plain, packed = (math.nan, math.nan) if options.no_archive else sizes(program.folder)
        print(f"{line}{_median(warm[program.name], 2):6.0f} MB{plain:6.0f} MB{packed:6.0f} MB")
    bare, ours = programs[0].name, programs[1].name
    starts = cold if cold[ours] else warm
    ratio = _median(starts[ours], 0) / _median(starts[bare], 0)
    print(f"{ours} takes {ratio:.2f} times as long to its first frame as the empty window (limit 1.5)")
    return 0 if ratio <= 1.5 else 1


def _median(starts: list[Start], part: int) -> float:
    return statistics.median(start[part] for start in starts) if starts else math.nan


if __name__ == "__main__":
    sys.exit(main())
