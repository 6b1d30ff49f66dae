"""The drift window: two files of results, or two folders of one, and what changed between them."""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.study.drift import Drift, drift_of, folders_of, rows_in
from xray_desktop.messages import MessageError
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.drift.period_lines import period_lines, probability_chart
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.text.messages import sentence
from xray_desktop.ui.widgets.charts import ChartView
from xray_desktop.ui.widgets.file_drops import FileDrops
from xray_desktop.ui.widgets.read_only_table import ReadOnlyTable
from xray_desktop.ui.worklist.panel import Worklist


class DriftWindow(QWidget):
    """Compares results before and now. The worklist's results are the ones of now until others are chosen."""

    def __init__(
        self, worker: WorkerThread, worklist: Worklist, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._worker = worker
        self._worklist = worklist
        self._settings = settings
        self._job: Job | None = None
        self._drift: Drift | None = None
        self._rows: list[Sequence[Row] | None] = [None, None]
        self._names = ["", ""]
        self._failure: MessageError | None = None
        self.titles, self.files = (QLabel(), QLabel()), (QLabel(), QLabel())
        self.choose = (QPushButton(), QPushButton())
        self.folders = (QComboBox(), QComboBox())
        self.from_worklist = QPushButton()
        self.statement = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.statement.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.table, self.chart = ReadOnlyTable(3), ChartView()
        self.note = QLabel(wordWrap=True)
        self._lay_out()
        for index in (0, 1):
            self.choose[index].clicked.connect(partial(self._choose_file, index))
            self.folders[index].activated.connect(self._compare)
        self.from_worklist.clicked.connect(self.use_worklist)
        FileDrops(self).dropped.connect(self._dropped)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        self.resize(1180, 640)
        self._retranslate()

    @property
    def drift(self) -> Drift | None:
        """What is shown."""
        return self._drift

    def open_results(self, index: int, file: Path) -> None:
        """Reads a file of results, in the worker: 0 for before, 1 for now."""
        self._failure = None
        self._job = self._worker.submit(
            lambda: iter([list(read_results(file))]),
            item=lambda rows: self._take(index, rows, file.name),
            failed=self._failed,
        )

    def use_worklist(self) -> None:
        """Takes the results of the worklist as those of now."""
        model = self._worklist.model
        model.finish_reclassification()
        rows = [entry.row for entry in model.entries if entry.row is not None]
        if rows:
            self._failure = None
            self._take(1, rows, self.tr("Worklist"))

    def _take(self, index: int, rows: Sequence[Row], name: str) -> None:
        self._rows[index], self._names[index] = rows, name
        box = self.folders[index]
        box.clear()
        box.addItem(self.tr("All folders"), "")
        for folder in folders_of(rows):
            box.addItem(one_line(folder), folder)
        other = self._rows[1 - index]
        if other is None and box.count() > 2 and index == 0:
            # Two folders of one file are two periods.
            self._rows[1], self._names[1] = rows, name
            for row in range(box.count()):
                self.folders[1].addItem(box.itemText(row), box.itemData(row))
            box.setCurrentIndex(1)
            self.folders[1].setCurrentIndex(box.count() - 1)
        self._compare()

    def _compare(self) -> None:
        before, now = self._rows
        if before is None or now is None:
            self._show(None)
            return
        folders = [str(box.currentData() or "") for box in self.folders]
        names = [
            f"{name}: {folder}" if folder else name for name, folder in zip(self._names, folders, strict=True)
        ]
        if self._job is not None:
            self._job.cancel()
        self._job = self._worker.submit(
            lambda: _drift(before, now, folders, names), item=self._show, failed=self._failed
        )

    def _show(self, drift: Drift | None) -> None:
        self._drift = drift
        self._render()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MessageError):
            raise error
        self._failure = error
        self._render()

    def _render(self) -> None:
        for index in (0, 1):
            self.files[index].setText(one_line(self._names[index]) or self.tr("No results chosen"))
            self.folders[index].setVisible(self.folders[index].count() > 2)
        drift = self._drift
        if self._failure is not None:
            self.statement.setText(sentence(self._failure.message))
        elif drift is None:
            self.statement.setText(
                self.tr(
                    "Choose the earlier results and those of now, or drop both files here. No labels are "
                    "needed."
                )
            )
        else:
            self.statement.setText("\n".join(f"• {sentence(each)}" for each in drift.statement))
        self.table.setVisible(drift is not None)
        self.note.setVisible(drift is not None)
        self.table.fill(period_lines(drift) if drift is not None else [], right=(1, 2), tooltips=True)
        self.chart.show_chart(probability_chart(drift))

    def _choose_file(self, index: int) -> None:
        file, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose results"),
            self._settings.get(remembered.LAST_EXPORT_FOLDER),
            self.tr("Results (*.csv *.jsonl *.ndjson *.parquet)"),
        )
        if file:
            self._settings.set(remembered.LAST_EXPORT_FOLDER, os.path.dirname(file))
            self.open_results(index, Path(file))

    def _dropped(self, paths: list[str]) -> None:
        """Two files are before and now; one comes to where there is none yet, else it is the one of now."""
        if len(paths) > 1:
            for index in (0, 1):
                self.open_results(index, Path(paths[index]))
        else:
            self.open_results(0 if self._rows[0] is None else 1, Path(paths[0]))

    def _lay_out(self) -> None:
        sources = QGridLayout()
        for index in (0, 1):
            self.files[index].setTextFormat(Qt.TextFormat.PlainText)
            sources.addWidget(self.titles[index], index, 0)
            sources.addWidget(self.files[index], index, 1)
            sources.addWidget(self.folders[index], index, 2)
            sources.addWidget(self.choose[index], index, 3)
        sources.addWidget(self.from_worklist, 1, 4)
        sources.setColumnStretch(1, 1)
        self.note.setProperty("role", "muted")
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.chart)
        splitter.setSizes([700, 480])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        layout.addLayout(sources)
        layout.addWidget(self.statement)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.note)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Compare results over time"))
        self.titles[0].setText(self.tr("Before:"))
        self.titles[1].setText(self.tr("Now:"))
        for button in self.choose:
            button.setText(self.tr("Choose…"))
        self.from_worklist.setText(self.tr("Use the &worklist"))
        for index, box in enumerate(self.folders):
            box.setAccessibleName(
                self.tr("Folder of the results before")
                if index == 0
                else self.tr("Folder of the results now")
            )
            if box.count():
                box.setItemText(0, self.tr("All folders"))
        self.table.setHorizontalHeaderLabels(["", self.tr("Before"), self.tr("Now")])
        self.table.setAccessibleName(self.tr("Results before and now"))
        self.note.setText(
            self.tr(
                "Shares with 95 % intervals (Wilson); a share counts as changed when the intervals are "
                "apart. "
                "Probabilities and sizes: Kolmogorov-Smirnov test, p < 0.05."
            )
        )
        self._render()


def _drift(
    before: Sequence[Row], now: Sequence[Row], folders: Sequence[str], names: Sequence[str]
) -> Iterator[Drift]:
    yield drift_of(
        rows_in(before, folders[0]), rows_in(now, folders[1]), before_name=names[0], now_name=names[1]
    )
