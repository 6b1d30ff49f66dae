"""The button of the tool bar from which the image is dragged into another program."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton

from xray_desktop.ui.theme.icons import set_icon
from xray_desktop.ui.window.export_control import ExportControl
from xray_desktop.ui.window.parts import WindowParts

_PREVIEW = 96


class DragHandle(QToolButton):
    """Pressed and dragged, it hands over a copy of the image on the screen as a file."""

    def __init__(self, window: WindowParts, export: ExportControl) -> None:
        super().__init__(autoRaise=True)
        self._window = window
        self._export = export
        self._pressed_at: QPoint | None = None
        self._dragged = False
        self._copy: Path | None = None
        self._turn = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        set_icon(self, "drag-out")
        window.stateChanged.connect(self._refresh)
        self._refresh()
        self._retranslate()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed_at, self._dragged, self._copy = event.position().toPoint(), False, None
        self._turn += 1
        turn = self._turn

        def ready(copy: Path) -> None:
            if turn == self._turn:
                self._copy = copy
                self._drag_if_wanted()

        self._export.prepare_copy(ready)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        start = self._pressed_at
        if start is None or self._dragged:
            return
        far = (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance()
        if far and event.buttons() & Qt.MouseButton.LeftButton:
            self._dragged = True
            self._drag_if_wanted()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pressed_at = None

    def _drag_if_wanted(self) -> None:
        """Begins the drag once the copy is there, unless the button came up in the meantime."""
        if self._copy is None or not self._dragged or self._pressed_at is None:
            return
        self._pressed_at = None
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(self._copy))])
        drag = QDrag(self)
        drag.setMimeData(mime)
        ratio = self._window.devicePixelRatioF()
        preview = QPixmap.fromImage(self._window.viewer.view.snapshot()).scaledToWidth(
            round(_PREVIEW * ratio), Qt.TransformationMode.SmoothTransformation
        )
        preview.setDevicePixelRatio(ratio)
        drag.setPixmap(preview)
        self.setDown(False)
        drag.exec(Qt.DropAction.CopyAction)

    def _refresh(self) -> None:
        self.setEnabled(self._window.image is not None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Drag the image into another program"))
        self.setToolTip(
            self.tr(
                "Drag from here into another program. Of a DICOM file it gets an anonymised copy, "
                "of other files an unchanged copy."
            )
        )
