"""The self-test in the window: a known input must give the known output."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QCloseEvent, QColor, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.messages import message
from xray_desktop.self_test import Check, run_self_test
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.text.file_text import tooltip
from xray_desktop.ui.text.messages import shown
from xray_desktop.ui.theme.icons import tinted
from xray_desktop.ui.theme.theme import colours


class SelfTestDialog(QDialog):
    """Runs the checks in a worker thread and shows each result as it comes."""

    def __init__(
        self,
        worker: WorkerThread,
        checks: Callable[[], Iterator[Check]] = run_self_test,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Self-test"))
        self.result_label = QLabel(
            self.tr("Checks reading, decoders and the model on known images."), wordWrap=True
        )
        self.result_label.setTextFormat(Qt.TextFormat.PlainText)
        self.table = QTreeWidget(columnCount=2)
        self.table.setRootIsDecorated(False)
        self.table.setWordWrap(True)
        self.table.setHeaderLabels([self.tr("Check"), self.tr("Result")])
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setAccessibleName(self.tr("Checks"))
        self.table.header().sectionResized.connect(self._fit_rows)
        self._progress = QProgressBar(maximum=0, textVisible=False)
        self._progress.setFixedHeight(4)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.result_label, self.table, self._progress, buttons):
            layout.addWidget(widget)
        layout.setStretchFactor(self.table, 1)
        # Not by sizeHint, in whose place Qt takes the height that the words above the table need.
        self.resize(640, 460)
        self._failures: list[str] = []
        self._job = worker.submit(checks, item=self._checked, done=self._done, failed=self._broken)

    def _checked(self, check: Check) -> None:
        subject, result = shown(check.subject), shown(check.result)
        if not check.passed:
            self._failures.append(f"{subject}: {result}")
        item = QTreeWidgetItem(self.table, [subject, result])
        symbol, colour = ("passed", colours().correct) if check.passed else ("failed", colours().failed)
        item.setIcon(0, QIcon(tinted(symbol, QColor(colour), 16, self.devicePixelRatioF())))
        item.setToolTip(1, tooltip(result))
        words = self.tr("passed") if check.passed else self.tr("failed")
        item.setData(0, _ACCESSIBLE, f"{subject}, {words}")
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Gives each row the height that its result takes; the tree itself wraps lines but leaves the
        height.
        """
        metrics = self.table.fontMetrics()
        width = self.table.header().sectionSize(1) - 2 * metrics.averageCharWidth()
        for index in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(index)
            if item is not None:
                lines = metrics.boundingRect(
                    QRect(0, 0, width, 0), int(Qt.TextFlag.TextWordWrap), item.text(1)
                )
                item.setSizeHint(1, QSize(width, lines.height() + metrics.height() // 2))

    def _done(self) -> None:
        self._progress.hide()
        if self._failures:
            notified = self.tr("The self-test failed. Do not use this installation; reinstall the program.")
            # Whole, because a row of the table shows only the beginning of a long finding.
            self.result_label.setText("\n".join([notified, *self._failures]))
        else:
            self.result_label.setText(self.tr("The self-test passed."))

    def _broken(self, error: Exception) -> None:
        problem = f"{type(error).__name__}: {error}"
        self._checked(Check(message("check_self_test"), False, message("check_stopped", problem=problem)))
        self._done()

    def done(self, result: int) -> None:
        self._job.cancel()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._job.cancel()
        super().closeEvent(event)


_ACCESSIBLE = 11
"""Qt.ItemDataRole.AccessibleTextRole"""
