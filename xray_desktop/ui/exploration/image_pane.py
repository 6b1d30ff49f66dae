"""The images of what is chosen on a page of the exploration, with a sentence on them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xray_desktop.ui.images.thumbnails import Thumbnails
from xray_desktop.ui.worklist.thumbnail_grid import GridItem, ThumbnailGrid


class ImagePane(QWidget):
    """A sentence, thumbnails, and a button that shows them all in the worklist.

    Attributes:
        about: the sentence.
        grid: the thumbnails.
        to_worklist: the button.

    Signals:
        imageChosen: the image at a path is to be shown.
        imagesWanted: the images (a list of paths) are to be shown in the worklist, under a title.
    """

    imageChosen = Signal(str)
    imagesWanted = Signal(list, str)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self.about = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.grid = ThumbnailGrid(thumbnails)
        self.to_worklist = QPushButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(self.grid, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.to_worklist)
        column.addLayout(foot)
        self.grid.imageChosen.connect(self.imageChosen)
        self.to_worklist.clicked.connect(self._want_images)

    def show_images(self, items: Sequence[GridItem], about: str, title: str) -> None:
        """Shows images with a sentence on them; the title is for the worklist."""
        self._title = title
        self.grid.show_items(items)
        self.to_worklist.setEnabled(bool(items))
        self.about.setText(about)

    def retranslate(self, grid_name: str) -> None:
        """Shows all texts in the language in use, with this accessible name of the thumbnails."""
        self.grid.setAccessibleName(grid_name)
        self.to_worklist.setText(self.tr("Show in the &worklist"))

    def _want_images(self) -> None:
        self.imagesWanted.emit([item.path for item in self.grid.items], self._title)
