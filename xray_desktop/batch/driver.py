"""The batch driver for window, command line and Python: find, load the model, resume, classify, write.

`run_batch` is a generator without Qt: the caller sets the pace and shows what it yields.
"""

import os
from collections.abc import Collection, Generator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from xray_desktop.batch.cluster import classify_on_cluster
from xray_desktop.batch.files import Files, find_files
from xray_desktop.batch.heat_maps import write_heat_map
from xray_desktop.batch.runner import classify_files
from xray_desktop.batch.steps import Control, Progress, Step
from xray_desktop.evaluation.reading_marks import marks_file
from xray_desktop.inference.classifier import Classifier
from xray_desktop.results.formats import open_results, results_format
from xray_desktop.results.row_stream import RowStream
from xray_desktop.results.summary import Tally
from xray_desktop.results.writing import SYNC_SECONDS, Mode, ResultsFile, own_files


@dataclass(frozen=True)
class BatchRequest:
    """What to classify, with which model, and where the results go.

    Attributes:
        paths: files, folders, ZIP archives and patterns; see `find_files`.
        recursive: include subfolders.
        shard: (index, count): only every count-th file, beginning with the index-th, from 1; None for all.
        output: the file of results; None writes none.
        format: "csv", "jsonl" or "parquet"; empty for the one of the output's suffix.
        mode: what to do when the output exists.
        heat_maps: the folder for a heat map of each image with a prediction; None writes none.
        other_outputs: further files that the caller writes; they are not classified either.
        operating_point: its name; None for the model's default.
        model_file: None for the built-in model.
        device: see `Classifier.load`.
        precision: see `Classifier.load`.
        scheduler: address of a Dask scheduler; empty to classify on this computer.
        jobs: reading processes and inference threads; None for as many as there are cores.
        in_order: the steps come in the order of the files; see `classify_files`.
    """

    paths: Sequence[str | os.PathLike[str]]
    recursive: bool = True
    shard: tuple[int, int] | None = None
    output: Path | None = None
    format: str = ""
    mode: Mode = "new"
    heat_maps: Path | None = None
    other_outputs: Sequence[Path] = ()
    operating_point: str | None = None
    model_file: Path | None = None
    device: str = "cpu"
    precision: str = ""
    scheduler: str = ""
    jobs: int | None = None
    in_order: bool = False


@dataclass(frozen=True)
class Started:
    """The files have been found, the model is loaded and the output is open.

    Attributes:
        files: all files of the batch, those classified in an earlier run included.
        done: the paths of the rows that a resumed output holds already.
        classifier: the model.
        operating_point: name of the operating point.
        tally: counts of all rows, earlier ones included; updated while the batch runs.
    """

    files: Files
    done: Collection[str]
    classifier: Classifier
    operating_point: str
    tally: Tally


@dataclass(frozen=True)
class Ended:
    """The batch is over, and its output is closed.

    Attributes:
        progress: how far it came.
        before: number of rows that a resumed output held already.
        cancelled: whether it was cancelled before the last file.
    """

    progress: Progress
    before: int = 0
    cancelled: bool = False


def run_batch(
    request: BatchRequest,
    control: Control | None = None,
    *,
    classifier: Classifier | None = None,
    stream: BinaryIO | None = None,
) -> Generator[Started | Step | Ended, None, None]:
    """Runs a batch: yields `Started`, then a `Step` for each file and heartbeats, at last `Ended`.

    Closing the generator stops the batch; the rows so far are in the output and can be resumed.

    Args:
        control: pauses and cancels the batch.
        classifier: a model that is loaded already, in the place of the request's.
        stream: where the rows are written in the place of the output, for instance standard output.

    Raises:
        NothingToDo: there is no file.
        UnusableModel: the model cannot be used, or has no such operating point.
        UnusableResults: the output or a heat map cannot be written, or the output cannot be resumed.
        UnusableCluster: there is no such scheduler, or Dask is not installed.
        BatchStopped: a folder no longer exists, or the network fails; the rows so far are in the output.
    """
    control = control or Control()
    files = find_files(
        request.paths,
        recursive=request.recursive,
        leave_out=_outputs(request),
        cancelled=lambda: control.cancelled,
    )
    if request.shard is not None:
        files = files.shard(*request.shard)
    if classifier is None:
        # One image per core is faster than many cores on one image, unless there is only one.
        threads = 1 if len(files.names) > 1 else 0
        classifier = Classifier.load(
            request.model_file, threads=threads, device=request.device, precision=request.precision
        )
    point = classifier.metadata.operating_point(request.operating_point).name
    results = _open(request, stream, classifier.model, point)
    tally = Tally() if results is None else results.tally
    done: Collection[str] = () if results is None else results.done
    before = len(done)
    with results or nullcontext():
        yield Started(files, done, classifier, point, tally)
        rest = files.without(done)
        progress = Progress(total=len(rest.names))
        with closing(_steps(request, rest, classifier, point, control)) as steps:
            for step in steps:
                progress = step.progress
                _keep(step, results, tally, request.heat_maps)
                yield step
        cancelled = progress.done < progress.total if rest.names else control.cancelled
        if results is not None and not cancelled:
            results.finish()
    # Not before the file is closed: only then are its rows in the order of their paths.
    yield Ended(progress, before, cancelled)


def _outputs(request: BatchRequest) -> list[Path]:
    outputs = list(request.other_outputs)
    if request.output is not None:
        outputs += [*own_files(request.output), marks_file(request.output)]
    if request.heat_maps is not None:
        outputs.append(request.heat_maps)
    return outputs


def _open(
    request: BatchRequest, stream: BinaryIO | None, model: str, point: str
) -> ResultsFile | RowStream | None:
    if stream is not None:
        return RowStream(stream, results_format(request.format or "csv"))
    if request.output is None:
        return None
    return open_results(request.output, request.format, mode=request.mode, model=model, operating_point=point)


def _steps(
    request: BatchRequest, files: Files, classifier: Classifier, point: str, control: Control
) -> Generator[Step, None, None]:
    keep_images = request.heat_maps is not None
    if request.scheduler:
        return classify_on_cluster(
            files,
            classifier,
            request.scheduler,
            model_file=request.model_file,
            operating_point=point,
            control=control,
            keep_images=keep_images,
            in_order=request.in_order,
        )
    return classify_files(
        files,
        classifier,
        operating_point=point,
        control=control,
        readers=request.jobs,
        inference_threads=request.jobs,
        keep_images=keep_images,
        in_order=request.in_order,
    )


def _keep(step: Step, results: ResultsFile | RowStream | None, tally: Tally, heat_maps: Path | None) -> None:
    """Writes the row of a step, after its heat map: a resumed run makes both again, or neither."""
    if step.row is None:
        if results is not None:
            results.sync(at_most_every=SYNC_SECONDS)
        return
    if heat_maps and step.image and step.prediction and step.prediction.cam is not None:
        write_heat_map(heat_maps, step.row.path, step.image, step.prediction.cam)
    if results is None:
        tally.add(step.row)
    else:
        results.append(step.row)
