"""Setting up a reader study from the images that are open: readers, seed, labels, sample, second read,
folder.
"""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.reader_study.definition import MOST_READERS, SecondRead
from xray_desktop.evaluation.reader_study.order import sampled
from xray_desktop.evaluation.reader_study.preparation import Candidate
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message
from xray_desktop.ui.text.messages import shown
from xray_desktop.ui.widgets.file_drops import FileDrops

_LABELS = ("folders", "table", "none")


class StudySetup(QDialog):
    """Asks for a reader study. `accepted` is left to whoever creates it: `create_button` is clicked.

    Args:
        candidates: the open images with the labels of their class folders.
        folder: where to propose the study's folder.
        seed: the seed proposed.
        with_model: whether there is a model for predictions and second reads.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        *,
        folder: str = "",
        seed: int = 1,
        with_model: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._candidates = list(candidates)
        self._with_model = with_model
        self._failure: Message | None = None
        self._drawn: list[int] = []
        self._drawn_for = (-1, -1)
        self.readers = QPlainTextEdit(tabChangesFocus=True)
        self.images, self.seed = QSpinBox(), QSpinBox()
        self.labels, self.second_read = QComboBox(), QComboBox()
        self.table, self.folder = QLineEdit(), QLineEdit()
        self.browse_table, self.browse_folder = QPushButton(), QPushButton()
        self.progress = QProgressBar()
        self.problem, self._counts = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.create_button = QPushButton()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._names = [QLabel() for _ in range(6)]
        self._fill(folder, seed)
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def names(self) -> tuple[str, ...]:
        """The readers, one in each line."""
        return tuple(line.strip() for line in self.readers.toPlainText().splitlines() if line.strip())

    @property
    def output(self) -> Path:
        """The folder of the study."""
        return Path(os.path.abspath(self.folder.text().strip()))

    @property
    def label_table(self) -> str:
        """The file of the labels; empty without one."""
        return self.table.text().strip() if self.labels.currentData() == "table" else ""

    @property
    def chosen_second_read(self) -> SecondRead:
        """Whether and when images are read again."""
        return SecondRead(self.second_read.currentData())

    def candidates(self) -> list[Candidate]:
        """The images that the seed draws, with their labels unless a table or nobody gives them."""
        wanted = self.images.value(), self.seed.value()
        if wanted != self._drawn_for:
            self._drawn_for, self._drawn = wanted, sampled(len(self._candidates), *wanted)
        keep = self.labels.currentData() == "folders"
        return [
            Candidate(each.path, each.truth if keep else None, each.row)
            for each in (self._candidates[index] for index in self._drawn)
        ]

    def show_progress(self, done: int, total: int) -> None:
        """Images are being prepared; nothing can be changed meanwhile. `total` 0 ends that."""
        self.progress.setVisible(total > 0)
        self.progress.setMaximum(max(total, 1))
        self.progress.setValue(done)
        for widget in (*self._fields(), self.create_button):
            widget.setEnabled(total == 0)
        if total == 0:
            self._check()

    def show_failure(self, message: Message) -> None:
        """Why the study was not created."""
        self.show_progress(0, 0)
        self._failure = message
        self._show_problem()

    def _fields(self) -> tuple[QWidget, ...]:
        return (
            *(self.readers, self.images, self.seed, self.labels, self.second_read, self.table, self.folder),
            *(self.browse_table, self.browse_folder),
        )

    def _fill(self, folder: str, seed: int) -> None:
        self.images.setRange(min(1, len(self._candidates)), len(self._candidates))
        self.images.setValue(len(self._candidates))
        self.seed.setRange(0, 2**31 - 1)
        self.seed.setValue(seed)
        self.folder.setText(str(Path(folder or ".").absolute() / "reader study"))
        for name in _LABELS:
            self.labels.addItem("", name)
        if not any(each.truth for each in self._candidates):
            self.labels.setCurrentIndex(_LABELS.index("none"))
        for read in SecondRead if self._with_model else (SecondRead.NONE,):
            self.second_read.addItem("", read.value)
        self.second_read.setCurrentIndex(1 if self._with_model else 0)

    def _lay_out(self) -> None:
        self.problem.setProperty("role", "failed")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self._counts.setProperty("role", "muted")
        self.progress.hide()
        self.readers.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 10)
        table, folder, sample = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for button in (self.browse_table, self.browse_folder):
            # Else Enter would press the first of them.
            button.setAutoDefault(False)
        table.addWidget(self.table, 1)
        table.addWidget(self.browse_table)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.browse_folder)
        sample.addWidget(self.images)
        sample.addWidget(self._counts, 1)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        readers, images, seed, labels, second_read, place = self._names
        form.addRow(readers, self.readers)
        form.addRow(images, sample)
        form.addRow(seed, self.seed)
        form.addRow(labels, self.labels)
        form.addRow("", table)
        form.addRow(second_read, self.second_read)
        form.addRow(place, folder)
        for label, widget in zip(
            self._names,
            (self.readers, self.images, self.seed, self.labels, self.second_read, self.folder),
            strict=True,
        ):
            label.setBuddy(widget)
        self._buttons.addButton(self.create_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.create_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.progress)
        layout.addStretch()
        layout.addWidget(self._buttons)
        self.setMinimumWidth(600)

    def _connect(self) -> None:
        FileDrops(self)
        self.readers.setAcceptDrops(False)
        self.readers.textChanged.connect(self._check)
        for edit in (self.folder, self.table):
            edit.textChanged.connect(self._check)
        for box in (self.labels, self.second_read):
            box.currentIndexChanged.connect(self._check)
        self.images.valueChanged.connect(self._check)
        self.seed.valueChanged.connect(self._check)
        self.browse_folder.clicked.connect(self._choose_folder)
        self.browse_table.clicked.connect(self._choose_table)
        self._buttons.rejected.connect(self.reject)

    def _check(self) -> None:
        self._failure = None
        by_table = self.labels.currentData() == "table"
        self.table.setVisible(by_table)
        self.browse_table.setVisible(by_table)
        self._show_problem()

    def _show_problem(self) -> None:
        problem = self._problem_text()
        # Until a name is entered there is nothing wrong yet, only something missing.
        words = shown(self._failure) if self._failure else problem if self.names else ""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.create_button.setEnabled(not problem)
        truths = Counter(each.truth for each in self.candidates())
        self._counts.setText(
            self.tr("of {all}; pneumonia {ill}, no pneumonia {well}, without label {unknown}").format(
                all=len(self._candidates),
                ill=truths[PredictedClass.PNEUMONIA],
                well=truths[PredictedClass.NORMAL],
                unknown=truths[None],
            )
            if self.labels.currentData() == "folders"
            else self.tr("of {all}").format(all=len(self._candidates))
        )

    def _problem_text(self) -> str:
        names = [name.casefold() for name in self.names]
        if not self._candidates:
            return self.tr("Open the images of the study first.")
        if not names:
            return self.tr("Enter the name of each reader in a line of its own.")
        if len(set(names)) < len(names):
            return self.tr("Two readers have the same name.")
        if len(names) > MOST_READERS:
            return self.tr("A study can have {most} readers at most.").format(most=MOST_READERS)
        if self.labels.currentData() == "table" and not os.path.isfile(self.label_table):
            return self.tr("Choose the label table: a CSV with the columns file and label.")
        if not self.folder.text().strip():
            return self.tr("Enter a folder for the study.")
        if not self.output.parent.is_dir():
            return self.tr("The folder {folder} does not exist.").format(folder=self.output.parent)
        return ""

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder for the study"), str(self.output.parent)
        )
        if folder:
            empty = not any(Path(folder).iterdir())
            self.folder.setText(folder if empty else str(Path(folder) / "reader study"))

    def _choose_table(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Label table"), "", self.tr("CSV (*.csv *.txt)"))
        if file:
            self.table.setText(file)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("New reader study"))
        for label, text in zip(
            self._names,
            (
                self.tr("&Readers"),
                self.tr("&Images"),
                self.tr("&Seed"),
                self.tr("&Labels"),
                self.tr("Second rea&d"),
                self.tr("Study &folder"),
            ),
            strict=True,
        ):
            label.setText(text)
        self.readers.setPlaceholderText(self.tr("One name in each line"))
        self.readers.setAccessibleName(self.tr("Readers"))
        self.table.setPlaceholderText(self.tr("CSV with the columns file and label"))
        self.table.setAccessibleName(self.tr("Label table"))
        for button in (self.browse_table, self.browse_folder):
            button.setText(self.tr("Browse…"))
        self.browse_table.setAccessibleName(self.tr("Choose the label table"))
        self.browse_folder.setAccessibleName(self.tr("Choose the folder for the study"))
        labels = {
            "folders": self.tr("Folders called NORMAL and PNEUMONIA"),
            "table": self.tr("Label table"),
            "none": self.tr("None: agreement only"),
        }
        for index in range(self.labels.count()):
            self.labels.setItemText(index, labels[self.labels.itemData(index)])
        reads = {
            SecondRead.NONE.value: self.tr("None"),
            SecondRead.EACH.value: self.tr("With the prediction, right after each first read"),
            SecondRead.AFTER.value: self.tr("With the prediction, after all first reads"),
        }
        for index in range(self.second_read.count()):
            self.second_read.setItemText(index, reads[self.second_read.itemData(index)])
        self.seed.setToolTip(self.tr("Draws the images and shuffles their order for each reader"))
        self.create_button.setText(self.tr("&Create the study"))
        self._check()
