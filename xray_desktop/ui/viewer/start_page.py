"""What the window shows before an image is open: where to drop files, what was open last, images to try."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.resources import resource
from xray_desktop.ui.text.file_text import one_line, tooltip
from xray_desktop.ui.theme.dark_page import DarkPage
from xray_desktop.ui.theme.heading import Heading
from xray_desktop.ui.theme.icons import icon, set_icon, tinted
from xray_desktop.ui.theme.theme import DARK

_SAMPLE_SIZE = QSize(110, 88)
_WIDEST = 860
_NARROW = 620
"""A page narrower than this has no room for the recent files; they are in the menu too."""
_MOST_RECENT = 6
_PATH = Qt.ItemDataRole.UserRole


def sample_images() -> list[Path]:
    """The synthetic images that travel with the program."""
    return sorted(resource("samples").glob("*.png"))


class StartPage(DarkPage):
    """The first page.

    Attributes:
        recent: the files and folders that were open last.

    Signals:
        openWanted: files are to be chosen.
        openFolderWanted: a folder is to be chosen.
        sampleWanted: a synthetic image (Path) is to be opened.
        recentWanted: a file or folder (its path) is to be opened again.
        tourWanted: the program is to be shown round.
    """

    openWanted = Signal()
    openFolderWanted = Signal()
    sampleWanted = Signal(object)
    recentWanted = Signal(str)
    tourWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Heading(1.8)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._target = _DropTarget()
        self._recent_part = QWidget()
        self._recent_title = Heading(1.0, bold=True)
        self.recent = QListWidget()
        self.recent.setStyleSheet(_LIST_STYLE)
        self.recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent.setIconSize(QSize(16, 16))
        self.recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._lines = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._tour = QPushButton()
        set_icon(self._tour, "help", on_dark=True)
        self._samples_label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._samples = {image: QToolButton() for image in sample_images()}
        for image, button in self._samples.items():
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIcon(QIcon(str(image)))
            button.setIconSize(_SAMPLE_SIZE)
            button.clicked.connect(lambda _=False, image=image: self.sampleWanted.emit(image))
        self._samples_label.setVisible(bool(self._samples))
        self._lay_out()
        self._target.open.clicked.connect(self.openWanted)
        self._target.folder.clicked.connect(self.openFolderWanted)
        self._tour.clicked.connect(self.tourWanted)
        # Enter and a click, whatever this system takes for activation.
        self.recent.itemClicked.connect(self._chosen)
        self.recent.itemActivated.connect(self._chosen)
        self.set_recent(())
        self._retranslate()

    def set_recent(self, paths: Sequence[str]) -> None:
        """Offers files and folders to open again, the newest first; without any, there is no list."""
        self.recent.clear()
        for path in paths[:_MOST_RECENT]:
            # Whether it is still there is not asked: a network drive may take its time to say.
            name, folder = Path(path).name or path, Path(path).parent.name
            item = QListWidgetItem(icon("recent", on_dark=True), one_line(name), self.recent)
            if folder:
                item.setText(f"{one_line(name)}   –   {one_line(folder)}")
            item.setToolTip(tooltip(path))
            item.setData(_PATH, path)
        self.recent.setMinimumHeight(self.recent.count() * max(self.recent.sizeHintForRow(0), 0) + 4)
        self._show_recent()

    def _chosen(self, item: QListWidgetItem) -> None:
        self.recentWanted.emit(item.data(_PATH))

    def _show_recent(self) -> None:
        self._recent_part.setVisible(bool(self.recent.count()) and self.width() >= _NARROW)

    def _lay_out(self) -> None:
        recent = QVBoxLayout(self._recent_part)
        recent.setContentsMargins(0, 0, 0, 0)
        recent.addWidget(self._recent_title)
        recent.addWidget(self.recent, 1)
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addWidget(self._target, 3)
        top.addWidget(self._recent_part, 2)
        samples = QHBoxLayout()
        samples.setSpacing(16)
        samples.addStretch()
        for button in self._samples.values():
            samples.addWidget(button)
        samples.addStretch()
        tour = QHBoxLayout()
        tour.addStretch()
        tour.addWidget(self._tour)
        tour.addStretch()
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(self._title)
        layout.addLayout(top)
        layout.addWidget(self._lines)
        layout.addLayout(tour)
        layout.addSpacing(4)
        layout.addWidget(self._samples_label)
        layout.addLayout(samples)
        layout.addStretch(3)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The ground is the page's.
        area.viewport().setAutoFillBackground(False)
        area.setWidget(middle)
        middle.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_recent()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Open a chest radiograph"))
        self._lines.setText(
            self.tr(
                "The image and its histogram are shown first, then the model's prediction.\nDrag on the "
                "image to change window width and centre; use the wheel to zoom.\nPage Up and Page Down "
                "step through the images of a folder."
            )
        )
        self._target.words.setText(self.tr("Drop files or a folder here"))
        self._target.open.setText(self.tr("Open files…"))
        self._target.folder.setText(self.tr("Open folder…"))
        self._recent_title.setText(self.tr("Recent files and folders"))
        self.recent.setAccessibleName(self._recent_title.text())
        self._tour.setText(self.tr("Take a tour in five steps"))
        self._samples_label.setText(
            self.tr("Or try a synthetic image (computer-generated, no patient data):")
        )
        for image, button in self._samples.items():
            button.setText(sample_title(image))


class _DropTarget(QWidget):
    """A frame that says where to drop; the window takes what is dropped anywhere on it."""

    def __init__(self) -> None:
        super().__init__()
        symbol = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        symbol.setPixmap(tinted("image", QColor(DARK.muted), 40, self.devicePixelRatioF()))
        self.words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.open, self.folder = QPushButton(), QPushButton()
        set_icon(self.open, "open", on_dark=True)
        set_icon(self.folder, "open-folder", on_dark=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch()
        buttons.addWidget(self.open)
        buttons.addWidget(self.folder)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 18)
        layout.setSpacing(10)
        layout.addStretch()
        layout.addWidget(symbol)
        layout.addWidget(self.words)
        layout.addLayout(buttons)
        layout.addStretch()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(DARK.line), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


_LIST_STYLE = f"""
    QListWidget {{ background: transparent; color: {DARK.text}; border: none; }}
    QListWidget::item {{ padding: 5px 4px; border-radius: 4px; }}
    QListWidget::item:hover {{ background: {DARK.raised}; }}
    QListWidget::item:selected {{ background: {DARK.line}; color: {DARK.text}; }}
"""


def sample_title(image: Path) -> str:
    """What a synthetic image is called."""
    pneumonia = "pneumonia" in image.stem.lower()
    return (
        QCoreApplication.translate("StartPage", "Synthetic, pneumonia-like")
        if pneumonia
        else QCoreApplication.translate("StartPage", "Synthetic, normal-like")
    )
