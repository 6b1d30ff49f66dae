"""The worklist: every image that is open, found again by eye, by word and by key."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from xray_desktop.ui.images.thumbnails import Read, Thumbnails
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.theme.icons import set_icon
from xray_desktop.ui.worklist.column_choice import ColumnChoice
from xray_desktop.ui.worklist.columns import Column
from xray_desktop.ui.worklist.delegate import WorklistDelegate
from xray_desktop.ui.worklist.entry import Entry, Filter
from xray_desktop.ui.worklist.filter_bar import FilterBar
from xray_desktop.ui.worklist.foot import WorklistFoot
from xray_desktop.ui.worklist.model import WorklistModel
from xray_desktop.ui.worklist.study_finder import StudyFinder
from xray_desktop.ui.worklist.table import WorklistTable

_COUNT_AFTER_MS = 150


class Worklist(QWidget):
    """Table of images with a filter; the current row is the image that is wanted on the screen.

    Signals:
        imageWanted: the image at a path is to be shown.
        compareWanted: two images are to be shown side by side; carries their paths.
        classifyWanted: the chosen images are to be classified; carries their paths.
        evaluationWanted: the images of folders that name their class are to be evaluated.
    """

    imageWanted = Signal(str)
    compareWanted = Signal(str, str)
    classifyWanted = Signal(list)
    evaluationWanted = Signal()

    def __init__(
        self,
        worker: WorkerThread,
        read: Read | None = None,
        parent: QWidget | None = None,
        *,
        studies_worker: WorkerThread | None = None,
    ) -> None:
        """`worker` makes the thumbnails; `read` reads an image for one, in the worker thread.

        `studies_worker` reads patients and studies, by default in line with the thumbnails.
        """
        super().__init__(parent)
        self.model = WorklistModel(self)
        self.thumbnails = Thumbnails(worker, read, self)
        self.thumbnails.ready.connect(self.model.thumbnail_changed)
        self.table = WorklistTable(self.model, WorklistDelegate(self.thumbnails, self.model, self))
        self.columns = ColumnChoice(self.table)
        self.filter_bar = FilterBar()
        self.foot = WorklistFoot(self.model)
        self.studies = StudyFinder(studies_worker or worker, self.model, self)
        self.evaluate_button = self.foot.evaluate
        self._current = ""
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self.table.selectionModel().currentRowChanged.connect(self._current_changed)
        self.table.activated.connect(self._activated)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.columns.studiesWanted.connect(self.studies.want)
        self.filter_bar.groupingChosen.connect(self._group)
        self._set_up_actions()
        self._lay_out()
        self.retranslate()
        self.model.countsChanged.connect(self._counts_changed)
        self._counting.timeout.connect(self._show_counts)
        self._show_counts()

    # What other parts ask for

    def add(self, entries: Iterable[Entry]) -> int:
        """Adds images at the end; returns how many were not there yet."""
        return self.model.add(entries)

    @property
    def threshold_text(self) -> str:
        """The operating point and threshold at which the images are classified, in words."""
        return self.foot.threshold_text

    def current(self) -> Entry | None:
        """The image that is wanted on the screen."""
        index = self.table.currentIndex()
        return self.model.shown_at(index.row()) if index.isValid() else None

    def selected(self) -> list[Entry]:
        """The chosen images, from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.shown_at(row) for row in rows]

    def show_image(self, path: str) -> bool:
        """Makes an image the current one, lifting a filter that hides it; False when it is not in the
        list.
        """
        if self.model.entry(path) is None:
            return False
        if self.model.row_of(path) < 0:
            self._current = path
            self.clear_filter()
        self._make_current(self.model.row_of(path))
        return True

    def step(self, by: int) -> bool:
        """Moves on by so many images (back, when negative); False at the end of the list."""
        row = self.table.currentIndex().row()
        target = min(max(row + by, 0), self.model.rowCount() - 1) if row >= 0 else 0
        if self.model.rowCount() == 0 or target == row:
            return False
        self._make_current(target)
        return True

    def neighbours(self, path: str, count: int = 1) -> list[str]:
        """The images that are likely wanted next, the likeliest first: those after and before a path."""
        row = self.model.row_of(path)
        if row < 0:
            return []
        rows = [row + sign * distance for distance in range(1, count + 1) for sign in (1, -1)]
        shown = self.model.shown
        return [shown[each].path for each in rows if 0 <= each < len(shown)]

    def set_filter(self, wanted: Filter) -> None:
        """Shows the images that a filter accepts, and says so where the filter is."""
        self.filter_bar.show_filter(wanted)
        self.model.set_filter(wanted)
        self._after_filter()

    def clear_filter(self) -> None:
        """Shows all images again."""
        self.set_filter(Filter())

    def set_patient_shown(self, on: bool) -> None:
        """Whether what the files say of the patient may be shown."""
        self.model.set_patient_shown(on)
        self.columns.set_patient_shown(on)
        self.table.size_sections()

    def close_reading(self) -> None:
        """Ends all reading; to be followed by closing the worker threads."""
        self.thumbnails.close()
        self.studies.close()

    # Building

    def _set_up_actions(self) -> None:
        self.classify_action = QAction(self)
        self.compare_action = QAction(self)
        self.remove_action = QAction(self)
        self.remove_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        set_icon(self.classify_action, "batch")
        set_icon(self.compare_action, "compare")
        set_icon(self.remove_action, "close")
        self.classify_action.triggered.connect(self._classify_selected)
        self.compare_action.triggered.connect(self._compare_selected)
        self.remove_action.triggered.connect(self._remove_selected)
        self.table.addAction(self.remove_action)

    def _lay_out(self) -> None:
        self.filter_bar.edited.connect(self._filter_edited)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filter_bar)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.foot)
        self.evaluate_button.clicked.connect(self.evaluationWanted)
        self.setFocusProxy(self.table)

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.filter_bar.retranslate()
        self.table.setAccessibleName(self.tr("Worklist"))
        self.table.setAccessibleDescription(
            self.tr("Open images. Arrow keys show the next and the previous image.")
        )
        self.foot.retranslate()
        self.classify_action.setText(self.tr("Classify the selected images…"))
        self.compare_action.setText(self.tr("Compare the two selected images"))
        self.remove_action.setText(self.tr("Remove from the worklist"))
        self.model.retranslate()
        self.table.size_sections()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            # Once the table has the new font too.
            QTimer.singleShot(0, self, self.table.size_sections)
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(420, 500)

    # What happens

    def _make_current(self, row: int) -> None:
        index = self.model.index(row, Column.NAME)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.table.scrollTo(index)

    def _current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self._current = self.model.shown_at(current.row()).path
            self.imageWanted.emit(self._current)

    def _group(self, on: bool) -> None:
        if on:
            self.studies.want()
        self.model.set_grouped(on)
        self.table.show_current()

    def _activated(self, index: QModelIndex) -> None:
        self.imageWanted.emit(self.model.shown_at(index.row()).path)

    def _filter_edited(self, wanted: Filter) -> None:
        self.model.set_filter(wanted)
        self._after_filter()

    def _after_filter(self) -> None:
        row = self.model.row_of(self._current)
        if not self.table.currentIndex().isValid() and row >= 0:
            # The filter before had hidden the image that is on the screen.
            self._make_current(row)
        self.table.show_current()
        self._show_counts()

    def _show_menu(self, position: QPoint) -> None:
        chosen = self.selected()
        if not chosen:
            return
        self.compare_action.setEnabled(len(chosen) == 2)
        menu = QMenu(self)
        menu.addActions([self.classify_action, self.compare_action, self.remove_action])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(position))

    def _classify_selected(self) -> None:
        self.classifyWanted.emit([entry.path for entry in self.selected()])

    def _compare_selected(self) -> None:
        chosen = self.selected()
        if len(chosen) == 2:
            self.compareWanted.emit(chosen[0].path, chosen[1].path)

    def _remove_selected(self) -> None:
        gone = self.selected()
        row = self.table.currentIndex().row()
        self.model.remove(entry.path for entry in gone)
        if self.model.rowCount():
            self._make_current(min(max(row - len(gone) + 1, 0), self.model.rowCount() - 1))

    def _counts_changed(self) -> None:
        if not self._counting.isActive():
            self._counting.start()

    def _show_counts(self) -> None:
        self.foot.refresh()
        self.columns.set_marked(any(not entry.mark.empty for entry in self.model.entries))
