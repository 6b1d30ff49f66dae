"""The self-test in the window: a known input must give the known output."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize
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

from xray_desktop.self_test import Check, run_self_test
from xray_desktop.ui.icons import tinted
from xray_desktop.ui.jobs import Lane
from xray_desktop.ui.theme import colours


class SelfTestDialog(QDialog):
    """Runs the checks in a lane and shows each as it comes."""

    def __init__(
        self,
        lane: Lane,
        checks: Callable[[], Iterator[Check]] = run_self_test,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Self-test"))
        self.result_label = QLabel(self.tr("The program tries itself on films that it knows."), wordWrap=True)
        self.table = QTreeWidget(columnCount=2)
        self.table.setRootIsDecorated(False)
        self.table.setWordWrap(True)
        self.table.setHeaderLabels([self.tr("What was tried"), self.tr("What was found")])
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        # Rows are as high as their words need at the columns' width, which the window's size decides.
        self.table.header().sectionResized.connect(self.table.scheduleDelayedItemsLayout)
        self.table.setAccessibleName(self.tr("Checks"))
        self._progress = QProgressBar(maximum=0, textVisible=False)
        self._progress.setFixedHeight(4)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.result_label, self.table, self._progress, buttons):
            layout.addWidget(widget)
        self._failed = 0
        self._job = lane.submit(checks, item=self._checked, done=self._done, failed=self._broken)

    def sizeHint(self) -> QSize:
        return QSize(640, 460)

    def _checked(self, check: Check) -> None:
        self._failed += not check.passed
        item = QTreeWidgetItem(self.table, [check.subject, check.finding])
        symbol, colour = ("normal", colours().normal) if check.passed else ("failed", colours().failed)
        item.setIcon(0, QIcon(tinted(symbol, QColor(colour), 16, self.devicePixelRatioF())))
        item.setToolTip(1, check.finding)
        words = self.tr("passed") if check.passed else self.tr("failed")
        item.setData(0, _ACCESSIBLE, f"{check.subject}, {words}")

    def _done(self) -> None:
        self._progress.hide()
        if self._failed:
            self.result_label.setText(
                self.tr("The self-test failed. Do not rely on this program; install it again.")
            )
        else:
            self.result_label.setText(self.tr("The self-test passed."))

    def _broken(self, error: Exception) -> None:
        self._failed += 1
        self._checked(Check(self.tr("the test itself"), False, f"{type(error).__name__}: {error}"))
        self._done()

    def done(self, result: int) -> None:
        self._job.cancel()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._job.cancel()
        super().closeEvent(event)


_ACCESSIBLE = 11
"""Qt.ItemDataRole.AccessibleTextRole"""
