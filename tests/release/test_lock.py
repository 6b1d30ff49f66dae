"""Releases are built from distributions pinned by hash, covering all dependencies of the project."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


def locked() -> dict[str, list[tuple[str, int]]]:
    """The locked distributions by name, each with its versions and their numbers of hashes."""
    text = (ROOT / ".ci" / "release" / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[tuple[str, int]]] = {}
    for line in text.splitlines():
        if pinned := re.match(r"([\w.-]+)==(\S+)", line):
            hashes = len(re.findall(r"--hash=sha256:[0-9a-f]{64}", line))
            found.setdefault(canonicalize_name(pinned[1]), []).append((pinned[2], hashes))
    return found


def test_every_dependency_is_locked_to_an_allowed_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    versions = locked()
    for requirement in map(Requirement, lines):
        pinned = [version for version, _ in versions.get(canonicalize_name(requirement.name), [])]
        assert pinned, f"{requirement.name} is not locked"
        assert all(requirement.specifier.contains(version) for version in pinned)


def test_every_locked_version_has_hashes():
    assert all(hashes for versions in locked().values() for _, hashes in versions)
