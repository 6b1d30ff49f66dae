"""The page of images: those of a cell, a subgroup or a disagreement, or correct and incorrect ones."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xray_desktop.ui.evaluation.image_grid import GridImage, ImageGrid
from xray_desktop.ui.images.thumbnails import Thumbnails

MOST = 200
"""Images in the grid; the worklist shows all of them."""


class CasesPage(QWidget):
    """Shows images under a title.

    Signals:
        imageChosen: the image at a path is to be shown in the main window, which stays where it is.
        imageOpened: the image at a path is to be looked at in the main window.
        allWanted: correct and incorrect predictions are to be shown again.
    """

    imageChosen = Signal(str)
    imageOpened = Signal(str)
    allWanted = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self._hint = QLabel(), QLabel(wordWrap=True)
        self.all = QPushButton()
        self.open = QPushButton()
        self.grid = ImageGrid(thumbnails)
        self._title = ""
        self._count = 0
        self.title.setProperty("role", "heading")
        self._hint.setProperty("role", "muted")
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.all)
        top.addWidget(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._hint)
        self.grid.itemClicked.connect(lambda item: self.imageChosen.emit(self.grid.path_of(item)))
        self.grid.itemActivated.connect(lambda item: self.imageOpened.emit(self.grid.path_of(item)))
        self.open.clicked.connect(self._open_current)
        self.all.clicked.connect(self.allWanted)
        self.retranslate()

    def show_images(self, title: str, images: Sequence[GridImage], count: int | None = None) -> None:
        """Shows images under a title, which is empty for correct and incorrect predictions.

        Args:
            count: how many there are in all.
        """
        self._title, self._count = title, len(images) if count is None else count
        self.grid.show_images(images[:MOST])
        self._write()

    @property
    def chosen(self) -> bool:
        """Whether the images of a cell, or the like, are shown."""
        return bool(self._title)

    def _open_current(self) -> None:
        item = self.grid.currentItem() or self.grid.item(0)
        if item is not None:
            self.imageOpened.emit(self.grid.path_of(item))

    def _write(self) -> None:
        title = self._title or self.tr("Incorrect predictions, then correct ones")
        shown = min(self._count, MOST)
        number = QLocale().toString(self._count)
        if shown < self._count:
            number = self.tr("{shown} of {count}").format(shown=QLocale().toString(shown), count=number)
        self.title.setText(f"{title} ({number})")
        self.all.setVisible(bool(self._title))
        self.open.setEnabled(shown > 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.all.setText(self.tr("Correct and incorrect"))
        self.open.setText(self.tr("Show in the main window"))
        self._hint.setText(
            self.tr(
                "Click: show the image in the main window. Double-click: also close this window; Ctrl+E "
                "opens it "
                "again."
            )
        )
        self._write()
