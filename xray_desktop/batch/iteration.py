"""Many images from Python: `for result in predict_many("images"): ...`, as fast as the command line."""

import os
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from xray_desktop.batch.driver import BatchRequest, Started, run_batch
from xray_desktop.batch.steps import Step
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.prediction import Prediction
from xray_desktop.results.row import Row

PathLike = str | os.PathLike[str]


@dataclass(frozen=True)
class Result:
    """The result for one file.

    Attributes:
        path: the file; within a ZIP archive, as if the archive were a folder.
        row: the row that a file of results would hold.
        prediction: None when the file holds no readable radiograph; `row.reasons` says why.
    """

    path: Path
    row: Row
    prediction: Prediction | None


def predict_many(
    paths: PathLike | Iterable[PathLike],
    classifier: Classifier | None = None,
    *,
    operating_point: str | None = None,
    recursive: bool = True,
) -> Generator[Result, None, None]:
    """Classifies files, folders, archives and patterns; yields a result for each file, in their order.

    Args:
        classifier: by default the built-in model. Load it with `threads=1`: the images are classified in
            parallel.

    Raises:
        NothingToDo: there is no file.
        BatchStopped: the folder no longer exists, or the network fails.
        UnusableModel: there is no model, or no operating point of that name.
    """
    request = BatchRequest(
        [paths] if isinstance(paths, str | os.PathLike) else list(paths),
        recursive=recursive,
        operating_point=operating_point,
        in_order=True,
    )
    root = ""
    with closing(run_batch(request, classifier=classifier)) as events:
        for event in events:
            if isinstance(event, Started):
                root = event.files.root
            elif isinstance(event, Step) and event.row is not None:
                yield Result(Path(root, *event.row.path.split("/")), event.row, event.prediction)
