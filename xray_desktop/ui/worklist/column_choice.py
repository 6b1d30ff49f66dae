"""Which columns the worklist shows, and in which order: chosen in the header's menu, moved by dragging."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QTableView

from xray_desktop.ui.worklist.columns import ALWAYS, DEFAULT, OF_PATIENTS, OF_STUDIES, Column, column_title


class ColumnChoice(QObject):
    """Shows, hides and orders the columns of a table.

    A column that nobody has chosen or hidden is shown when it is one of `DEFAULT`, and the reader's marks as
    soon as there is one.

    Columns of the patient's age and sex are shown only while patient data are.

    Signals:
        studiesWanted: a column is shown that needs the files' attributes.
        changed: a person has chosen other columns or another order; carries what `restore` takes.
    """

    changed = Signal(list)
    studiesWanted = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._header = table.horizontalHeader()
        self._chosen: dict[Column, bool] = {}
        self._marked = self._patient_shown = False
        self._restoring = False
        self._header.setSectionsMovable(True)
        self._header.setFirstSectionMovable(True)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._show_menu)
        self._header.sectionMoved.connect(self._moved)
        self._apply()

    def set_marked(self, marked: bool) -> None:
        """Whether a reader has marked an image, so that the column of marks is worth its room."""
        if marked != self._marked:
            self._marked = marked
            self._apply()

    def set_patient_shown(self, on: bool) -> None:
        """Whether patient data are shown."""
        self._patient_shown = on
        self._apply()

    def shown(self, column: Column) -> bool:
        """Whether a column is shown."""
        if column is ALWAYS:
            return True
        if column in OF_PATIENTS and not self._patient_shown:
            return False
        default = self._marked if column is Column.READER else column in DEFAULT
        return self._chosen.get(column, default)

    def names(self) -> list[str]:
        """All columns in their order, each with "+" before it when chosen and "-" when hidden by a person."""
        columns = [Column(self._header.logicalIndex(place)) for place in range(len(Column))]
        signs = {True: "+", False: "-", None: ""}
        return [signs[self._chosen.get(column)] + column.name for column in columns]

    def restore(self, names: Sequence[str]) -> None:
        """Brings back what `names` said; unknown names are ignored, and nothing at all means the default."""
        known = [
            (name, Column[name.lstrip("+-")]) for name in names if name.lstrip("+-") in Column.__members__
        ]
        self._chosen = {column: name[0] == "+" for name, column in known if name[0] in "+-"}
        order = list(dict.fromkeys([*(column for _, column in known), *Column]))
        self._restoring = True
        for place, column in enumerate(order):
            self._header.moveSection(self._header.visualIndex(column), place)
        self._restoring = False
        self._apply()

    def menu(self) -> QMenu:
        """The menu in which columns are chosen; its owner deletes it."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in range(len(Column)):
            column = Column(self._header.logicalIndex(place))
            if column is ALWAYS:
                continue
            action = menu.addAction(column_title(column))
            action.setObjectName(column.name)
            action.setCheckable(True)
            action.setChecked(self.shown(column))
            action.setEnabled(self._patient_shown or column not in OF_PATIENTS)
            action.toggled.connect(lambda on, column=column: self._choose(column, on))
        menu.addSeparator()
        menu.addAction(self.tr("Default columns"), self._choose_default).setObjectName("default")
        return menu

    def _choose(self, column: Column, on: bool) -> None:
        self._chosen[column] = on
        self._apply()
        self.changed.emit(self.names())

    def _choose_default(self) -> None:
        self.restore([])
        self.changed.emit([])

    def _moved(self) -> None:
        if not self._restoring:
            self.changed.emit(self.names())

    def _apply(self) -> None:
        for column in Column:
            self._table.setColumnHidden(column, not self.shown(column))
        if any(self.shown(column) for column in OF_STUDIES):
            self.studiesWanted.emit()

    def _show_menu(self, position: QPoint) -> None:
        self.menu().popup(self._header.mapToGlobal(position))
