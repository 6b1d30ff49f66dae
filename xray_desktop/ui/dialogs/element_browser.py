"""The DICOM elements of a file, searched and copied; those that identify the patient only when asked for."""

import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.imaging.dicom.element_rows import ElementRow
from xray_desktop.messages import Message, MessageError
from xray_desktop.ui.dialogs.element_model import ElementColumn, ElementModel, matching, with_ancestors
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.text.messages import sentence

_SEARCH_AFTER_MS = 200
_PAUSE_S = 0.01
_MOST_EXPANDED = 200
"""Sequences that a search opens to show what it has found in them."""


class ElementBrowser(QDialog):
    """Shows the elements of one file after the other, read in a worker as they are shown.

    Signals:
        copied: something was copied, or could not be (a message code).
    """

    copied = Signal(str)

    def __init__(self, worker: WorkerThread, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._path: Path | None = None
        self._reading: Job | None = None
        self._searching: Job | None = None
        self._failure: Message | None = None
        self.model = ElementModel(self)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.patient = QCheckBox()
        self.view = QTreeView()
        self.summary = QLabel()
        self.problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.copy_row, self.copy_value, self.copy_all = (QAction(self) for _ in range(3))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._timer = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._set_up_view()
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def complete(self) -> bool:
        """Whether the file is read and the search is done."""
        return self._reading is None and self._searching is None and not self._timer.isActive()

    def show_file(self, path: Path) -> None:
        """Shows the elements of a file; those of the file before are dropped."""
        self._cancel()
        self._path, self._failure = path, None
        self.model.clear()
        self.setWindowTitle(self._title())
        self._reading = self._worker.submit(
            lambda: _read(path), item=self._add, done=self._read_to_end, failed=self._failed
        )
        self._show_state()

    def _add(self, rows: Sequence[ElementRow]) -> None:
        self.model.append(rows)
        self._show_state()

    def _read_to_end(self) -> None:
        self._reading = None
        if self.search.text().strip():
            self._timer.start()
        self._show_state()

    def _failed(self, error: Exception) -> None:
        self._reading = None
        self._show_state()
        if not isinstance(error, MessageError):
            raise error
        self._failure = error.message
        self._read_to_end()

    def _cancel(self) -> None:
        for job in (self._reading, self._searching):
            if job is not None:
                job.cancel()
        self._reading = self._searching = None
        self._timer.stop()

    # Search

    def _search(self) -> None:
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None
        words = self.search.text().strip()
        if not words:
            self.model.show_only(None)
            self._show_state()
            return
        work = partial(_found, list(self.model.rows), words, self.model.identifying_shown)
        self._searching = self._worker.submit(work, item=self._show_found, next_in_line=True)

    def _show_found(self, found: list[int]) -> None:
        self._searching = None
        self.model.show_only(found)
        parents = self.model.parents
        for place in with_ancestors((parents[each] for each in found[:_MOST_EXPANDED]), parents)[
            :_MOST_EXPANDED
        ]:
            self.view.expand(self.model.index_of(place))
        self._show_state()

    def _patient_toggled(self, on: bool) -> None:
        self.model.set_identifying_shown(on)
        self.view.viewport().update()
        if self.search.text().strip():
            self._timer.start()

    # Copying

    def _copy_row(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self._to_clipboard("\n".join(self.model.lines([index.internalId()])).strip())

    def _copy_value(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            row = self.model.row_at(index)
            self._to_clipboard("" if self.model.is_hidden(row) else self.model.value_of(row))

    def _copy_all(self) -> None:
        model, places = self.model, self.model.shown_rows()
        self._worker.submit(lambda: iter(["\n".join(model.lines(places))]), item=self._to_clipboard)

    def _to_clipboard(self, text: str) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text)
        self.copied.emit("elements_copied" if clipboard.text() == text else "clipboard_refused")

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([self.copy_row, self.copy_value, self.copy_all])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(position))

    # Building

    def _set_up_view(self) -> None:
        view, header = self.view, self.view.header()
        view.setModel(self.model)
        view.setUniformRowHeights(True)
        view.setIndentation(16)
        view.setAlternatingRowColors(True)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setStretchLastSection(True)
        # Fixed, because measuring many rows takes long.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        width = view.fontMetrics().averageCharWidth()
        for column, characters in ((ElementColumn.TAG, 26), (ElementColumn.NAME, 38), (ElementColumn.VR, 6)):
            header.resizeSection(column, characters * width)
        for action in (self.copy_row, self.copy_value, self.copy_all):
            view.addAction(action)
        self.copy_row.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy_row.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.patient)
        bottom.addWidget(self.summary, 1)
        bottom.addWidget(self._buttons)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.problem)
        layout.addLayout(bottom)
        self.summary.setProperty("role", "muted")
        self.problem.setProperty("role", "failed")
        self.search.setFocus()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._timer.start)
        self._timer.timeout.connect(self._search)
        self.patient.toggled.connect(self._patient_toggled)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.copy_row.triggered.connect(self._copy_row)
        self.copy_value.triggered.connect(self._copy_value)
        self.copy_all.triggered.connect(self._copy_all)
        self._buttons.rejected.connect(self.reject)

    def done(self, result: int) -> None:
        self._cancel()
        # Hidden again at the next opening.
        self.patient.setChecked(False)
        self.model.clear()
        super().done(result)

    def sizeHint(self) -> QSize:
        return QSize(920, 600)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _title(self) -> str:
        title = self.tr("DICOM elements")
        # Qt replaces a single [*] by its mark of unsaved changes.
        return f"{one_line(self._path.name).replace('[*]', '[*][*]')} – {title}" if self._path else title

    def _show_state(self) -> None:
        summary = self.model.summary()
        self.summary.setText(
            self.tr("Reading… {elements}").format(elements=summary) if self._reading else summary
        )
        self.problem.setText(sentence(self._failure) if self._failure else "")
        self.problem.setVisible(self._failure is not None)

    def _retranslate(self) -> None:
        self.setWindowTitle(self._title())
        self.search.setPlaceholderText(self.tr("Search by tag, keyword, name or value"))
        self.search.setAccessibleName(self.tr("Search in the elements"))
        self.patient.setText(self.tr("Show &patient data"))
        self.patient.setToolTip(
            self.tr(
                "Everything that may identify the patient (DICOM PS3.15, Table E.1-1). Hidden again when "
                "closed."
            )
        )
        self.view.setAccessibleName(self.tr("DICOM elements"))
        self.copy_row.setText(self.tr("Copy &row"))
        self.copy_value.setText(self.tr("Copy &value"))
        self.copy_all.setText(self.tr("Copy &all shown"))
        self._show_state()


def _read(path: Path) -> Iterator[list[ElementRow]]:
    # pydicom takes its time to load.
    from xray_desktop.imaging.dicom.contents import dicom_contents
    from xray_desktop.imaging.dicom.element_rows import element_rows

    for rows in element_rows(dicom_contents(path), path.name):
        yield rows
        # The interface thread takes these before the next come. It competes for the interpreter with this
        # thread, and with portions always waiting it would attend to nothing else.
        time.sleep(_PAUSE_S)


def _found(rows: Sequence[ElementRow], words: str, identifying_shown: bool) -> Iterator[list[int]]:
    yield matching(rows, words, identifying_shown=identifying_shown)
