"""The line above the pages: which images and labels, what is under way, and the export of the study."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.messages import Message
from xray_desktop.ui.evaluation.steps import LabelTable
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.text.messages import sentence
from xray_desktop.ui.theme.icons import set_icon


class Header(QWidget):
    """Choices for the whole window, and the remarks on what was left out.

    Signals:
        scopeChosen: other images are to be evaluated; carries the data of the choice.
        foldersWanted: the labels are to come from class folders.
        tableWanted: a label table is to be chosen.
        wordsWanted: the meaning of the labels is to be chosen.
        cancelWanted: the work under way is to be given up.
        exportWanted: the study is to be exported.
    """

    scopeChosen = Signal(object)
    foldersWanted = Signal()
    tableWanted = Signal()
    wordsWanted = Signal()
    cancelWanted = Signal()
    exportWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: LabelTable | None = None
        self._remarks: Sequence[Message] = ()
        self._waiting = 0
        self.scope = QComboBox()
        self.labels = QToolButton()
        self.busy = QLabel()
        self.cancel = QToolButton(autoRaise=True)
        self.export = QPushButton()
        self.remarks = QLabel(wordWrap=True)
        self._menu = QMenu(self)
        self._folders = self._menu.addAction("")
        self._choose = self._menu.addAction("")
        self._words = self._menu.addAction("")
        self._lay_out()
        self.scope.activated.connect(lambda index: self.scopeChosen.emit(self.scope.itemData(index)))
        self._folders.triggered.connect(self.foldersWanted)
        self._choose.triggered.connect(self.tableWanted)
        self._words.triggered.connect(self.wordsWanted)
        self.cancel.clicked.connect(self.cancelWanted)
        self.export.clicked.connect(self.exportWanted)
        self.retranslate()

    def show_scopes(self, scopes: Sequence[tuple[str, Any]]) -> None:
        """Offers parts of the images, by title and data; the first is all of them."""
        chosen = self.scope.currentData()
        self.scope.clear()
        for title, data in scopes:
            self.scope.addItem(one_line(title), data)
        self.scope.setCurrentIndex(max(0, self.scope.findData(chosen)))
        self.scope.setVisible(len(scopes) > 1)

    def show_labels(self, table: LabelTable | None) -> None:
        """Says where the labels come from."""
        self._table = table
        self._write()

    def show_busy(self, busy: bool) -> None:
        """Says whether work is under way."""
        self.busy.setVisible(busy)
        self.cancel.setVisible(busy)

    def show_remarks(self, remarks: Sequence[Message], waiting: int) -> None:
        """Says what was left out, and how many images are not classified yet."""
        self._remarks, self._waiting = remarks, waiting
        self._write()

    def _write(self) -> None:
        name = self.tr("class folders") if self._table is None else one_line(self._table.file.name)
        self.labels.setText(self.tr("Labels: {source}").format(source=name))
        self._folders.setEnabled(self._table is not None)
        self._words.setEnabled(self._table is not None)
        lines = [sentence(remark) for remark in self._remarks]
        if self._waiting:
            lines.insert(0, self.tr("%Ln labelled image(s) are not classified yet.", "", self._waiting))
        self.remarks.setText(" ".join(lines))
        self.remarks.setVisible(bool(lines))

    def _lay_out(self) -> None:
        set_icon(self.cancel, "stop")
        set_icon(self.export, "export")
        set_icon(self.labels, "worklist")
        self.labels.setMenu(self._menu)
        self.labels.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.labels.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.cancel.setIconSize(QSize(16, 16))
        self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.remarks.setProperty("role", "muted")
        self.busy.setProperty("role", "muted")
        self.show_busy(False)
        row = QHBoxLayout()
        for widget in (self.scope, self.labels, self.busy, self.cancel):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.remarks)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.scope.setAccessibleName(self.tr("Images to evaluate"))
        self._folders.setText(self.tr("Class folders NORMAL and PNEUMONIA"))
        self._choose.setText(self.tr("Label table…"))
        self._words.setText(self.tr("What the labels mean…"))
        self.busy.setText(self.tr("Computing intervals…"))
        self.cancel.setToolTip(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Cancel"))
        self.export.setText(self.tr("Export study…"))
        self.export.setToolTip(self.tr("Report, figures, tables and a CSV of all cases in one folder"))
        self._write()
