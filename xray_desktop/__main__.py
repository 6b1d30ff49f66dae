"""`python -m xray_desktop`, and what the installed and the frozen programs start."""

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _give_streams()
    if _are_paths(arguments):
        # The most common start, and the one that somebody waits for: no slow import before the splash.
        try:
            from xray_desktop.ui.application.start import run
        except ImportError:
            pass  # Qt is missing or lacks a library of the system: the command line says so
        else:
            return run(arguments)
    from xray_desktop.imaging.isolated_reading import SWITCH

    if arguments[:1] == [SWITCH]:
        from xray_desktop.imaging.reading_process import serve

        serve()
        return 0
    from xray_desktop.cli.main import main as command_line

    return command_line(arguments)


# Those of `cli.main`, which is not imported before a window.
_COMMANDS = (["anonymise"], ["classify"], ["evaluate"], ["explore"], ["merge"], ["readers"])


def _are_paths(arguments: Sequence[str]) -> bool:
    """Whether these can mean nothing but a window on files and folders."""
    return arguments[:1] not in _COMMANDS and not any(word[:1] == "-" for word in arguments)


def _give_streams() -> None:
    """A frozen program without a console has no streams; and no name of a file may break a message."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115 - stays open as long as the program
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
