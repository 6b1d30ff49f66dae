"""What a batch is about: which folder, where the results go, at which operating point."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.batch.driver import BatchRequest
from xray_desktop.evaluation.dataset_evaluation import class_of_folder
from xray_desktop.inference.runtime import engine as engine_of
from xray_desktop.results.writing import Mode
from xray_desktop.ui.text.predictions import operating_point_title
from xray_desktop.ui.widgets.file_drops import FileDrops


class BatchDialog(QDialog):
    """Asks for a batch; `request` is what was asked for, once the dialog is accepted.

    Args:
        paths: what is to be classified; empty asks for it.
        open_images: what is proposed when it is asked for; a folder can be chosen in their place.
        folder: where to begin looking for a folder.
        results_folder: where to propose the CSV; empty proposes it beside the images.
        operating_points: names of the model's operating points.
        operating_point: the one in use.
        recursive: whether folders within folders are ticked at first.
    """

    def __init__(
        self,
        paths: Sequence[str] = (),
        *,
        open_images: Sequence[str] = (),
        folder: str = "",
        results_folder: str = "",
        operating_points: Sequence[str] = (),
        operating_point: str = "",
        recursive: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = [str(path) for path in paths or open_images]
        self._fixed = bool(paths)
        self._has_folders = any(os.path.isdir(path) for path in paths)
        self._folder, self._results_folder = folder, results_folder
        self.source = QLineEdit(readOnly=bool(self._paths))
        self.browse = QPushButton()
        self.recursive = QCheckBox()
        self.save = QCheckBox()
        self.output = QLineEdit()
        self.browse_output = QPushButton()
        self.point = QComboBox()
        self.go_on, self.replace = QRadioButton(), QRadioButton()
        self._existing = QLabel(wordWrap=True)
        self._problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._labels = [QLabel() for _ in range(3)]
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._start = QPushButton()
        self.recursive.setChecked(recursive)
        self.save.setChecked(True)
        self.go_on.setChecked(True)
        for name in operating_points:
            self.point.addItem("", name)
        self.point.setCurrentIndex(max(0, self.point.findData(operating_point)))
        self._lay_out()
        self._connect()
        self._retranslate()
        self._propose()
        self._check()
        if self._start.isEnabled():
            self._start.setFocus()

    def request(self, model_file: Path | None = None, engine: str = "") -> BatchRequest:
        """What was asked for, with the model that classifies, run in this way."""
        mode: Mode = "new"
        if self._output_exists():
            mode = "overwrite" if self.replace.isChecked() else "resume"
        return BatchRequest(
            paths=self._paths or [os.path.abspath(self.source.text())],
            recursive=self.recursive.isChecked(),
            output=self._output_path(),
            mode=mode,
            operating_point=self.point.currentData(),
            model_file=model_file,
            **engine_of(engine),
        )

    def _lay_out(self) -> None:
        source, output = QHBoxLayout(), QHBoxLayout()
        source.addWidget(self.source, 1)
        source.addWidget(self.browse)
        self.browse.setVisible(not self._fixed)
        for button in (self.browse, self.browse_output):
            # Else Enter would press the first of them.
            button.setAutoDefault(False)
        output.addWidget(self.output, 1)
        output.addWidget(self.browse_output)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._labels[0], source)
        form.addRow("", self.recursive)
        form.addRow(self._labels[1], self.point)
        form.addRow("", self.save)
        form.addRow(self._labels[2], output)
        form.addRow("", self._existing)
        form.addRow("", self.go_on)
        form.addRow("", self.replace)
        form.addRow("", self._problem)
        self._problem.setProperty("role", "failed")
        self._existing.setProperty("role", "muted")
        self._labels[0].setBuddy(self.source)
        self._labels[1].setBuddy(self.point)
        self._labels[2].setBuddy(self.output)
        self._buttons.addButton(self._start, QDialogButtonBox.ButtonRole.AcceptRole)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addStretch()
        layout.addWidget(self._buttons)
        # Only what is in the dialog already becomes what Enter presses, whatever has the focus.
        self._start.setDefault(True)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.setMinimumWidth(560)

    def _connect(self) -> None:
        FileDrops(self).dropped.connect(self._dropped)
        self.browse.clicked.connect(self._choose_source)
        self.browse_output.clicked.connect(self._choose_output)
        self.source.textChanged.connect(self._source_edited)
        self.output.textChanged.connect(self._check)
        self.save.toggled.connect(self._check)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _propose(self) -> None:
        if self._paths:
            self._show_paths()
            self._propose_output(_images_folder(self._paths))
        elif self._folder:
            self.source.setText(self._folder)

    def _show_paths(self) -> None:
        if len(self._paths) == 1:
            self.source.setText(self._paths[0])
        elif self._fixed:
            self.source.setText(self.tr("%Ln file(s)", "", len(self._paths)))
        else:
            self.source.setText(self.tr("%Ln open image(s)", "", len(self._paths)))

    def _propose_output(self, images: Path) -> None:
        folder = Path(self._results_folder) if self._results_folder else images
        self.output.setText(str(folder / f"{images.name or 'images'} results.csv"))

    def _source_edited(self, text: str) -> None:
        if text and not self._paths:
            self._propose_output(Path(text))
        self._check()

    def _output_path(self) -> Path | None:
        text = self.output.text().strip()
        return Path(os.path.abspath(text)) if self.save.isChecked() and text else None

    def _output_exists(self) -> bool:
        path = self._output_path()
        try:
            return path is not None and path.is_file() and path.stat().st_size > 0
        except OSError:
            return False

    def _problem_text(self) -> str:
        if not self._paths and not self.source.text():
            return self.tr("Choose a folder that contains radiographs.")
        if not self._paths and not os.path.exists(self.source.text()):
            return self.tr("This folder does not exist.")
        if not self.save.isChecked():
            return ""
        path = self._output_path()
        if path is None:
            return self.tr("Enter a file name for the results.")
        if path.is_dir():
            return self.tr("This is a folder. Enter the name of a file in it.")
        if not path.parent.is_dir():
            return self.tr("The folder {folder} does not exist.").format(folder=path.parent)
        return ""

    def _check(self) -> None:
        problem, exists = self._problem_text(), self._output_exists()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._start.setEnabled(not problem)
        self.recursive.setVisible(not self._paths or self._has_folders)
        for part in (self._existing, self.go_on, self.replace):
            part.setVisible(exists)
        self.output.setEnabled(self.save.isChecked())
        self.browse_output.setEnabled(self.save.isChecked())

    def _dropped(self, paths: list[str]) -> None:
        if not self._fixed:
            self._take_folder(paths[0])

    def _choose_source(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder with radiographs"), self._folder if self._paths else self.source.text()
        )
        if folder:
            self._take_folder(folder)

    def _take_folder(self, folder: str) -> None:
        """A folder in the place of the open images."""
        self._paths = []
        self.source.setReadOnly(False)
        self.source.setText(folder)

    def _choose_output(self) -> None:
        file, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Results file"),
            self.output.text(),
            self.tr("Results (*.csv)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if file:
            self.output.setText(file if Path(file).suffix else f"{file}.csv")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Batch classification"))
        for label, text in zip(
            self._labels, (self.tr("&Images"), self.tr("&Operating point"), self.tr("&Results")), strict=True
        ):
            label.setText(text)
        self.browse.setText(self.tr("Browse…"))
        self.browse_output.setText(self.tr("Browse…"))
        self.browse.setAccessibleName(self.tr("Choose the folder with radiographs"))
        self.browse_output.setAccessibleName(self.tr("Choose the results file"))
        self.recursive.setText(self.tr("Include &subfolders"))
        self.save.setText(self.tr("&Write the results to a CSV file"))
        self._existing.setText(self.tr("This file already exists."))
        self.go_on.setText(self.tr("Resu&me: classify only the missing images"))
        self.replace.setText(self.tr("Re&place"))
        self._start.setText(self.tr("&Classify"))
        if self._paths:
            self._show_paths()
        for index in range(self.point.count()):
            self.point.setItemText(index, operating_point_title(self.point.itemData(index)))
        self._check()


def _images_folder(paths: Sequence[str]) -> Path:
    """The folder that contains all images, and never a class folder, which would mix results with its
    images.
    """
    if len(paths) == 1 and os.path.isdir(paths[0]):
        return Path(paths[0])
    try:
        folder = Path(os.path.commonpath([os.path.dirname(path) for path in paths]))
    except ValueError:  # different drives
        folder = Path(paths[0]).parent
    # A ZIP archive counts as a folder of its images, but holds no results.
    while folder != folder.parent and (class_of_folder(str(folder / "image")) or not folder.is_dir()):
        folder = folder.parent
    return folder
