"""The commands that work on many files: `classify` and `merge`."""

import argparse
import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, cast

from xray_desktop.batch.cluster import UnusableCluster, classify_on_cluster
from xray_desktop.batch.files import Files, NothingToDo, find_files, read_list
from xray_desktop.batch.heat_maps import write_heat_map
from xray_desktop.batch.runner import BatchStopped, Progress, Step, classify_files
from xray_desktop.cli.terminal import ProgressDisplay, say
from xray_desktop.inference.classifier import Classifier
from xray_desktop.messages import message, os_error
from xray_desktop.results.merging import merge_results
from xray_desktop.results.parquet import ParquetResults, write_parquet
from xray_desktop.results.row import UnusableResults
from xray_desktop.results.row_stream import RowStream
from xray_desktop.results.summary import summary_lines, write_summary
from xray_desktop.results.writing import CSV, JSON_LINES, SYNC_SECONDS, Mode, ResultsFile, own_files

_ROW_FORMATS = {"csv": CSV, "jsonl": JSON_LINES}


def classify(options: argparse.Namespace) -> int:
    """Runs `xray-desktop classify` and returns the exit status.

    Raises NothingToDo, UnusableModel and UnusableResults before the first file, for wrong use.
    """
    own = [*own_files(Path(options.output)), *filter(None, (options.summary, options.heatmaps))]
    files = find_files(_paths(options), recursive=options.recursive, leave_out=own)
    if options.shard:
        files = files.shard(*options.shard)
    classifier = Classifier.load(
        options.model,
        threads=1 if len(files.names) > 1 else 0,
        device=options.device,
        precision=options.precision,
    )
    point = classifier.metadata.operating_point(options.operating_point).name
    results = _open_results(options, classifier.model, point)
    display = ProgressDisplay(quiet=options.quiet, before=len(results.done))
    for remark in (*files.remarks, *filter(None, [classifier.remark])):
        display.note(str(remark))
    steps = _steps(files.without(results.done), classifier, point, options)
    progress, stopped, status = _write_all(steps, results, options, display)
    if stopped:
        kept = message("rows_kept", rows=results.tally.rows, file=str(options.output))
        say(f"{stopped} {kept}")
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
            provider=classifier.provider,
            complete=not stopped,
        )
    return status or (1 if results.tally.statuses["error"] else 0)


def merge(options: argparse.Namespace) -> int:
    """Runs `xray-desktop merge` and returns the exit status. Raises UnusableResults."""
    kind = _format(options)
    write = write_parquet if kind == "parquet" else _ROW_FORMATS[kind].write
    tally = merge_results(options.parts, options.output, write=write, overwrite=options.overwrite)
    for line in summary_lines(tally, 0, 0):
        say(line)
    return 0


def _steps(
    files: Files, classifier: Classifier, point: str, options: argparse.Namespace
) -> Generator[Step, None, None]:
    keep_images, in_order = bool(options.heatmaps), options.output == "-"
    if options.scheduler:
        return classify_on_cluster(
            files,
            classifier,
            options.scheduler,
            model_file=options.model,
            operating_point=point,
            keep_images=keep_images,
            in_order=in_order,
        )
    return classify_files(
        files,
        classifier,
        operating_point=point,
        readers=options.jobs,
        inference_threads=options.jobs,
        keep_images=keep_images,
        in_order=in_order,
    )


def _write_all(
    steps: Generator[Step, None, None],
    results: ResultsFile | RowStream,
    options: argparse.Namespace,
    display: ProgressDisplay,
) -> tuple[Progress, str, int]:
    """Classifies and writes: how far it came, why it was stopped (or nothing), and the exit status for that."""
    progress = Progress()
    try:
        with results, closing(steps), display:
            for step in steps:
                if step.row is None:
                    results.sync(at_most_every=SYNC_SECONDS)
                else:
                    if options.heatmaps:
                        _write_heat_map(Path(options.heatmaps), step)
                    results.append(step.row)
                    if step.row.status != "ok":
                        display.note(f"{step.row.path}: {step.row.status}: {step.row.message}")
                progress = step.progress
                display.show(progress)
            results.finish()
    except KeyboardInterrupt:
        return progress, str(message("run_stopped")), 130
    except UnusableCluster as unusable:
        return progress, str(unusable), 2
    except (BatchStopped, UnusableResults) as stopped:
        return progress, str(stopped), 1
    return progress, "", 0


def _write_heat_map(folder: Path, step: Step) -> None:
    if step.row and step.image and step.prediction and step.prediction.cam is not None:
        write_heat_map(folder, step.row.path, step.image, step.prediction.cam)


def _open_results(options: argparse.Namespace, model: str, point: str) -> ResultsFile | RowStream:
    kind = _format(options)
    mode: Mode = "resume" if options.resume else "overwrite" if options.overwrite else "new"
    if options.output == "-":
        if kind == "parquet" or options.resume:
            raise UnusableResults("stream_not_resumable")
        return RowStream(cast(BinaryIO, sys.stdout.buffer), _ROW_FORMATS[kind])
    if kind == "parquet":
        return ParquetResults(options.output, mode=mode, model=model, operating_point=point)
    return ResultsFile(
        options.output, mode=mode, row_format=_ROW_FORMATS[kind], model=model, operating_point=point
    )


def _paths(options: argparse.Namespace) -> Iterator[str]:
    if not options.paths and not options.files_from:
        raise NothingToDo(message("no_paths_given"))
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
            reason = message("list_unreadable", file=options.files_from, reason=os_error(error))
            raise NothingToDo(reason) from None


def _format(options: argparse.Namespace) -> str:
    suffix = Path(options.output).suffix.lower()
    by_suffix = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}.get(suffix, "csv")
    return str(options.format or by_suffix)
