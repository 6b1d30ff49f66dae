"""Removes debugging information from libraries: some wheels and self-built Pythons contain it."""

import hashlib
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from release.selection import BINARIES, Entry


def without_debug_symbols(entries: Sequence[Entry], folder: Path) -> list[Entry]:
    """The files of a Linux build, with those that contain debugging information replaced by stripped copies.

    Other libraries stay untouched: those patched by a wheel's author may break when rewritten, and they
    contain no such information.

    Args:
        entries: files as PyInstaller collected them.
        folder: folder for the copies.
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
