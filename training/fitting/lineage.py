"""What a run goes back to, told in one sentence and read out of it again; commands without their folders."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

_FOLDERS = re.compile(r"(?<![\w.])(?:/|\.\.?/)\S*?(?=[^/\s]+(?:\s|$))")
_BEGAN = re.compile(r"what `([^`]*)` gave, which began with ")


def lineage(provenance: Mapping[str, Any]) -> str:
    """The starting weights of a run that goes on from the run with this provenance."""
    return f"what `{provenance['command']}` gave, which began with {provenance['starting_weights']}"


def ancestry(starting_weights: str) -> tuple[list[str], str]:
    """The commands that `lineage` tells of, the oldest first, and what the oldest run began with."""
    commands, rest = [], starting_weights
    while found := _BEGAN.match(rest):
        commands.append(found[1])
        rest = rest[found.end() :]
    return commands[::-1], rest


def without_folders(command: str) -> str:
    """A command line with the folders of its paths taken away, which say more of a machine than of a run."""
    return _FOLDERS.sub(lambda found: "…/" if PurePosixPath(found[0]).name else found[0], command)
