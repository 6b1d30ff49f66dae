"""The command line: `xray-desktop [PATH...]` opens the window, `xray-desktop classify PATH...` needs none."""

import argparse
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType
from typing import NoReturn

from xray_desktop import __version__
from xray_desktop.cli.terminal import say
from xray_desktop.fault_report import place_of
from xray_desktop.inference.metadata import UnusableModel
from xray_desktop.inference.model_files import PRECISIONS
from xray_desktop.inference.runtime import DEVICES
from xray_desktop.messages import MessageError, message
from xray_desktop.results.row import ResultsInTheWay, UnusableResults

FORMATS = ("csv", "jsonl", "parquet")

DISCLAIMER = "Research use only: not a diagnosis."


class WrongUse(MessageError):
    """The arguments of the command line are wrong."""


_REMEDIES = {
    "results_exist": "resume_or_overwrite",
    "results_other_version": "other_file_or_overwrite",
    "results_other_model": "same_model_or_overwrite",
}
"""What to do about `ResultsInTheWay`, by its code."""


def main(argv: Sequence[str]) -> int:
    """Runs the command line.

    Returns:
        0 when all files were read, 1 when some were not, 2 for wrong use, 130 when stopped by Ctrl+C.
    """
    command, parser, arguments = _window, window_parser(), argv
    if argv[:1] == ["classify"]:
        command, parser, arguments = _classify, classify_parser(), argv[1:]
    elif argv[:1] == ["merge"]:
        command, parser, arguments = _merge, merge_parser(), argv[1:]
    from xray_desktop.batch.files import NothingToDo

    try:
        # Qt's loop runs no Python that could raise: a window is left to the signal's own way.
        with nullcontext() if command is _window else _termination_stops():
            return command(parser.parse_args(arguments))
    except ResultsInTheWay as failure:
        say(f"xray-desktop: {failure} {message(_REMEDIES[failure.message.code])}")
        return 2
    except (WrongUse, NothingToDo, UnusableModel, UnusableResults) as failure:
        say(f"xray-desktop: {failure}")
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
        say(f"xray-desktop: {message('internal_error_cli', place=place_of(error))}")
        return 1


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUse("wrong_use", problem=message, program=self.prog)


def window_parser() -> argparse.ArgumentParser:
    """What may be written after `xray-desktop`."""
    parser = _Parser(
        prog="xray-desktop",
        description=f"Opens chest radiographs, and classifies them for pneumonia. {DISCLAIMER}",
        epilog="Without a window: “xray-desktop classify PATH... --output FILE” and “xray-desktop merge”; "
        "each has its own --help. A file called classify is opened as ./classify.",
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file or folder to be opened")
    parser.add_argument("--version", action="version", version=f"xray-desktop {__version__}")
    parser.add_argument("--self-test", action="store_true", help="check this installation, without a window")
    return parser


def classify_parser() -> argparse.ArgumentParser:
    """What may be written after `xray-desktop classify`."""
    parser = _Parser(
        prog="xray-desktop classify",
        description=f"Classifies radiographs for pneumonia, and writes one row for each file. {DISCLAIMER}",
        epilog="The exit status is 0 when all files were read, 1 when some were not, 2 for wrong use.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="file, folder, ZIP archive or pattern; - for a list of paths on standard input; put -- before a "
        "path that begins with a dash",
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="results: .csv, .jsonl, .parquet, - for standard output",
    )
    parser.add_argument("--format", choices=FORMATS, help="format of the results, by default by suffix")
    existing = parser.add_mutually_exclusive_group()
    existing.add_argument("--resume", action="store_true", help="go on with the results of a run cut off")
    existing.add_argument("--overwrite", action="store_true", help="replace results that exist")
    parser.add_argument(
        "--no-recursive", dest="recursive", action="store_false", help="no folders in folders"
    )
    parser.add_argument("--files-from", metavar="LIST", help="file with one path a line")
    parser.add_argument("--null", action="store_true", help="paths in a list end with a NUL, not with a line")
    parser.add_argument("--model", metavar="FILE", help="another model than the one that comes along")
    parser.add_argument(
        "--operating-point", metavar="NAME", help="high sensitivity, balanced, high specificity, …"
    )
    parser.add_argument(
        "--precision", choices=PRECISIONS, default="", help="of the model that comes along (int8 on the CPU)"
    )
    parser.add_argument("--device", choices=DEVICES, default="cpu", help="what the network runs on (cpu)")
    parser.add_argument("--heatmaps", metavar="DIR", help="also an image of where the model looked")
    parser.add_argument("--shard", type=_shard, metavar="I/N", help="only the I-th of N parts of the files")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="classify on the workers of a Dask scheduler")
    parser.add_argument(
        "--jobs", type=_count, metavar="N", help="processes and threads; by default the cores"
    )
    parser.add_argument("--summary", metavar="FILE", help="also write the counts as JSON")
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but what went wrong")
    return parser


def merge_parser() -> argparse.ArgumentParser:
    """What may be written after `xray-desktop merge`."""
    parser = _Parser(
        prog="xray-desktop merge",
        description="Merges the results of shards into the file that one run would have written.",
        allow_abbrev=False,
    )
    parser.add_argument("parts", nargs="+", metavar="RESULTS", help="results of one shard")
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help="results: .csv, .jsonl, .parquet"
    )
    parser.add_argument("--format", choices=FORMATS, help="format of the results, by default by suffix")
    parser.add_argument("--overwrite", action="store_true", help="replace results that exist")
    return parser


def _window(options: argparse.Namespace) -> int:
    if options.self_test:
        from xray_desktop.cli.self_test_report import report_self_test

        return report_self_test()
    from xray_desktop.ui.application.start_up import run

    return int(run(options.paths))


def _classify(options: argparse.Namespace) -> int:
    from xray_desktop.cli.batch_commands import classify

    return classify(options)


def _merge(options: argparse.Namespace) -> int:
    from xray_desktop.cli.batch_commands import merge

    return merge(options)


def _shard(text: str) -> tuple[int, int]:
    with suppress(ValueError):
        index, count = (int(part) for part in text.split("/"))
        if 1 <= index <= count:
            return index, count
    raise argparse.ArgumentTypeError(f"{text} is not a shard: write 2/8 for the second of eight")


def _count(text: str) -> int:
    with suppress(ValueError):
        if 1 <= int(text) <= 1024:
            return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to 1024")


@contextmanager
def _termination_stops() -> Iterator[None]:
    """A batch system's SIGTERM ends a run as Ctrl+C does: the rows so far are kept and summed up."""

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
