"""Where a run came from: command, code revision, versions, time."""

import platform
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import torch


def provenance(command: str, data_sha256: str) -> dict[str, Any]:
    """What is needed to repeat a run, as plain values for JSON.

    Args:
        command: the command line that gives the run.
    """
    return {
        "command": portable(command),
        "revision": _revision(),
        "data_sha256": data_sha256,
        "started": time.strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "torch": torch.__version__,
    }


def portable(command: str) -> str:
    """A command line without the folders of absolute paths, which hold on one machine only."""
    return re.sub(r"(^|[\s=])/\S*/", r"\1", command)


def _revision() -> str:
    """The git revision of the code, with "+" when it has been changed since; empty outside a repository."""
    here = Path(__file__).parent

    def git(*words: str) -> str:
        run = subprocess.run(["git", *words], cwd=here, capture_output=True, text=True, check=True)
        return run.stdout.strip()

    try:
        return git("rev-parse", "HEAD") + ("+" if git("status", "--porcelain", "--", ".") else "")
    except (OSError, subprocess.CalledProcessError):
        return ""
