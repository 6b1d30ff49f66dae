"""Where the frozen programs begin; the window and the command line are one program under two names."""

import multiprocessing
import sys
from pathlib import Path


def arguments(program: str, given: list[str]) -> list[str]:
    """What the user meant by what was typed: the command line alone explains itself, it opens no window."""
    if Path(program).stem.endswith("-cli") and not given:
        return ["--help"]
    return given


if __name__ == "__main__":
    # A frozen program is its own Python: a worker process starts here again, and must not open a window.
    multiprocessing.freeze_support()

    from xray_desktop.__main__ import main

    sys.exit(main(arguments(sys.executable, sys.argv[1:])))
