"""The page of data issues: each finding with its images beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QSplitter, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from xray_desktop.exploration.data_issues import DataIssue, IssueKind
from xray_desktop.exploration.survey import SurveyedImage
from xray_desktop.ui.exploration.image_pane import ImagePane
from xray_desktop.ui.exploration.words import class_title, issue_title, part_title
from xray_desktop.ui.images.thumbnails import Thumbnails
from xray_desktop.ui.text.messages import sentence, shown
from xray_desktop.ui.theme.icons import icon
from xray_desktop.ui.worklist.thumbnail_grid import GridItem

_DUPLICATES = (IssueKind.SAME_FILE, IssueKind.SAME_IMAGE, IssueKind.NEAR_DUPLICATE)
_ISSUE = int(Qt.ItemDataRole.UserRole)


class FindingsPage(QWidget):
    """Shows the issues of a data set.

    Signals:
        imageChosen: the image at a path is to be shown.
        imagesWanted: the images of a finding (a list of paths) are to be shown in the worklist, under a
            title.
    """

    imageChosen = Signal(str)
    imagesWanted = Signal(list, str)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._issues: Sequence[DataIssue] = ()
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.images = ImagePane(thumbnails)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.tree)
        splitter.addWidget(self.images)
        splitter.setSizes([420, 580])
        splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(splitter)
        self.tree.currentItemChanged.connect(self._show_finding)
        self.images.imageChosen.connect(self.imageChosen)
        self.images.imagesWanted.connect(self.imagesWanted)
        self.retranslate()

    def show_issues(self, issues: Sequence[DataIssue]) -> None:
        """Shows issues, grouped by their kind."""
        self._issues = issues
        self._fill()

    def current(self) -> Sequence[DataIssue]:
        """The chosen finding, or all of the chosen kind."""
        item = self.tree.currentItem()
        return () if item is None else item.data(0, _ISSUE)

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.tree.setAccessibleName(self.tr("Findings"))
        self.images.retranslate(self.tr("Images of the finding"))
        self._fill()

    def _fill(self) -> None:
        self.tree.clear()
        for kind in IssueKind:
            issues = [issue for issue in self._issues if issue.kind is kind]
            if not issues:
                continue
            top = QTreeWidgetItem([f"{issue_title(kind)}  ({QLocale().toString(len(issues))})"])
            top.setData(0, _ISSUE, tuple(issues))
            for issue in issues:
                item = QTreeWidgetItem([_line(issue)])
                item.setData(0, _ISSUE, (issue,))
                item.setToolTip(0, about(issue))
                if issue.grave:
                    item.setIcon(0, icon("warning"))
                top.addChild(item)
            self.tree.addTopLevelItem(top)
            top.setExpanded(any(issue.grave for issue in issues))
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        else:
            self._show_finding()

    def _show_finding(self) -> None:
        issues = self.current()
        images = list(dict.fromkeys(image for issue in issues for image in issue.images))
        title = issue_title(issues[0].kind) if issues else ""
        if len(issues) == 1:
            text = about(issues[0])
        elif issues:
            text = self.tr("{title}: {images} images in {count} findings").format(
                title=title,
                images=QLocale().toString(len(images)),
                count=QLocale().toString(len(issues)),
            )
        else:
            text = self.tr("No duplicates, shared patients or unreadable files were found.")
        self.images.show_images([_item(image) for image in images], text, title)


def about(issue: DataIssue) -> str:
    """What a finding is, in sentences."""
    return " ".join(map(sentence, issue.messages))


def _line(issue: DataIssue) -> str:
    """A finding below its kind: what differs from the others of the kind."""
    if len(issue.messages) == 1 and issue.kind not in _DUPLICATES:
        return shown(issue.messages[0])
    name = issue.files[0].rpartition("/")[2]
    return "; ".join([f"{name} × {len(issue.images)}", *map(shown, issue.messages[1:])])


def _item(image: SurveyedImage) -> GridItem:
    part = f"{part_title(image.part)} · " if image.part else ""
    colour = {None: "text", "NORMAL": "no_pneumonia", "PNEUMONIA": "pneumonia"}[image.label]
    name = image.source.name.rpartition("/")[2]
    return GridItem(image.source.path, f"{part}{class_title(image.label)}", name, image.where, colour)
