"""Figures and studies on the disk: SVG as it is drawn, PNG and PDF made of it, data as CSV, a study as a
folder.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

from xray_desktop.evaluation.bootstrap import BootstrapCancelled
from xray_desktop.evaluation.study.cases import Cases, UnusableStudy
from xray_desktop.evaluation.study.comparison import Ratings
from xray_desktop.evaluation.study.figure import Figure, RocPoint
from xray_desktop.evaluation.study.figures import figures_of
from xray_desktop.evaluation.study.folder import check_output, working_folder, write_study
from xray_desktop.evaluation.study.forest import forest_figure, subgroups_of
from xray_desktop.evaluation.study.study import Provenance, study_of
from xray_desktop.messages import Message, Words, os_error
from xray_desktop.whole_file import write_whole

_SCALE = 3
"""Pixels of a PNG for each unit of the drawing: about 290 dots per inch at its size in a PDF."""

_POINTS = 0.75
"""Points for each unit of the drawing."""


@dataclass(frozen=True, eq=False)
class StudyContents:
    """What a study is made of.

    Attributes:
        cases: at the threshold in use.
        remarks: what was left out when the labels were matched.
        provenance: where it all comes from.
        second: other ratings to compare with; None without.
        points: further points of the ROC curve.
        words: the language of report and figures.
    """

    cases: Cases
    remarks: Sequence[Message]
    provenance: Provenance
    second: Ratings | None
    points: Sequence[RocPoint]
    words: Words


def save_figure(
    name: str, cases: Cases, second: Ratings | None, points: Sequence[RocPoint], words: Words, path: Path
) -> Iterator[None]:
    """Draws a figure of a study and writes it in the form that its suffix names.

    Raises:
        UnusableStudy: there is no such figure for these cases, or it cannot be written.
    """
    if name == "subgroups":
        figures = [forest_figure(subgroups_of(cases)[0], words)]
    else:
        figures = [each for each in figures_of(cases, second, points, words) if each.name == name]
    if not figures:
        raise UnusableStudy("figure_undefined")
    try:
        write_whole(path, [figure_bytes(figures[0], path.suffix.lower())])
    except OSError as error:
        raise UnusableStudy("figure_unwritable", file=path.name, reason=os_error(error)) from None
    yield


def figure_bytes(figure: Figure, suffix: str) -> bytes:
    """A figure as ".svg", ".csv", ".pdf" or ".png"."""
    if suffix == ".svg":
        return figure.svg.encode("utf-8")
    if suffix == ".csv":
        return figure.csv()
    renderer = QSvgRenderer(QByteArray(figure.svg.encode("utf-8")))
    return _pdf(renderer, figure.title) if suffix == ".pdf" else _png(renderer)


def save_study(
    contents: StudyContents, folder: Path, overwrite: bool, cancelled: Callable[[], bool]
) -> Iterator[Path | None]:
    """Makes a study and writes its folder; gives the folder, or None when it was cancelled.

    Raises:
        UnusableStudy: it cannot be made or written.
    """
    check_output(folder, overwrite=overwrite)
    try:
        study = study_of(
            contents.cases,
            contents.remarks,
            contents.provenance,
            second=contents.second,
            points=contents.points,
            words=contents.words,
            cancelled=cancelled,
        )
    except BootstrapCancelled:
        yield None
        return
    _remove_left_behind(folder)
    write_study(study, folder, overwrite=overwrite)
    yield folder


def _remove_left_behind(folder: Path) -> None:
    """Removes what a run that was killed has left, so that nothing of it becomes part of this study."""
    shutil.rmtree(working_folder(folder), ignore_errors=True)


def _png(renderer: QSvgRenderer) -> bytes:
    image = QImage(renderer.defaultSize() * _SCALE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    dots = round(72 / _POINTS / 0.0254 * _SCALE)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _pdf(renderer: QSvgRenderer, title: str) -> bytes:
    size: QSize = renderer.defaultSize()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("xray-desktop")
    points = QSizeF(size.width() * _POINTS, size.height() * _POINTS)
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    renderer.render(painter, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    return bytes(buffer.data().data())
