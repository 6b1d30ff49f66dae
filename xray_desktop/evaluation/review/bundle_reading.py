"""Opening a bundle of cases that someone sent: everything is checked before anything of it is shown.

Nothing is unpacked to the disk; the images are read in place, as in any ZIP archive.
"""

import hashlib
import io
import json
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xray_desktop.evaluation.reading_marks import Mark, UnusableMarks, decode_marks
from xray_desktop.evaluation.review.case_bundle import (
    IMAGES,
    MANIFEST,
    MARKS,
    RESULTS,
    SCHEMA,
    UnusableBundle,
)
from xray_desktop.imaging import limits
from xray_desktop.messages import os_error
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.results.text_rows import read_csv

MOST_FILES = 100_000
MOST_BYTES = 16 * 2**30
"""Most bytes of all files of a bundle together."""

MOST_EXPANSION = 100
"""Most times that a bundle may grow when it is unpacked, unless it stays below `FREE_BYTES`."""

FREE_BYTES = 64 * 2**20

_CHUNK = 2**20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OverflowError)


@dataclass(frozen=True)
class CaseBundle:
    """What a bundle holds.

    Attributes:
        rows: the results; a row's path is that of its image within the archive, with forward slashes.
        marks: the marks by the row's path.
    """

    rows: Sequence[Row]
    marks: Mapping[str, Mark]


def is_bundle(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a ZIP archive with the manifest of a bundle; whether it is sound, `read_bundle`
    says.
    """
    if os.path.splitext(path)[1].lower() != ".zip":
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.NameToInfo
    except (OSError, ValueError, *_DAMAGE):
        return False


def read_bundle(path: str | os.PathLike[str], cancelled: Callable[[], bool] = lambda: False) -> CaseBundle:
    """The results and marks of a bundle, after every file in it was compared with the manifest.

    Args:
        cancelled: asked between files; when it says yes, an empty bundle is given.

    Raises:
        UnusableBundle: a path leads outside, a file is missing, was added or changed, the bundle would grow
        beyond
            all measure, or it is damaged.
    """
    name = os.path.basename(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_paths(members, name)
            members = [info for info in members if not info.is_dir()]
            _check_size(members, os.path.getsize(path), name)
            listed = _manifest(archive, name)
            _check_listed(members, listed, name)
            for info in members:
                if cancelled():
                    return CaseBundle((), {})
                if info.filename != MANIFEST:
                    _check_hash(archive, info, listed[info.filename], name)
            return CaseBundle(_rows(archive, listed, name), _marks(archive, listed, name))
    except OSError as error:
        raise UnusableBundle("bundle_unreadable", file=name, reason=os_error(error)) from None
    except (UnusableResults, UnusableMarks, ValueError, KeyError, TypeError, RecursionError, *_DAMAGE):
        raise UnusableBundle("bundle_damaged", file=name) from None


def _check_paths(members: Sequence[zipfile.ZipInfo], name: str) -> None:
    seen: set[str] = set()
    for info in members:
        path = info.filename
        parts = path.removesuffix("/").split("/")
        # `orig_filename` is what the archive says before zipfile cuts it at a zero byte.
        strange = info.orig_filename != path or not path.isprintable() or "\\" in path or ":" in path
        link = stat.S_ISLNK(info.external_attr >> 16)
        if strange or link or any(part in ("", ".", "..") for part in parts):
            raise UnusableBundle("bundle_path_outside", file=name, member=_shown(path))
        if path.casefold() in seen:
            raise UnusableBundle("bundle_file_twice", file=name, member=_shown(path))
        seen.add(path.casefold())


def _check_size(members: Sequence[zipfile.ZipInfo], archive_bytes: int, name: str) -> None:
    total = sum(info.file_size for info in members)
    too_large = any(info.file_size > limits.MAX_FILE_BYTES for info in members)
    grown = total > FREE_BYTES and total > MOST_EXPANSION * archive_bytes
    if len(members) > MOST_FILES or total > MOST_BYTES or too_large or grown:
        raise UnusableBundle("bundle_too_large", file=name, size=round(total / 2**20), files=len(members))


def _manifest(archive: zipfile.ZipFile, name: str) -> Mapping[str, tuple[int, str]]:
    """Size and SHA-256 of each file by its path."""
    content: Any = json.loads(archive.read(MANIFEST))
    if content["schema"] != SCHEMA:
        raise UnusableBundle("bundle_other_version", file=name, schema=str(content["schema"])[:20])
    listed = {str(each["path"]): (int(each["size"]), str(each["sha256"])) for each in content["files"]}
    if not {RESULTS, MARKS} <= listed.keys():
        raise ValueError("a bundle has results and marks")
    return listed


def _check_listed(
    members: Sequence[zipfile.ZipInfo], listed: Mapping[str, tuple[int, str]], name: str
) -> None:
    present = {info.filename for info in members} - {MANIFEST}
    if added := sorted(present - listed.keys()):
        raise UnusableBundle("bundle_file_added", file=name, member=_shown(added[0]))
    if missing := sorted(listed.keys() - present):
        raise UnusableBundle("bundle_file_missing", file=name, member=_shown(missing[0]))


def _check_hash(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, expected: tuple[int, str], name: str
) -> None:
    digest = hashlib.sha256()
    size = 0
    try:
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except zipfile.BadZipFile:  # a wrong checksum of the archive's own
        size = -1
    if (size, digest.hexdigest()) != expected:
        raise UnusableBundle("bundle_file_changed", file=name, member=_shown(info.filename))


def _rows(archive: zipfile.ZipFile, listed: Mapping[str, tuple[int, str]], name: str) -> list[Row]:
    rows = [row for row, _ in read_csv(io.BytesIO(archive.read(RESULTS)), name)]
    for row in rows:
        if row.path not in listed or not row.path.startswith(f"{IMAGES}/"):
            raise UnusableBundle("bundle_path_outside", file=name, member=_shown(row.path))
    if not rows:
        raise UnusableBundle("bundle_no_images", file=name)
    return rows


def _marks(archive: zipfile.ZipFile, listed: Mapping[str, tuple[int, str]], name: str) -> dict[str, Mark]:
    marks = decode_marks(archive.read(MARKS), name)
    return {path: mark for path, mark in marks.items() if path in listed}


def _shown(path: str) -> str:
    """A path from an archive that nobody vouches for, fit for a sentence."""
    text = "".join(sign if sign.isprintable() else "�" for sign in path.encode("utf-8", "replace").decode())
    return text if len(text) <= 80 else f"{text[:77]}…"
