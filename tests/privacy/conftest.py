"""One recorded session that uses every feature; the tests examine what it left behind."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.models import tiny_model
from tests.privacy.marked_images import write_marked_images, write_problem_files
from xray_desktop.resources import resource

ROOT = Path(__file__).resolve().parents[2]
WATCH = Path(__file__).with_name("watch")

_CALL = re.compile(r"\b(socket|connect|sendto|sendmsg|sendmmsg|bind|listen)\((.*)")


@dataclass
class Session:
    """Folders of a user without any other files, and a record of the programs that ran there.

    Attributes:
        folder: parent of all others.
        out: folder for results and reports.
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

    def run(self, name: str, *arguments: object, stdin: bytes = b"") -> None:
        """Runs a Python program as this user, without network, recorded as closely as the system allows."""
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
        command = [*without_network(), *self._tracer(name), sys.executable, *map(str, arguments)]
        # The output is in a file that is searched too.
        with open(self.folder / "out" / f"output of {name}.txt", "wb") as output:
            done = subprocess.run(
                command,
                env=environment,
                cwd=ROOT,
                input=stdin,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=900,
            )
        self.statuses[name] = done.returncode
        self.outputs[name] = Path(output.name).read_text(encoding="utf-8", errors="replace")

    def _tracer(self, name: str) -> list[str]:
        if not can_trace():
            return []
        options = ["-f", "--seccomp-bpf", "-qq", "-yy", "-e", "trace=%network", "-e", "signal=none"]
        return ["strace", *options, "-o", str(self.folder / "calls" / name)]

    def connections(self) -> list[str]:
        """Attempts to reach another machine, as seen by Python and by the kernel."""
        seen = []
        for file in sorted((self.folder / "watch").glob("sockets.*")):
            seen += [line for line in file.read_text().splitlines() if line.startswith("network ")]
        for file in sorted((self.folder / "calls").iterdir()):
            seen += [call for call in file.read_text(errors="replace").splitlines() if _reaches_out(call)]
        return seen

    def local(self) -> list[str]:
        """System calls on local sockets."""
        files = sorted((self.folder / "calls").iterdir())
        calls = [call for file in files for call in file.read_text(errors="replace").splitlines()]
        return [call for call in calls if "AF_UNIX" in call]


def _reaches_out(call: str) -> bool:
    """Whether a system call does more than test for a network.

    Creating a socket sends nothing. urllib3, which pydicom imports where it is installed, binds the loopback
    address to port 0 to test for IPv6. Port 631 on this machine is the system's print service, which Qt asks
    for printers when something is printed.
    """
    found = _CALL.search(call)
    if found is None or found[1] == "socket" or re.search("AF_UNIX|UNIX-|AF_NETLINK|NETLINK:", found[2]):
        return False
    loopback = '"::1"' in found[2] or '"127.0.0.1"' in found[2]
    return not (loopback and (found[1], _port(found[2])) in (("bind", 0), ("connect", 631)))


def _port(arguments: str) -> int:
    found = re.search(r"htons\((\d+)\)", arguments)
    return int(found[1]) if found else -1


def can_trace() -> bool:
    """Whether system calls can be traced on this system."""
    if shutil.which("strace") is None:
        return False
    return _works(["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=%network"])


def without_network() -> list[str]:
    """Command prefix that starts a program in a namespace without network; empty where not permitted."""
    for options in (["--net"], ["--user", "--map-root-user", "--net"]):
        if shutil.which("unshare") and _works(["unshare", *options]):
            return ["unshare", *options]
    return []


def _works(command: list[str]) -> bool:
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """The recorded session, run once."""
    if not resource("model.onnx").exists():
        pytest.skip("the bundled model is missing")
    session = Session(tmp_path_factory.mktemp("user"))
    images, problems = session.folder / "images", session.folder / "problems"
    write_marked_images(images)
    write_problem_files(problems)
    model = tiny_model(session.folder / "tiny.onnx")
    session.run("window", "-m", "tests.privacy.everything", images, problems, session.out, model)
    program, out = ("-m", "xray_desktop"), session.out
    common = ("--model", model, "--jobs", "2")
    session.run("self-test", *program, "--self-test")
    session.run("csv", *program, "classify", images, problems, "-o", out / "all.csv", *common)
    session.run("resume", *program, "classify", images, problems, "-o", out / "all.csv", "--resume", *common)
    extra = ("--heatmaps", out / "maps", "--summary", out / "summary.json")
    session.run("jsonl", *program, "classify", images, problems, "-o", out / "all.jsonl", *common, *extra)
    session.run("stdout", *program, "classify", "-", "-o", "-", *common, stdin=str(images).encode())
    parts = [out / f"part{number}.csv" for number in (1, 2)]
    for number, part in enumerate(parts, 1):
        session.run(
            f"shard{number}", *program, "classify", images, "-o", part, "--shard", f"{number}/2", *common
        )
    session.run("merge", *program, "merge", *parts, "-o", out / "merged.csv")
    session.run("anonymise", *program, "anonymise", images, "-o", out / "anonymised")
    session.run("explore", *program, "explore", images, problems, "-o", out / "explored")
    session.run("parquet", *program, "classify", images, problems, "-o", out / "all.parquet", *common)
    session.run("broken", "-c", _BROKEN, images, out / "broken.csv")
    return session


_BROKEN = """
import sys
from xray_desktop.batch import driver
from xray_desktop.__main__ import main
from tests.privacy.marked_images import marker
def broken(*arguments, **options):
    raise ValueError(f"{marker('PatientName')} is not a number")
driver.find_files = broken
sys.exit(main(["classify", sys.argv[1], "-o", sys.argv[2]]))
"""
