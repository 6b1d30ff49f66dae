"""Random fuzzing of the reader.

    python -m tests.fuzz.fuzz_reading --seconds 120 [--seeds FOLDER]

Damages a valid file of each format, and optionally the small files of a given folder; tests.fuzz.fuzz_guided
chooses the damage by coverage instead. Any result other than a radiograph or UnreadableRadiograph ends the
run. The input is in the file named by --keep, which is written before each attempt and so survives a crash of
a native decoder; it should become a fixture built by code in tests/imaging.
"""

import argparse
import faulthandler
import time
import warnings
from pathlib import Path

import numpy as np

from tests.imaging.seed_files import seed_files
from xray_desktop.imaging import Preprocessing, UnreadableRadiograph, prepare
from xray_desktop.imaging.display import display_image
from xray_desktop.imaging.histogram import histogram
from xray_desktop.imaging.reading import decode_radiograph

_SPEC = Preprocessing(size=32)
_SLOW_SECONDS = 5.0
_WATCHED, _HANG_SECONDS = 100, 120
"""Time limit for this many inputs; a timer for each would take as long as reading it."""
_EVERY = 10_000
_MOST_BYTES = 2**16
"""Larger files are not used as seeds: most of the damage would be in their pixels."""


def read_one(data: bytes) -> bool:
    """Reads one input and processes the radiograph as the program does; False if it cannot be read."""
    try:
        image = decode_radiograph(data, "image")
    except UnreadableRadiograph:
        return False
    histogram(image)
    display_image(image)
    prepare(image, _SPEC)
    return True


def read_in_time(data: bytes) -> bool:
    """`read_one`; raises TimeoutError if it takes more than five seconds of CPU time."""
    began = time.process_time()
    read = read_one(data)
    if (seconds := time.process_time() - began) > _SLOW_SECONDS:
        raise TimeoutError(f"reading took {seconds:.1f} s")
    return read


def damaged(data: bytes, random: np.random.Generator) -> bytes:
    """One to eight random changes, half of them near the beginning, where the structure is stored."""
    changed = bytearray(data)
    for _ in range(random.integers(1, 9)):
        if not changed:
            break
        reach = len(changed) if random.random() < 0.5 else min(len(changed), 512)
        position = int(random.integers(reach))
        length = int(random.integers(1, 9))
        match random.integers(6):
            case 0:
                changed[position] = random.integers(256)
            case 1:
                changed[position] ^= 1 << int(random.integers(8))
            case 2:
                changed[position : position + length] = random.bytes(length)
            case 3:
                del changed[position : position + length]
            case 4:
                changed[position:position] = changed[position : position + length * 8]
            case _:
                del changed[position + int(random.integers(len(changed) - position + 1)) :]
    return bytes(changed)


def small_files(folder: Path) -> list[bytes]:
    """The files of a folder that are small enough for seeds, sorted by name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path.read_bytes() for path in files if 0 < path.stat().st_size <= _MOST_BYTES]


def fuzz(seconds: float, seed: int, keep: Path, more: list[bytes]) -> int:
    """Runs for a time and returns the number of inputs tried."""
    seeds = [*seed_files().values(), *more]
    random = np.random.default_rng(seed)
    end = time.monotonic() + seconds
    tried = read = 0
    while time.monotonic() < end:
        data = damaged(seeds[tried % len(seeds)], random)
        keep.write_bytes(data)
        if tried % _WATCHED == 0:
            faulthandler.dump_traceback_later(_HANG_SECONDS, exit=True)
        read += read_in_time(data)
        tried += 1
        if tried % _EVERY == 0:
            print(f"{tried:,} damaged files so far", flush=True)
    faulthandler.cancel_dump_traceback_later()
    keep.unlink(missing_ok=True)
    print(f"{tried:,} damaged files: {read:,} radiographs, {tried - read:,} unreadable, no other result")
    return tried


def main() -> None:
    """Entry point; see the module's docstring."""
    parser = argparse.ArgumentParser(description="Feed the reader damaged files.")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-input"))
    parser.add_argument("--seeds", type=Path, help="folder of further valid files")
    options = parser.parse_args()
    faulthandler.enable()
    warnings.simplefilter("error")
    fuzz(options.seconds, options.seed, options.keep, small_files(options.seeds) if options.seeds else [])


if __name__ == "__main__":
    main()
