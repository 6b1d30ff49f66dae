"""A chart with a menu that saves it."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from xray_desktop.ui.theme.icons import set_icon
from xray_desktop.ui.widgets.charts import ChartView

KINDS = (".png", ".svg", ".pdf", ".csv")


class FigureView(ChartView):
    """A chart whose figure can be saved, from its button or its context menu.

    Signals:
        saveWanted: the figure of this name is to be saved in a form (".png", ".svg", ".pdf" or ".csv").
    """

    saveWanted = Signal(str, str)

    def __init__(self, name: str, *, draggable: bool = False, parent: QWidget | None = None) -> None:
        """`name` is that of the figure in a study; see `evaluation.study.figures`."""
        super().__init__(parent, draggable=draggable)
        self._name = name
        self.save = QToolButton(self, autoRaise=True)
        set_icon(self.save, "save")
        self.save.clicked.connect(lambda: self._open(self.save.mapToGlobal(QPoint(0, self.save.height()))))
        self._retranslate()

    def menu(self) -> QMenu:
        """What can be done with the figure."""
        menu = QMenu(self)
        texts = {
            ".png": self.tr("Save as PNG…"),
            ".svg": self.tr("Save as SVG…"),
            ".pdf": self.tr("Save as PDF…"),
            ".csv": self.tr("Save the data as CSV…"),
        }
        for kind in KINDS:
            action = menu.addAction(texts[kind])
            action.triggered.connect(lambda _=False, kind=kind: self.saveWanted.emit(self._name, kind))
        menu.addSeparator()
        menu.addAction(self.tr("Copy picture")).triggered.connect(self._copy)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.save.resize(self.save.sizeHint())
        self.save.move(self.width() - self.save.width() - 2, 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _open(self, place: QPoint) -> None:
        if self.chart is not None and not self.chart.remark:
            self.menu().popup(place)

    def _copy(self) -> None:
        self.save.hide()
        picture = self.grab()
        self.save.show()
        if clipboard := QGuiApplication.clipboard():
            clipboard.setPixmap(picture)

    def _retranslate(self) -> None:
        self.save.setToolTip(self.tr("Save this figure or its data"))
        self.save.setAccessibleName(self.tr("Save this figure or its data"))
