"""The page of subgroups: a forest plot by columns of the label table, folder, size and DICOM attributes."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.ui.evaluation.evaluator import Evaluator
from xray_desktop.ui.evaluation.figure_view import KINDS
from xray_desktop.ui.evaluation.forest_view import ForestView
from xray_desktop.ui.evaluation.texts import column_title
from xray_desktop.ui.text.messages import sentences
from xray_desktop.ui.theme.icons import set_icon


class SubgroupsPage(QWidget):
    """Shows the evaluator's subgroups at the threshold in use.

    Signals:
        subgroupChosen: the images of a subgroup (Subgroup) are to be shown.
        attributesWanted: the attributes of DICOM files are to be read.
        saveWanted: the figure of this name is to be saved in a form (a suffix).
    """

    subgroupChosen = Signal(object)
    attributesWanted = Signal()
    saveWanted = Signal(str, str)

    def __init__(self, evaluator: Evaluator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluator = evaluator
        self.column = QComboBox()
        self.attributes = QPushButton()
        self.save = QToolButton(autoRaise=True)
        self.forest = ForestView()
        self._empty, self._remarks, self._help = (QLabel(wordWrap=True) for _ in range(3))
        self._lay_out()
        evaluator.grouped.connect(self._show_groups)
        evaluator.evaluated.connect(self._show_groups)
        self.column.activated.connect(self._show_groups)
        self.attributes.clicked.connect(self.attributesWanted)
        self.forest.chosen.connect(self.subgroupChosen)
        self.save.clicked.connect(self._open_menu)
        self.retranslate()

    def _show_groups(self) -> None:
        groups = self._evaluator.groups
        subgroups = list(groups.subgroups) if groups else []
        columns = list(dict.fromkeys(each.column for each in subgroups if each.column))
        chosen = self.column.currentData()
        self.column.clear()
        self.column.addItem(self.tr("All columns"), "")
        for column in columns:
            self.column.addItem(column_title(column), column)
        self.column.setCurrentIndex(max(0, self.column.findData(chosen)))
        self.column.setVisible(len(columns) > 1)
        column = self.column.currentData()
        shown = [each for each in subgroups if not column or each.column in ("", column)]
        self.forest.show_subgroups(shown)
        self._empty.setVisible(bool(groups) and not columns)
        self.save.setEnabled(bool(columns))
        self._remarks.setText(sentences(groups.remarks) if groups else "")
        self._remarks.setVisible(bool(self._remarks.text()))

    def show_reading(self, text: str) -> None:
        """Says how far the reading of DICOM attributes is; empty when it is over."""
        self.attributes.setEnabled(not text)
        self.attributes.setText(text or self.tr("Read age, sex, view and device from DICOM files"))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for kind in KINDS:
            action = menu.addAction(self.tr("Save as {kind}…").format(kind=kind[1:].upper()))
            action.triggered.connect(lambda _=False, kind=kind: self.saveWanted.emit("subgroups", kind))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.save.mapToGlobal(self.save.rect().bottomLeft()))

    def _lay_out(self) -> None:
        set_icon(self.save, "save")
        for label in (self._empty, self._remarks, self._help):
            label.setProperty("role", "muted")
        top = QHBoxLayout()
        top.addWidget(self.column)
        top.addWidget(self.attributes)
        top.addStretch()
        top.addWidget(self.save)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.forest)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addLayout(top)
        layout.addWidget(self._empty)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._remarks)
        layout.addWidget(self._help)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.column.setAccessibleName(self.tr("Column"))
        self.save.setToolTip(self.tr("Save this figure or its data"))
        self.save.setAccessibleName(self.tr("Save this figure or its data"))
        self.show_reading("")
        self._empty.setText(
            self.tr(
                "Nothing divides these images into subgroups yet. Use a label table with further columns "
                "(sex, age, "
                "view, source), folders, or the attributes of DICOM files."
            )
        )
        self._help.setText(
            self.tr(
                "95 % CI: AUC by DeLong, shares by Wilson. The dashed line is that of all images. "
                "Differences are "
                "not tested, and small subgroups vary by chance. Click a row to see its images."
            )
        )
        self._show_groups()
