"""`xray-desktop classify`: a batch of images to a file of results."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import BinaryIO, cast

from xray_desktop.batch.cluster import UnusableCluster
from xray_desktop.batch.driver import BatchRequest, Started, run_batch
from xray_desktop.batch.files import NothingToDo
from xray_desktop.batch.path_lists import read_list
from xray_desktop.batch.steps import BatchStopped, Progress, Step
from xray_desktop.cli.options import DISCLAIMER, Parser
from xray_desktop.cli.terminal import ProgressDisplay, say
from xray_desktop.inference.model_files import PRECISIONS
from xray_desktop.inference.runtime import DEVICES
from xray_desktop.messages import message, os_error
from xray_desktop.results.formats import FORMATS
from xray_desktop.results.row import UnusableResults
from xray_desktop.results.summary import summary_lines, write_summary
from xray_desktop.results.writing import Mode

STREAM = "-"
"""The output that means standard output, and the path that means standard input."""


def classify_parser() -> argparse.ArgumentParser:
    """The arguments of `xray-desktop classify`."""
    parser = Parser(
        prog="xray-desktop classify",
        description=f"Classifies radiographs for pneumonia and writes one row for each file. {DISCLAIMER}",
        epilog="Exit status: 0 when all files were read, 1 when some were not, 2 for wrong arguments, 130 "
        "when "
        "stopped with Ctrl+C.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="file, folder, ZIP archive or pattern; - reads a list of paths from standard input; put -- "
        "before "
        "a path that begins with a dash",
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="results file (.csv, .jsonl or .parquet), or - for standard output",
    )
    parser.add_argument("--format", choices=FORMATS, help="format of the results (default: by the suffix)")
    existing = parser.add_mutually_exclusive_group()
    existing.add_argument(
        "--resume", action="store_true", help="continue an interrupted run: classify only the missing files"
    )
    existing.add_argument("--overwrite", action="store_true", help="replace an existing results file")
    parser.add_argument(
        "--no-recursive", dest="recursive", action="store_false", help="do not include subfolders"
    )
    parser.add_argument("--files-from", metavar="LIST", help="read paths from this file, one per line")
    parser.add_argument(
        "--null", action="store_true", help="paths in lists end with a NUL character instead of a line break"
    )
    parser.add_argument("--model", metavar="FILE", help="model file (default: the built-in model)")
    parser.add_argument(
        "--operating-point",
        metavar="NAME",
        help="high_sensitivity, balanced or high_specificity (default: balanced); other models may name "
        "others",
    )
    parser.add_argument(
        "--precision",
        choices=PRECISIONS,
        default="",
        help="precision of the built-in model (default: int8 on the CPU, float32 on other devices)",
    )
    parser.add_argument(
        "--device",
        choices=DEVICES,
        default="cpu",
        metavar="DEVICE",
        help=f"device that runs the model: {', '.join(DEVICES)} (default: cpu)",
    )
    parser.add_argument(
        "--heatmaps",
        metavar="DIR",
        help="also write a heat map (attribution map) of each image to this folder",
    )
    parser.add_argument("--shard", type=_shard, metavar="I/N", help="classify only the I-th of N parts")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="classify on the workers of a Dask scheduler")
    parser.add_argument(
        "--jobs", type=_count, metavar="N", help="number of processes and threads (default: number of cores)"
    )
    parser.add_argument("--summary", metavar="FILE", help="also write the counts as JSON")
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    return parser


def classify(options: argparse.Namespace) -> int:
    """Runs the command and returns the exit status.

    Raises NothingToDo, UnusableModel and UnusableResults before the first file, for wrong arguments.
    """
    stream = cast(BinaryIO, sys.stdout.buffer) if options.output == STREAM else None
    if stream is not None and options.resume:
        raise UnusableResults("stream_not_resumable")
    started: Started | None = None
    progress, stopped, status = Progress(), None, 0
    display = ProgressDisplay(quiet=options.quiet)
    with display, closing(run_batch(_request(options), stream=stream)) as events:
        try:
            for event in events:
                if isinstance(event, Started):
                    started = event
                    _show_start(started, display)
                elif isinstance(event, Step):
                    progress = event.progress
                    _show_step(event, display)
                else:
                    progress = event.progress
        except KeyboardInterrupt:
            if started is None:
                raise
            stopped, status = message("run_stopped"), 130
        except UnusableCluster as error:
            stopped, status = error.message, 2
        except (BatchStopped, UnusableResults) as error:
            if started is None:
                raise
            stopped, status = error.message, 1
    assert started is not None
    if stopped and stream is not None:
        say(str(stopped))
    elif stopped:
        say(f"{stopped} {message('rows_kept', rows=started.tally.rows, file=options.output)}")
    _show_end(options, started, progress, display, complete=not stopped)
    return status or (1 if started.tally.statuses["error"] else 0)


def _request(options: argparse.Namespace) -> BatchRequest:
    mode: Mode = "resume" if options.resume else "overwrite" if options.overwrite else "new"
    return BatchRequest(
        list(_paths(options)),
        recursive=options.recursive,
        shard=options.shard,
        output=None if options.output == STREAM else Path(options.output),
        format=options.format or "",
        mode=mode,
        heat_maps=Path(options.heatmaps) if options.heatmaps else None,
        other_outputs=[Path(options.summary)] if options.summary else [],
        operating_point=options.operating_point,
        model_file=Path(options.model) if options.model else None,
        device=options.device,
        precision=options.precision,
        scheduler=options.scheduler or "",
        jobs=options.jobs,
        in_order=options.output == STREAM,
    )


def _show_start(started: Started, display: ProgressDisplay) -> None:
    display.before = len(started.done)
    notes = [*started.files.remarks]
    for note in (*notes, *([started.classifier.remark] if started.classifier.remark else [])):
        display.note(str(note))


def _show_step(step: Step, display: ProgressDisplay) -> None:
    if step.row is not None and step.row.status != "ok":
        display.note(f"{step.row.path}: {step.row.status}: {step.row.message}")
    display.show(step.progress)


def _show_end(
    options: argparse.Namespace,
    started: Started,
    progress: Progress,
    display: ProgressDisplay,
    *,
    complete: bool,
) -> None:
    for line in summary_lines(started.tally, progress.done, progress.seconds):
        display.print(line)
    if options.summary:
        write_summary(
            Path(options.summary),
            started.tally,
            progress.done,
            progress.seconds,
            model=started.classifier.model,
            operating_point=started.operating_point,
            provider=started.classifier.provider,
            complete=complete,
        )


def _paths(options: argparse.Namespace) -> Iterator[str]:
    if not options.paths and not options.files_from:
        raise NothingToDo("no_paths_given")
    separator = b"\0" if options.null else b"\n"
    for path in options.paths:
        if path == STREAM:
            yield from read_list(sys.stdin.buffer, separator)
        else:
            yield path
    if options.files_from:
        try:
            with open(options.files_from, "rb") as file:
                yield from read_list(file, separator)
        except OSError as error:
            raise NothingToDo("list_unreadable", file=options.files_from, reason=os_error(error)) from None


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
