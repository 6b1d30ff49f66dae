"""The command line: `xray-desktop [PATH...]` opens the window; `COMMANDS` work without one."""

import argparse
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from types import FrameType

from xray_desktop.cli.terminal import say
from xray_desktop.fault_report import place_of
from xray_desktop.messages import MessageError, message

Command = tuple[argparse.ArgumentParser, Callable[[argparse.Namespace], int]]

COMMANDS = ("anonymise", "classify", "evaluate", "explore", "merge", "readers")
"""The commands, each with arguments of its own."""

_REMEDIES = {
    "results_exist": "resume_or_overwrite",
    "results_other_version": "other_file_or_overwrite",
    "results_other_model": "same_model_or_overwrite",
    "labels_no_known_class": "classes_of_labels",
    "study_folder_exists": "other_folder_or_overwrite",
}
"""What to do on the command line about an error, by its code."""


def main(argv: Sequence[str]) -> int:
    """Runs the command line.

    Returns:
        0 when all files were read, 1 when some were not or after an internal error, 2 for wrong arguments,
        130 when stopped with Ctrl+C.
    """
    name = argv[0] if argv and argv[0] in COMMANDS else ""
    try:
        # Qt's loop runs no Python code that could raise: in the window the signal keeps its default action.
        with _termination_stops() if name else nullcontext():
            parser, run = _command(name)
            return run(parser.parse_args(argv[1:] if name else argv))
    except MessageError as error:
        say(f"xray-desktop: {_text(error)}")
        return 2
    except SystemExit as ended:  # argparse after --help and --version
        return ended.code if isinstance(ended.code, int) else 2
    except KeyboardInterrupt:
        say(f"xray-desktop: {message('run_stopped')}")
        return 130
    except MemoryError:
        say(f"xray-desktop: {message('out_of_memory_resume')}")
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:
        if isinstance(error, FileNotFoundError) and not _has_working_folder():
            say(f"xray-desktop: {message('working_folder_missing')}")
            return 2
        say(f"xray-desktop: {message('internal_error_cli', place=place_of(error))}")
        return 1


def _command(name: str) -> Command:
    """A command's parser and function; imported here because each command needs other, heavy modules."""
    if name == "anonymise":
        from xray_desktop.cli.anonymise import anonymise, anonymise_parser

        return anonymise_parser(), anonymise
    if name == "classify":
        from xray_desktop.cli.classify import classify, classify_parser

        return classify_parser(), classify
    if name == "evaluate":
        from xray_desktop.cli.evaluate import evaluate, evaluate_parser

        return evaluate_parser(), evaluate
    if name == "explore":
        from xray_desktop.cli.explore import explore, explore_parser

        return explore_parser(), explore
    if name == "merge":
        from xray_desktop.cli.merge import merge, merge_parser

        return merge_parser(), merge
    if name == "readers":
        from xray_desktop.cli.readers import readers, readers_parser

        return readers_parser(), readers
    from xray_desktop.cli.window import window, window_parser

    return window_parser(), window


def _text(error: MessageError) -> str:
    remedy = _REMEDIES.get(error.message.code)
    return f"{error} {message(remedy)}" if remedy else str(error)


def _has_working_folder() -> bool:
    try:
        os.getcwd()
    except FileNotFoundError:
        return False
    return True


@contextmanager
def _termination_stops() -> Iterator[None]:
    """Makes SIGTERM act as Ctrl+C while a command runs: its rows are closed properly."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
