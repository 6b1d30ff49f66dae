"""One session that does all that a user does, watched; the tests look at what it left behind."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.models import tiny_model
from tests.privacy.marked_images import write_marked_images, write_troublesome_images
from xray_desktop.resources import resource

ROOT = Path(__file__).resolve().parents[2]
WATCH = Path(__file__).with_name("watch")

_CALL = re.compile(r"\b(socket|connect|sendto|sendmsg|sendmmsg|bind|listen)\((.*)")


@dataclass
class Place:
    """Folders of a user who has nothing else, and what was seen of the programs that ran there.

    Attributes:
        folder: holds all others.
        out: where results and reports go.
        outputs: standard output and error of each program, by name.
        statuses: exit status of each program, by name.
    """

    folder: Path
    outputs: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("home", "tmp", "watch", "out", "calls"):
            (self.folder / name).mkdir(parents=True)

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def run(self, name: str, *arguments: object, give: bytes = b"") -> None:
        """Runs a Python program as this user, without network, watched as closely as this system allows."""
        kept = ("PATH", "LANG", "SYSTEMROOT", "LD_LIBRARY_PATH")
        environment = {variable: os.environ[variable] for variable in kept if variable in os.environ} | {
            "HOME": str(self.folder / "home"),
            "USERPROFILE": str(self.folder / "home"),
            "APPDATA": str(self.folder / "home"),
            "LOCALAPPDATA": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder / "home"),
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.folder / "tmp")),
            "XRAY_WATCH": str(self.folder / "watch"),
            "PYTHONPATH": os.pathsep.join([str(WATCH), str(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
        }
        command = [*network_taken_away(), *self._watched(name), sys.executable, *map(str, arguments)]
        # The file of what was said lies among those that are searched.
        with open(self.folder / "out" / f"said by {name}.txt", "wb") as said:
            done = subprocess.run(
                command,
                env=environment,
                cwd=ROOT,
                input=give,
                stdout=said,
                stderr=subprocess.STDOUT,
                timeout=900,
            )
        self.statuses[name] = done.returncode
        self.outputs[name] = Path(said.name).read_text(encoding="utf-8", errors="replace")

    def _watched(self, name: str) -> list[str]:
        if not can_trace():
            return []
        options = ["-f", "--seccomp-bpf", "-qq", "-yy", "-e", "trace=%network", "-e", "signal=none"]
        return ["strace", *options, "-o", str(self.folder / "calls" / name)]

    def tried(self) -> list[str]:
        """What would have reached beyond this machine, as Python and as the kernel saw it."""
        seen = []
        for file in sorted((self.folder / "watch").glob("sockets.*")):
            seen += [line for line in file.read_text().splitlines() if line.startswith("network ")]
        for file in sorted((self.folder / "calls").iterdir()):
            seen += [call for call in file.read_text(errors="replace").splitlines() if _reaches_out(call)]
        return seen

    def local(self) -> list[str]:
        """System calls on sockets that stay within this machine's memory."""
        files = sorted((self.folder / "calls").iterdir())
        calls = [call for file in files for call in file.read_text(errors="replace").splitlines()]
        return [call for call in calls if "AF_UNIX" in call]


def _reaches_out(call: str) -> bool:
    """Whether a system call does more with the network than to look whether there is one.

    Making a socket says nothing to anybody. Binding the loopback address to no port is how urllib3, where
    pydicom finds it, sees when it is imported whether there is IPv6. Port 631 of this machine is the system's
    print service, which Qt asks for printers when somebody prints.
    """
    found = _CALL.search(call)
    if found is None or found[1] == "socket" or re.search("AF_UNIX|UNIX-|AF_NETLINK|NETLINK:", found[2]):
        return False
    here = '"::1"' in found[2] or '"127.0.0.1"' in found[2]
    return not (here and (found[1], _port(found[2])) in (("bind", 0), ("connect", 631)))


def _port(arguments: str) -> int:
    found = re.search(r"htons\((\d+)\)", arguments)
    return int(found[1]) if found else -1


def can_trace() -> bool:
    """Whether system calls can be watched here."""
    if shutil.which("strace") is None:
        return False
    return _works(["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=%network"])


def network_taken_away() -> list[str]:
    """What starts a program in a name space without any network; nothing where that may not be done."""
    for options in (["--net"], ["--user", "--map-root-user", "--net"]):
        if shutil.which("unshare") and _works(["unshare", *options]):
            return ["unshare", *options]
    return []


def _works(command: list[str]) -> bool:
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """All that a user does, done once."""
    if not resource("model.onnx").exists():
        pytest.skip("the model is not here")
    place = Place(tmp_path_factory.mktemp("user"))
    images, trouble = place.folder / "images", place.folder / "trouble"
    write_marked_images(images)
    write_troublesome_images(trouble)
    model = tiny_model(place.folder / "tiny.onnx")
    place.run("window", "-m", "tests.privacy.everything", images, trouble, place.out, model)
    program, out = ("-m", "xray_desktop"), place.out
    common = ("--model", model, "--jobs", "2")
    place.run("self-test", *program, "--self-test")
    place.run("csv", *program, "classify", images, trouble, "-o", out / "all.csv", *common)
    place.run("resume", *program, "classify", images, trouble, "-o", out / "all.csv", "--resume", *common)
    maps = ("--heatmaps", out / "maps", "--summary", out / "summary.json")
    place.run("jsonl", *program, "classify", images, trouble, "-o", out / "all.jsonl", *common, *maps)
    place.run("stdout", *program, "classify", "-", "-o", "-", *common, give=str(images).encode())
    parts = [out / f"part{number}.csv" for number in (1, 2)]
    for number, part in enumerate(parts, 1):
        place.run(
            f"shard{number}", *program, "classify", images, "-o", part, "--shard", f"{number}/2", *common
        )
    place.run("merge", *program, "merge", *parts, "-o", out / "merged.csv")
    place.run("parquet", *program, "classify", images, trouble, "-o", out / "all.parquet", *common)
    place.run("broken", "-c", _BROKEN, images, out / "broken.csv")
    return place


_BROKEN = """
import sys
from xray_desktop.cli import batch_commands as batch_command
from xray_desktop.__main__ import main
from tests.privacy.marked_images import marker
def broken(*arguments, **options):
    raise ValueError(f"{marker('PatientName')} is no number")
batch_command.find_files = broken
sys.exit(main(["classify", sys.argv[1], "-o", sys.argv[2]]))
"""
