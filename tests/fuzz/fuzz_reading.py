"""Feeds the reader damaged files for as long as one likes.

    python -m tests.fuzz.fuzz_reading --seconds 120 [--seeds FOLDER]

Random damage to a valid file of each kind, and to the small files of a folder of one's own;
tests.fuzz.fuzz_guided lets coverage choose it. Anything but a
radiograph or an UnreadableRadiograph ends the run: the input that did it is kept in the file named by --keep
(written before each attempt, so that it is there even after a crash of a native decoder), and belongs into
tests/imaging as a fixture made by code.
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
"""So many inputs have so many seconds; to start the watch for each would take as long as to read it."""
_EVERY = 10_000
_MOST_BYTES = 2**16
"""A larger file of one's own is no seed: most of the damage would lie in its pixels."""


def read_one(data: bytes) -> bool:
    """Reads one input and uses the radiograph as the program does; True when there was one."""
    try:
        image = decode_radiograph(data, "image")
    except UnreadableRadiograph:
        return False
    histogram(image)
    display_image(image)
    prepare(image, _SPEC)
    return True


def read_in_time(data: bytes) -> bool:
    """`read_one`; raises TimeoutError when it takes more than five seconds of processor time."""
    began = time.process_time()
    read = read_one(data)
    if (seconds := time.process_time() - began) > _SLOW_SECONDS:
        raise TimeoutError(f"reading took {seconds:.1f} s")
    return read


def damaged(data: bytes, random: np.random.Generator) -> bytes:
    """One to eight random changes, half of them near the beginning, where the structure is."""
    changed = bytearray(data)
    for _ in range(random.integers(1, 9)):
        if not changed:
            break
        reach = len(changed) if random.random() < 0.5 else min(len(changed), 512)
        place = int(random.integers(reach))
        length = int(random.integers(1, 9))
        match random.integers(6):
            case 0:
                changed[place] = random.integers(256)
            case 1:
                changed[place] ^= 1 << int(random.integers(8))
            case 2:
                changed[place : place + length] = random.bytes(length)
            case 3:
                del changed[place : place + length]
            case 4:
                changed[place:place] = changed[place : place + length * 8]
            case _:
                del changed[place + int(random.integers(len(changed) - place + 1)) :]
    return bytes(changed)


def small_files(folder: Path) -> list[bytes]:
    """The files in a folder that serve as seeds, in the order of their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path.read_bytes() for path in files if 0 < path.stat().st_size <= _MOST_BYTES]


def fuzz(seconds: float, seed: int, keep: Path, more: list[bytes]) -> int:
    """Runs until the time is over; returns the number of inputs tried."""
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
    print(f"{tried:,} damaged files: {read:,} radiographs, {tried - read:,} refused, nothing else")
    return tried


def main() -> None:
    """The command line; see the module's text."""
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
