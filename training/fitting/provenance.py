"""Where a run came from: command, code revision, versions, time."""

import platform
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch


def provenance(data_sha256: str) -> dict[str, Any]:
    """What is needed to make a run again, as plain values for JSON."""
    return {
        "command": portable(["python -m training", *sys.argv[1:]]),
        "revision": _revision(),
        "data_sha256": data_sha256,
        "started": time.strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "torch": torch.__version__,
    }


def portable(words: Sequence[str]) -> str:
    """A command line with the folders of absolute paths left out: they tell of one machine only."""
    return " ".join(re.sub(r"(^|=)/\S*/", r"\1", word) for word in words)


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
