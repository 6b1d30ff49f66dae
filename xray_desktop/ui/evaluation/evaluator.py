"""The evaluation behind the window: asks the workers, keeps what they give, and the threshold in use."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from xray_desktop.evaluation.metrics import Confusion, WeightedConfusion
from xray_desktop.evaluation.study.cases import Cases
from xray_desktop.evaluation.study.dicom_groups import DicomGroups
from xray_desktop.evaluation.study.figure import RocPoint
from xray_desktop.evaluation.study.measures import BothWays, matrices_at, measures_at
from xray_desktop.messages import Message, MessageError
from xray_desktop.ui.evaluation.steps import (
    Basis,
    Groups,
    Item,
    LabelTable,
    Overview,
    Question,
    ScoreMeasures,
    Step,
    evaluation_steps,
    groups_of_cases,
)
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.worklist.panel import Worklist

_REFRESH_MS = 500
"""How long results gather before the evaluation is made again."""

_REST = 4
"""The evaluation of a running batch rests this many times as long as it takes."""

_SETTLED_MS = 250
"""How long the threshold has to stay before the subgroups follow it."""

BY_HAND = "by hand"


class Evaluator(QObject):
    """Follows the worklist; everything is computed in worker threads and given up when it is out of date.

    Signals:
        surveyed: `overview` is another one.
        evaluated: `basis` is another one, or None.
        thresholdChanged: `threshold` is another one; the counts follow at once.
        measured: `matrix_measures` belong to the threshold in use.
        scored: `score_measures` are there.
        grouped: `groups` belong to the threshold in use.
        failed: nothing can be evaluated; `failure` says why.
        busyChanged: work has begun or ended.
    """

    surveyed = Signal()
    evaluated = Signal()
    thresholdChanged = Signal()
    measured = Signal()
    scored = Signal()
    grouped = Signal()
    failed = Signal()
    busyChanged = Signal()

    def __init__(
        self, worker: WorkerThread, threshold_worker: WorkerThread, worklist: Worklist, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._worker, self._threshold_worker = worker, threshold_worker
        self._worklist = worklist
        self._cancelled = threading.Event()
        self._job: Job | None = None
        self._threshold_job: Job | None = None
        self._began = 0.0
        self._wanted = False
        self.table: LabelTable | None = None
        self.attributes: Mapping[str, DicomGroups] = {}
        self.scope: Callable[[Item], bool] | None = None
        self.points: Sequence[RocPoint] = ()
        self.items: Sequence[Item] = ()
        self.overview: Overview | None = None
        self.basis: Basis | None = None
        self.failure: Message | None = None
        self.threshold = 0.5
        self.point = BY_HAND
        self.matrices: WeightedConfusion | None = None
        self.matrix_measures: BothWays | None = None
        self.score_measures: BothWays | None = None
        self.groups: Groups | None = None
        self._waiting = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._waiting.timeout.connect(self.evaluate)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settling.timeout.connect(self._group)

    @property
    def busy(self) -> bool:
        """Whether the evaluation is under way."""
        return self._job is not None

    @property
    def settled(self) -> bool:
        """Whether all that was asked for is there."""
        return not (self.busy or self._threshold_job or self._waiting.isActive() or self._settling.isActive())

    @property
    def counts(self) -> Confusion:
        """The confusion matrix at the threshold in use."""
        return Confusion() if self.basis is None else self.basis.counts.at(self.threshold)

    @property
    def cases(self) -> Cases | None:
        """The cases at the threshold in use; None without any."""
        return None if self.basis is None else self.basis.cases.at(self.threshold, self.point)

    def evaluate_soon(self) -> None:
        """Evaluates when results have stopped coming in for a moment, or now and then while they do not
        stop.
        """
        if self.busy:
            self._wanted = True
        elif not self._waiting.isActive():
            self._waiting.start()

    def evaluate_next(self) -> None:
        """Evaluates as soon as the interface has dealt with the events that wait, painting among them."""
        self._waiting.start(0)

    def evaluate(self) -> None:
        """Evaluates what the worklist holds now; an earlier evaluation is given up."""
        self._waiting.stop()
        self._waiting.setInterval(_REFRESH_MS)
        if self._worklist.model.reclassifying:
            self._waiting.start()
            return
        self.cancel()
        self._began = time.monotonic()
        self.items = [
            Item(each.path, each.row, each.truth, each.mark.reading, each.csv)
            for each in self._worklist.model.entries
        ]
        chosen = self.items if self.scope is None else [item for item in self.items if self.scope(item)]
        cancelled = self._cancelled = threading.Event()
        question = Question(self.items, chosen, self.table, self.attributes)
        self._job = self._worker.submit(
            partial(evaluation_steps, question, cancelled.is_set),
            item=self._step,
            done=self._done,
            failed=self._failed,
        )
        self.busyChanged.emit()

    def cancel(self) -> None:
        """Gives up what is under way; what is there stays."""
        self._cancelled.set()
        self._wanted = False
        for job in (self._job, self._threshold_job):
            if job is not None:
                job.cancel()
        busy, self._job, self._threshold_job = self.busy, None, None
        if busy:
            self.busyChanged.emit()

    def close(self) -> None:
        """Gives up everything, with what is waiting."""
        self.cancel()
        self._waiting.stop()
        self._settling.stop()

    def move_threshold(self, threshold: float, point: str = BY_HAND) -> None:
        """Takes another threshold: the counts follow at once, intervals within moments."""
        threshold = min(max(threshold, 0.0), 1.0)
        if threshold == self.threshold and point == self.point:
            return
        self.threshold, self.point = threshold, point
        self.matrices = self.matrix_measures = None
        self.thresholdChanged.emit()
        self._measure()
        self._settling.start()

    def reset_threshold(self) -> None:
        """Back to the threshold of the results."""
        if self.basis is not None:
            self.move_threshold(self.basis.cases.threshold, self.basis.cases.operating_point)

    # What comes from the workers

    def _step(self, step: Step) -> None:
        if isinstance(step, Overview):
            self.overview = step
            self.surveyed.emit()
        elif isinstance(step, Basis):
            before = self.basis
            kept = before is not None and self.point == BY_HAND
            self.basis, self.failure = step, None
            self.matrices = self.matrix_measures = self.score_measures = self.groups = None
            if not kept:
                self.threshold, self.point = step.cases.threshold, step.cases.operating_point
            self.evaluated.emit()
            self.thresholdChanged.emit()
            self._measure()
        elif isinstance(step, Groups):
            self.groups = step
            if self.basis is not None and self.threshold != self.basis.cases.threshold:
                self._settling.start()
            self.grouped.emit()
        else:
            assert isinstance(step, ScoreMeasures)
            self.score_measures = step.both
            self.scored.emit()

    def _measure(self) -> None:
        basis, threshold = self.basis, self.threshold
        if self._threshold_job is not None:
            self._threshold_job.cancel()
            self._threshold_job = None
        if basis is None:
            return
        self._threshold_job = self._threshold_worker.submit(
            partial(_measured, basis, threshold), item=self._measured, failed=self._failed
        )

    def _measured(self, found: tuple[WeightedConfusion, BothWays]) -> None:
        self._threshold_job = None
        self.matrices, self.matrix_measures = found
        self.measured.emit()

    def _group(self) -> None:
        cases = self.cases
        if cases is not None and self._threshold_job is None:
            self._threshold_job = self._threshold_worker.submit(
                lambda: iter([groups_of_cases(cases)]), item=self._grouped, failed=self._failed
            )
        elif cases is not None:
            self._settling.start()

    def _grouped(self, groups: Groups) -> None:
        self._threshold_job = None
        self.groups = groups
        self.grouped.emit()

    def _done(self) -> None:
        self._job = None
        self.busyChanged.emit()
        if self._wanted:
            self._wanted = False
            self._waiting.start(max(_REFRESH_MS, round((time.monotonic() - self._began) * 1000 * _REST)))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MessageError):
            raise error
        self.failure, self.basis = error.message, None
        self.matrices = self.matrix_measures = self.score_measures = self.groups = None
        self.failed.emit()
        self.evaluated.emit()
        self._done()


def _measured(basis: Basis, threshold: float) -> Iterator[tuple[WeightedConfusion, BothWays]]:
    matrices = matrices_at(basis.cases, threshold, basis.bootstrap)
    yield matrices, measures_at(basis.cases, threshold, basis.bootstrap, matrices)
