"""The frozen program as installed by a user: moved, read-only, without Python or the source tree."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = Path(os.environ.get("XRAY_FROZEN", ROOT / "dist" / "xray-desktop"))
SUFFIX = ".exe" if sys.platform == "win32" else ""

NOBODY = 65534
"""User without privileges; tests that run as root start the program as this user."""


@dataclass(frozen=True)
class Frozen:
    """The two programs and the environment that they are started in.

    Attributes:
        folder: folder of the program.
        home: home folder of the user who starts it, the only one writable for this user.
    """

    folder: Path
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """Environment without access to a Python, to libraries or to the source tree."""
        system = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
        places = {"HOME": str(self.home), "PATH": str(self.home / "nothing"), "TMPDIR": str(self.home)}
        return {**system, **places, "QT_QPA_PLATFORM": "offscreen"}

    def start(
        self, program: str, *arguments: str | Path, at: Path | None = None, **environment: str
    ) -> subprocess.Popen[str]:
        """Starts a program with the working folder `at`, by default the home."""
        return subprocess.Popen(
            [self.folder / f"{program}{SUFFIX}", *arguments],
            cwd=at or self.home,
            env={**self.environment, **environment},
            user=NOBODY if _is_root() else None,
            group=NOBODY if _is_root() else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(
        self, program: str, *arguments: str | Path, at: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Runs a program to its end."""
        process = self.start(program, *arguments, at=at, **environment)
        output, errors = process.communicate(timeout=240)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder built by build.spec."""
    if not (BUILT / f"xray-desktop-cli{SUFFIX}").is_file():
        pytest.skip("the frozen program is not built: run .ci/freeze, or set XRAY_FROZEN to its folder")
    return BUILT


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder outside the source tree that every user may enter."""
    with tempfile.TemporaryDirectory(prefix="frozen") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def home(place: Path) -> Path:
    """Home folder of the user who starts the program."""
    folder = place / "home"
    folder.mkdir()
    _give(folder)
    return folder


@pytest.fixture(scope="session")
def frozen(built: Path, place: Path, home: Path) -> Iterator[Frozen]:
    """The program in a read-only folder with spaces and Korean letters in its name."""
    folder = place / "엑스선 판독 프로그램" / "xray-desktop"
    shutil.copytree(built, folder, symlinks=True)
    _set_writable(folder, False)
    yield Frozen(folder, home)
    _set_writable(folder, True)


@pytest.fixture
def folder(home: Path) -> Iterator[Path]:
    """An empty folder owned by the user who starts the program."""
    with tempfile.TemporaryDirectory(dir=home) as name:
        _give(Path(name))
        yield Path(name)


def _give(folder: Path) -> None:
    if _is_root():
        os.chown(folder, NOBODY, NOBODY)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _set_writable(folder: Path, writable: bool) -> None:
    write = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | stat.S_IWUSR if writable else mode & ~write)
