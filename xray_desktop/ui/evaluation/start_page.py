"""What the evaluation shows while there is nothing to evaluate: why, and what to do."""

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xray_desktop.messages import Message
from xray_desktop.ui.text.messages import sentence
from xray_desktop.ui.theme.icons import set_icon

_EXAMPLE = """file,label,patient,sex,age
IM-0001.png,NORMAL,p1,F,54
IM-0002.png,PNEUMONIA,p2,M,61"""


class StartPage(QWidget):
    """Says in a sentence why there is nothing to evaluate, and offers three ways to labelled images.

    Signals:
        folderWanted: a folder is to be opened.
        resultsWanted: a results file is to be opened.
        tableWanted: a label table is to be chosen.
        wordsWanted: the meaning of the labels in the table is to be chosen.
        classifyWanted: the images are to be classified.
    """

    folderWanted = Signal()
    resultsWanted = Signal()
    tableWanted = Signal()
    wordsWanted = Signal()
    classifyWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._failure: Message | None = None
        self._images = 0
        self._title, self.reason = QLabel(), QLabel(wordWrap=True)
        self._ways = [QLabel(wordWrap=True) for _ in range(3)]
        self.folder, self.table, self.results = QPushButton(), QPushButton(), QPushButton()
        self.words, self.classify = QPushButton(), QPushButton()
        self._example = QLabel(_EXAMPLE)
        self._lay_out()
        for button, signal in (
            (self.folder, self.folderWanted),
            (self.table, self.tableWanted),
            (self.results, self.resultsWanted),
            (self.words, self.wordsWanted),
            (self.classify, self.classifyWanted),
        ):
            button.clicked.connect(signal)
        self.retranslate()

    def show_reason(self, failure: Message | None, *, images: int, unclassified: int) -> None:
        """Says why nothing is evaluated.

        Args:
            failure: what the evaluation said; None before there was one.
            images: images in the worklist.
            unclassified: those without a result.
        """
        self._failure, self._images = failure, images
        code = failure.code if failure else ""
        self.words.setVisible(code == "labels_no_known_class")
        self.classify.setVisible(code == "study_no_probability" and unclassified > 0)
        self._write()

    def _write(self) -> None:
        if not self._images:
            text = self.tr(
                "No images are open. Evaluation compares predictions with the known class of each image."
            )
        elif self._failure is None or self._failure.code == "labels_none":
            count = QLocale().toString(self._images)
            text = self.tr(
                "{count} images are open, and the class of none of them is known: no folder in their paths "
                "is called "
                "NORMAL or PNEUMONIA."
            ).format(count=count)
        elif self._failure.code == "study_no_probability" and not self.classify.isHidden():
            text = self.tr("The classes of the images are known, but no image is classified yet.")
        else:
            text = sentence(self._failure)
        self.reason.setText(text)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        self._example.setProperty("role", "muted")
        self._example.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._example.setFrameShape(QLabel.Shape.StyledPanel)
        self._example.setMargin(8)
        set_icon(self.folder, "open-folder")
        set_icon(self.table, "worklist")
        set_icon(self.results, "open")
        set_icon(self.classify, "batch")
        inner = QWidget()
        inner.setMaximumWidth(720)
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self.reason)
        for button in (self.words, self.classify):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        for way, button in zip(self._ways, (self.folder, self.table, self.results), strict=True):
            row = QHBoxLayout()
            button.setMinimumWidth(190)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(way, 1, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(row)
        column.addWidget(self._example)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 8)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(2)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self._title.setText(self.tr("Nothing to evaluate yet"))
        self.folder.setText(self.tr("Open folder…"))
        self.table.setText(self.tr("Label table…"))
        self.results.setText(self.tr("Open results file…"))
        self.words.setText(self.tr("Choose what the labels mean…"))
        self.classify.setText(self.tr("Classify these images…"))
        texts = (
            self.tr("A folder with images in subfolders called NORMAL and PNEUMONIA."),
            self.tr(
                "A CSV with a row for each image that is open: its file and its label; optional: the "
                "patient, and "
                "columns for subgroups, such as sex, age, view or device."
            ),
            self.tr("A results file (CSV) of an earlier batch. Nothing is classified again."),
        )
        for way, text in zip(self._ways, texts, strict=True):
            way.setText(text)
        self._write()
