"""What the window shows before an image is open: what to do, in three lines, and images to try it with."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from xray_desktop.resources import resource
from xray_desktop.ui.theme.dark_page import DarkPage
from xray_desktop.ui.theme.heading import Heading
from xray_desktop.ui.theme.icons import set_icon

_SAMPLE_SIZE = QSize(150, 120)


def sample_images() -> list[Path]:
    """The synthetic images that travel with the program."""
    return sorted(resource("samples").glob("*.png"))


class StartPage(DarkPage):
    """The first page.

    Signals:
        openWanted: files are to be chosen.
        openFolderWanted: a folder is to be chosen.
        sampleWanted: a synthetic image (Path) is to be opened.
    """

    openWanted = Signal()
    openFolderWanted = Signal()
    sampleWanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Heading(1.8)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lines = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._open, self._folder = QPushButton(), QPushButton()
        set_icon(self._open, "open", on_dark=True)
        set_icon(self._folder, "open-folder", on_dark=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch()
        buttons.addWidget(self._open)
        buttons.addWidget(self._folder)
        buttons.addStretch()
        self._samples_label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._samples = {image: QToolButton() for image in sample_images()}
        samples = QHBoxLayout()
        samples.setSpacing(16)
        samples.addStretch()
        for image, button in self._samples.items():
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIcon(QIcon(str(image)))
            button.setIconSize(_SAMPLE_SIZE)
            button.clicked.connect(lambda _=False, image=image: self.sampleWanted.emit(image))
            samples.addWidget(button)
        samples.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(self._title)
        layout.addWidget(self._lines)
        layout.addLayout(buttons)
        layout.addSpacing(18)
        layout.addWidget(self._samples_label)
        layout.addLayout(samples)
        if not self._samples:
            self._samples_label.hide()
        layout.addStretch(3)
        self._open.clicked.connect(self.openWanted)
        self._folder.clicked.connect(self.openFolderWanted)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Open a chest radiograph"))
        self._lines.setText(
            self.tr(
                "Drop files or a folder on this window, or choose them below.\nThe image and its "
                "histogram are shown first, then the model's prediction.\nDrag on the image to "
                "change window width and centre; use the wheel to zoom."
            )
        )
        self._open.setText(self.tr("Open files…"))
        self._folder.setText(self.tr("Open folder…"))
        self._samples_label.setText(
            self.tr("Or try a synthetic image (computer-generated, no patient data):")
        )
        for image, button in self._samples.items():
            button.setText(sample_title(image))


def sample_title(image: Path) -> str:
    """What a synthetic image is called."""
    pneumonia = "pneumonia" in image.stem.lower()
    return (
        QCoreApplication.translate("StartPage", "Synthetic, pneumonia-like")
        if pneumonia
        else QCoreApplication.translate("StartPage", "Synthetic, normal-like")
    )
