"""Size, start and memory of the frozen program beside a bare PySide6 window frozen in the same way.

    python -m tests.benchmarks.frozen_start [--with-torch] [--runs N]

Both programs open on a virtual screen of their own (Xvfb), and are timed from outside, from the start of the
process to the first picture of the window on that screen; nothing in the programs helps. "Cold" is with the
system's file cache emptied before (as root; else only warm starts are timed). `--with-torch` also freezes the
application with torch left in, from an environment that has it.
"""

import argparse
import contextlib
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

import numpy as np
from PIL import ImageGrab

ROOT = Path(__file__).resolve().parents[2]
SPEC = Path(__file__).parent / "bare_window" / "bare.spec"
SCREEN = (1280, 720)
CACHES = Path("/proc/sys/vm/drop_caches")


@dataclass(frozen=True)
class Program:
    """One of the programs that are compared.

    Attributes:
        name: what the table calls it.
        folder: what PyInstaller made.
        file: the program in that folder.
    """

    name: str
    folder: Path
    file: str


def freeze(spec: Path, folder: Path, **environment: str) -> None:
    """Runs PyInstaller with this interpreter's environment."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", folder, "--workpath", folder / "work"]
    subprocess.run([*command, *places, spec], cwd=ROOT, env={**os.environ, **environment}, check=True)


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """An X server without a screen; gives its name."""
    read, write = os.pipe()
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
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


def seconds_to_first_paint(program: Program, screen: str, home: Path) -> tuple[float, float]:
    """Seconds from the start to the first picture, and then the resident memory in MB a second later."""
    environment = {"DISPLAY": screen, "HOME": str(home), "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb"}
    while np.asarray(ImageGrab.grab(xdisplay=screen)).any():
        time.sleep(0.05)  # the window of the program before
    started = time.perf_counter()
    process = subprocess.Popen([program.folder / program.file], env=environment, cwd=home)
    try:
        while True:
            grabbed = np.asarray(ImageGrab.grab(xdisplay=screen))
            taken = time.perf_counter() - started
            if process.poll() is not None:
                raise SystemExit(f"{program.name} ended with status {process.returncode}")
            if taken > 120:
                raise SystemExit(f"{program.name} showed no window within two minutes")
            # The screen, and a window until it is painted, are black.
            if np.mean(grabbed.any(axis=2)) > 0.5:
                break
            time.sleep(0.005)
        time.sleep(1)
        status = Path(f"/proc/{process.pid}/status").read_text()
        memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        return taken, memory / 1024
    finally:
        process.kill()
        process.wait()


def empty_caches() -> bool:
    """Whether the system's file cache could be emptied."""
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
    """Prints the table; exit status 1 when a limit of the project is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--with-torch", action="store_true")
    parser.add_argument("--no-archive", action="store_true", help="leave out the slow compressed sizes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        freeze(SPEC, folder)
        programs = [
            Program("bare PySide6 window", folder / "bare-window", "bare-window"),
            Program("xray-desktop", ROOT / "dist" / "xray-desktop", "xray-desktop"),
        ]
        if options.with_torch:
            freeze(ROOT / "build.spec", folder, XRAY_KEEP="torch")
            programs.append(Program("xray-desktop, torch in it", folder / "xray-desktop", "xray-desktop"))
        return compare(programs, folder, options)


def compare(programs: list[Program], home: Path, options: argparse.Namespace) -> int:
    """Times the programs in turn, so that what else the machine does meets all alike."""
    cold: dict[str, list[float]] = {program.name: [] for program in programs}
    warm: dict[str, list[float]] = {program.name: [] for program in programs}
    memory: dict[str, list[float]] = {program.name: [] for program in programs}
    with virtual_screen() as screen:
        for _ in range(options.runs):
            for program in programs:
                if empty_caches():
                    cold[program.name].append(seconds_to_first_paint(program, screen, home)[0])
                taken, resident = seconds_to_first_paint(program, screen, home)
                warm[program.name].append(taken)
                memory[program.name].append(resident)
    print(f"{'program':28}{'cold start':>12}{'warm start':>12}{'memory':>10}{'folder':>10}{'tar.xz':>10}")
    for program in programs:
        plain, packed = (float("nan"),) * 2 if options.no_archive else sizes(program.folder)
        first = statistics.median(cold[program.name]) if cold[program.name] else float("nan")
        start, resident = statistics.median(warm[program.name]), statistics.median(memory[program.name])
        times = f"{first:10.2f} s{start:10.2f} s"
        print(f"{program.name:28}{times}{resident:7.0f} MB{plain:7.0f} MB{packed:7.0f} MB")
    bare, ours = programs[0].name, programs[1].name
    timed = cold if cold[ours] else warm
    ratio = statistics.median(timed[ours]) / statistics.median(timed[bare])
    print(f"{ours} starts in {ratio:.2f} times what the bare window takes (limit 1.5)")
    return 0 if ratio <= 1.5 else 1


if __name__ == "__main__":
    sys.exit(main())
