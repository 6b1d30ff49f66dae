"""Takes debugging information out of libraries: some wheels, and a Python built from source, bring it."""

import hashlib
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from release.selection import BINARIES, Entry


def without_debug_symbols(entries: Sequence[Entry], folder: Path) -> list[Entry]:
    """The files of a Linux build, with those that hold debugging information replaced by copies without it.

    Only these are touched: a library that a wheel's maker has patched may not survive being rewritten, and
    those have no such information left.

    Args:
        entries: files as PyInstaller collected them.
        folder: where the copies go.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_stripped(entry, folder) if entry[2] in BINARIES else entry for entry in entries]


def _stripped(entry: Entry, folder: Path) -> Entry:
    destination, source, kind = entry
    sections = subprocess.run(["readelf", "-S", source], capture_output=True, text=True, check=True).stdout
    if ".debug_info" not in sections:
        return entry
    copy = folder / f"{hashlib.sha256(source.encode()).hexdigest()[:12]}-{Path(source).name}"
    shutil.copy2(source, copy)
    subprocess.run(["strip", "--strip-debug", str(copy)], check=True)
    return (destination, str(copy), kind)
