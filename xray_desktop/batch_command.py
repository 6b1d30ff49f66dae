"""The commands that work on many files: `classify` and `merge`."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from xray_desktop.batch.files import Files, NothingToDo, find_files, read_list
from xray_desktop.batch.merging import merge_results
from xray_desktop.batch.results import UnusableResults
from xray_desktop.batch.results_file import CSV, JSON_LINES, ResultsFile, RowFormat
from xray_desktop.batch.runner import BatchStopped, Progress, classify_files
from xray_desktop.batch.summary import summary_lines, write_summary
from xray_desktop.inference.classifier import Classifier
from xray_desktop.terminal import ProgressDisplay, say


def classify(options: argparse.Namespace) -> int:
    """Runs `xray-desktop classify` and returns the exit status.

    Raises NothingToDo, UnusableModel and UnusableResults before the first file, for wrong use.
    """
    own = [path for path in (options.output, options.summary) if path]
    files = find_files(_paths(options), recursive=options.recursive, leave_out=own)
    if options.shard:
        files = files.shard(*options.shard)
    classifier = Classifier.load(options.model, threads=1 if len(files.names) > 1 else 0)
    point = classifier.metadata.operating_point(options.operating_point).name
    results = ResultsFile(
        options.output,
        mode="resume" if options.resume else "overwrite" if options.overwrite else "new",
        row_format=_row_format(options),
        model=classifier.model,
        operating_point=point,
    )
    display = ProgressDisplay(quiet=options.quiet, before=len(results.done))
    for remark in files.remarks:
        display.note(remark)
    progress, stopped, status = _judge(
        files.without(results.done), classifier, point, results, options, display
    )
    if stopped:
        say(f"{stopped} {results.tally.rows} rows are in {options.output}; go on with them by --resume.")
    for line in summary_lines(results.tally, progress.done, progress.seconds):
        display.tell(line)
    if options.summary:
        write_summary(
            Path(options.summary),
            results.tally,
            progress.done,
            progress.seconds,
            model=classifier.model,
            operating_point=point,
            complete=not stopped,
        )
    return status or (1 if results.tally.statuses["error"] else 0)


def merge(options: argparse.Namespace) -> int:
    """Runs `xray-desktop merge` and returns the exit status. Raises UnusableResults."""
    tally = merge_results(
        options.parts, options.output, row_format=_row_format(options), overwrite=options.overwrite
    )
    for line in summary_lines(tally, 0, 0):
        say(line)
    return 0


def _judge(
    files: Files,
    classifier: Classifier,
    point: str,
    results: ResultsFile,
    options: argparse.Namespace,
    display: ProgressDisplay,
) -> tuple[Progress, str, int]:
    """Judges and writes: how far it came, why it was stopped (or nothing), and the exit status for that."""
    progress = Progress()
    steps = classify_files(
        files, classifier, operating_point=point, readers=options.jobs, judges=options.jobs
    )
    try:
        with results, closing(steps), display:
            for step in steps:
                if step.row is not None:
                    results.append(step.row)
                    if step.row.status != "ok":
                        display.note(f"{step.row.path}: {step.row.status}: {step.row.message}")
                else:
                    results.sync(at_most_every=1.0)
                progress = step.progress
                display.show(progress)
    except KeyboardInterrupt:
        return progress, "Stopped.", 130
    except (BatchStopped, UnusableResults) as stopped:
        return progress, str(stopped), 1
    return progress, "", 0


def _paths(options: argparse.Namespace) -> Iterator[str]:
    if not options.paths and not options.files_from:
        raise NothingToDo("No file or folder is given. Name one, or a list by --files-from.")
    separator = b"\0" if options.null else b"\n"
    for path in options.paths:
        if path == "-":
            yield from read_list(sys.stdin.buffer, separator)
        else:
            yield path
    if options.files_from:
        try:
            with open(options.files_from, "rb") as file:
                yield from read_list(file, separator)
        except OSError as error:
            raise NothingToDo(f"The list {options.files_from} cannot be read ({error.strerror}).") from None


def _row_format(options: argparse.Namespace) -> RowFormat:
    suffix = Path(options.output).suffix.lower()
    given = options.format or ("jsonl" if suffix in (".jsonl", ".ndjson") else "csv")
    return JSON_LINES if given == "jsonl" else CSV
