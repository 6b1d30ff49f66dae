"""Files and folders dropped on a window or a part of it; text fields in it leave them alone."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget


def local_files(event: QDropEvent) -> list[str]:
    """The files and folders of this machine that are dragged or dropped; links to other places are not.

    What this program drags out itself does not count either: it is open already.
    """
    if event.source() is not None:
        return []
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]


class FileDrops(QObject):
    """Makes a widget, with all its children, take files and folders.

    Signals:
        dropped: these paths were dropped.
    """

    dropped = Signal(list)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)
        self.take_from_fields(widget)

    def take_from_fields(self, widget: QWidget) -> None:
        """Keeps text fields from writing the name of a dropped file into themselves."""
        for field in widget.findChildren(QLineEdit):
            field.setAcceptDrops(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            if local_files(event):
                event.acceptProposedAction()
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            paths = local_files(event)
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(paths)
        return super().eventFilter(watched, event)
