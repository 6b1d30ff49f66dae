"""Third-party components of a frozen program: Python packages, Python itself, Qt, system libraries."""

import importlib.metadata
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_LICENSES = Path(__file__).resolve().parent / "licenses"

# SPDX expressions of packages whose metadata lack one.
_EXPRESSIONS = {
    "flatbuffers": "Apache-2.0",
    # With libjpeg-turbo, CharLS, OpenJPEG, Little CMS, LERC and Zstandard; its other libraries stay out.
    "imagecodecs": "BSD-3-Clause AND IJG AND Zlib AND BSD-2-Clause AND MIT AND Apache-2.0",
    "onnxruntime": "MIT",
    "protobuf": "BSD-3-Clause",
    "pydicom": "MIT",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}

# Of a wheel that brings many libraries, the licences of those that go into the program.
_TEXTS_OF_PARTS = {
    "imagecodecs": (
        *("LICENSE-libjpeg-turbo", "LICENSE-charls", "LICENSE-openjpeg", "LICENSE-lcms2"),
        *("LICENSE-lerc", "LICENSE-zstd"),
    ),
}

# Licence texts that are missing in a package's wheel.
_TEXTS = {
    "pyside6-essentials": ["LGPL-3.0.txt", "GPL-3.0.txt"],
    "shiboken6": ["LGPL-3.0.txt", "GPL-3.0.txt"],
}


@dataclass(frozen=True)
class Component:
    """A third-party component of the program.

    Attributes:
        name: the distribution's or package's name.
        version: its version.
        license: an SPDX expression, or the package's own wording if there is none.
        purl: package URL.
        texts: licence and copyright texts.
    """

    name: str
    version: str
    license: str
    purl: str
    texts: tuple[str, ...]


def components(sources: Iterable[str], own: Path) -> list[Component]:
    """The components that these files belong to, sorted by name; always with Python and PyInstaller's
    bootloader.

    Args:
        sources: paths on the build machine of all collected files.
        own: folder of the application's own files.

    Raises:
        ValueError: a file belongs to no known component, or a component has no licence text.
    """
    owners = _owners()
    bootloader = _distribution(importlib.metadata.distribution("pyinstaller"))
    found = {"python": _python(), "pyinstaller": bootloader}
    standard = [Path(sysconfig.get_path("stdlib")).resolve()]
    if sys.base_prefix != "/usr":
        # A separately installed Python includes libraries; a system Python uses those of the system.
        standard.append(Path(sys.base_prefix).resolve())
    system = set()
    for source in {Path(source).resolve() for source in sources if source}:
        if owner := owners.get(source):
            found.setdefault(_normal(owner.name), _distribution(owner))
        elif source.is_relative_to(own) or any(source.is_relative_to(folder) for folder in standard):
            continue
        else:
            system.add(source)
    found |= {component.name: component for component in _system_packages(system)}
    return [found[name] for name in sorted(found)]


def _owners() -> dict[Path, importlib.metadata.Distribution]:
    """The distribution of every installed file."""
    return {
        Path(str(distribution.locate_file(file))).resolve(): distribution
        for distribution in importlib.metadata.distributions()
        for file in distribution.files or []
    }


def _distribution(distribution: importlib.metadata.Distribution) -> Component:
    name = _normal(distribution.name)
    metadata = distribution.metadata
    # A backport of importlib.metadata, where one is loaded, raises for a missing field.
    declared = [metadata[field] for field in ("License-Expression", "License") if field in metadata]
    license_text = next(filter(None, declared), "")
    texts = [
        Path(str(distribution.locate_file(file))).read_text(encoding="utf-8", errors="replace")
        for file in sorted(distribution.files or [])
        if _is_license(file.name)
        and (
            "dist-info" in file.parts[0] or len(file.parts) == 2 or file.name in _TEXTS_OF_PARTS.get(name, ())
        )
    ]
    texts += [(_LICENSES / file).read_text(encoding="utf-8") for file in _TEXTS.get(name, [])]
    if not texts:
        raise ValueError(
            f"{name} {distribution.version} has no licence text; add one to .ci/release/licenses"
        )
    return Component(
        name,
        distribution.version,
        _EXPRESSIONS.get(name) or license_text.strip().splitlines()[0],
        f"pkg:pypi/{name}@{distribution.version}",
        tuple(texts),
    )


def _is_license(name: str) -> bool:
    return name.lower().startswith(("license", "licence", "copying", "notice", "thirdpartynotices"))


def _python() -> Component:
    version = ".".join(map(str, sys.version_info[:3]))
    folders = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    texts = [file.read_text(encoding="utf-8") for folder in folders for file in folder.glob("LICENSE*")]
    return Component("python", version, "Python-2.0.1", f"pkg:generic/python@{version}", tuple(texts[:1]))


def _system_packages(files: Iterable[Path]) -> list[Component]:
    """The Debian packages of libraries taken from the build system."""
    files = sorted(files)
    if files and not shutil.which("dpkg-query"):
        raise ValueError(f"These files belong to no known component: {', '.join(map(str, files))}")
    packages = {_debian_package(file) for file in files}
    return [_debian_component(package) for package in sorted(packages)]


def _debian_package(file: Path) -> str:
    # Packages from before the merge of /lib into /usr/lib list their files by the old path.
    for path in (str(file), str(file).removeprefix("/usr")):
        done = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise ValueError(f"{file} belongs to no package of this system")


def _debian_component(package: str) -> Component:
    query = ["dpkg-query", "-W", "-f", "${Version}\n", package]
    version = subprocess.run(query, capture_output=True, text=True, check=True).stdout.split()[0]
    text = Path(f"/usr/share/doc/{package}/copyright").read_text(encoding="utf-8", errors="replace")
    # Machine-readable copyright files name a licence for each part; older ones are free text.
    named = sorted(set(re.findall(r"^License:[ \t]*(\S.*)$", text, re.MULTILINE)))
    license_names = ", ".join(named) if named else "see its copyright file"
    return Component(package, version, license_names, f"pkg:deb/debian/{package}@{version}", (text,))


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
