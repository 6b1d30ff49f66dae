"""The page of giveaways: numbers that separate the classes without showing the lungs, with their images."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from xray_desktop.exploration.confounders import STRIKING, Confounder, value_of
from xray_desktop.exploration.survey import SurveyedImage
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.exploration.image_pane import ImagePane
from xray_desktop.ui.exploration.words import attribute_title, class_title, part_title
from xray_desktop.ui.images.thumbnails import Thumbnails
from xray_desktop.ui.theme.icons import icon
from xray_desktop.ui.widgets.read_only_table import ReadOnlyTable
from xray_desktop.ui.worklist.thumbnail_grid import GridItem

_EXTREMES = 12
"""Images with the lowest and with the highest values that are shown of each class."""


class GiveawaysPage(QWidget):
    """Shows confounders.

    Signals:
        imageChosen: the image at a path is to be shown.
        imagesWanted: images (a list of paths) are to be shown in the worklist, under a title.
    """

    imageChosen = Signal(str)
    imagesWanted = Signal(list, str)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._confounders: Sequence[Confounder] = ()
        self._images: Sequence[SurveyedImage] = ()
        self.about = QLabel(wordWrap=True)
        self.about.setProperty("role", "muted")
        self.table = ReadOnlyTable(5, selectable=True)
        self.images = ImagePane(thumbnails)
        self.images.about.setProperty("role", "muted")
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.images)
        splitter.setSizes([580, 420])
        splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.about)
        layout.addWidget(splitter, 1)
        self.table.currentCellChanged.connect(self._show_images)
        self.images.imageChosen.connect(self.imageChosen)
        self.images.imagesWanted.connect(self.imagesWanted)
        self.retranslate()

    def show_confounders(self, confounders: Sequence[Confounder], images: Sequence[SurveyedImage]) -> None:
        """Shows confounders of images, the most telling first."""
        # A number that is the same for all images says nothing.
        telling = [each for each in confounders if (each.auc, each.low) != (0.5, 0.5)]
        self._confounders = sorted(telling, key=lambda each: -each.auc)
        self._images = images
        self._fill()

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.table.setAccessibleName(self.tr("Giveaways"))
        self.images.retranslate(self.tr("Images with the lowest and the highest values"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Number"),
                self.tr("Part"),
                class_title(PredictedClass.NORMAL),
                class_title(PredictedClass.PNEUMONIA),
                self.tr("AUC (95 % CI)"),
            ]
        )
        self._fill()

    def _fill(self) -> None:
        if self._confounders:
            text = self.tr(
                "How well a number that does not depend on the lungs separates the classes (medians of "
                "both): 0.5 "
                "is chance. From {striking} on it is marked: a model may learn it in place of the disease."
            ).format(striking=f"{STRIKING:.1f}")
        else:
            text = self.tr("Requires images of both classes in one part of the data.")
        self.about.setText(text)
        self.table.fill([_cells(each) for each in self._confounders], right=(2, 3, 4))
        for row, each in enumerate(self._confounders):
            name = self.table.item(row, 0)
            if each.striking and name is not None:
                name.setIcon(icon("warning"))
                name.setToolTip(self.tr("Separates the classes"))
        if self._confounders:
            self.table.setCurrentCell(0, 0)
        self._show_images()

    def _extremes(self) -> list[SurveyedImage]:
        row = self.table.currentRow()
        if not 0 <= row < len(self._confounders):
            return []
        chosen = self._confounders[row]
        known = [
            image for image in self._images if image.readable and image.label and image.part == chosen.part
        ]
        known.sort(key=lambda image: value_of(image, chosen.attribute))
        return known if len(known) <= 2 * _EXTREMES else [*known[:_EXTREMES], *known[-_EXTREMES:]]

    def _show_images(self) -> None:
        items, title = [], ""
        for image in self._extremes():
            attribute = self._confounders[self.table.currentRow()].attribute
            title = attribute_title(attribute)
            colour = {"NORMAL": "no_pneumonia", "PNEUMONIA": "pneumonia"}[image.label or "NORMAL"]
            value = _number(value_of(image, attribute))
            items.append(GridItem(image.source.path, class_title(image.label), value, image.where, colour))
        about = self.tr("Images with the lowest and the highest values, in order") if items else ""
        self.images.show_images(items, about, title)


def _cells(confounder: Confounder) -> list[str]:
    low, high = confounder.low, confounder.high
    return [
        attribute_title(confounder.attribute),
        part_title(confounder.part),
        _number(confounder.normal_median),
        _number(confounder.pneumonia_median),
        f"{confounder.auc:.3f}" + ("" if low is None else f" ({low:.3f} – {high:.3f})"),
    ]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
