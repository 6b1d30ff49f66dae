"""The lineage of a run: the runs its weights go back to, in one sentence; commands without their folders."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

_FOLDERS = re.compile(r"(?<![\w.])(?:/|\.\.?/)\S*?(?=[^/\s]+(?:\s|$))")
_BEGAN = re.compile(r"what `([^`]*)` gave, which began with ")


def lineage(provenance: Mapping[str, Any]) -> str:
    """The starting weights of a run that starts from the run with this provenance."""
    return f"what `{provenance['command']}` gave, which began with {provenance['starting_weights']}"


def ancestry(starting_weights: str) -> tuple[list[str], str]:
    """The commands of a lineage, the oldest first, and the starting weights of the oldest run."""
    commands, rest = [], starting_weights
    while found := _BEGAN.match(rest):
        commands.append(found[1])
        rest = rest[found.end() :]
    return commands[::-1], rest


def without_folders(command: str) -> str:
    """A command line with the folders of its paths taken away, which hold on one machine only."""
    return _FOLDERS.sub(lambda found: "…/" if PurePosixPath(found[0]).name else found[0], command)
