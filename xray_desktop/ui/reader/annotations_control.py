"""Annotations and the key image flag in the reader's marks: restored with the image, kept when changed."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.measurement.annotation import Annotation
from xray_desktop.messages import message
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.reader.marks_control import MarksControl
from xray_desktop.ui.viewer.tools.annotation_set import AnnotationSet, is_on
from xray_desktop.ui.worklist.panel import Worklist


class AnnotationsControl(QObject):
    """Keeps what is drawn on the image in view in the mark of its entry in the worklist.

    Signals:
        noticed: annotations of the file cannot be shown (Message).
    """

    noticed = Signal(object)

    def __init__(
        self,
        annotations: AnnotationSet,
        marks: MarksControl,
        worklist: Worklist,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._annotations = annotations
        self._marks = marks
        self._worklist = worklist
        self._shown: LoadedImage | None = None
        self._mark: Mark | None = None
        annotations.edited.connect(self._keep)
        worklist.model.countsChanged.connect(self._follow)

    def restore(self) -> None:
        """Shows what was kept of the image that came into view."""
        self._shown, self._mark = self._annotations.image, None
        self._follow()
        image, mark = self._shown, self._mark
        if image is None or mark is None:
            return
        frames, name = image.radiograph.frames, image.radiograph.name
        lost = sum(each.frame >= frames for each in mark.annotations)
        outside = sum(each.frame < frames and not _touches(each, image) for each in mark.annotations)
        if lost:
            self.noticed.emit(message("annotations_without_frame", file=name, count=lost))
        elif outside:
            self.noticed.emit(message("annotations_outside", file=name, count=outside))

    def _follow(self) -> None:
        """Takes over a mark that came from elsewhere: with the image, or with results opened later."""
        image = self._annotations.image
        entry = self._worklist.model.entry(str(image.path)) if image is not None else None
        if image is None or image is not self._shown or entry is None or entry.mark is self._mark:
            return
        before, self._mark = self._mark, entry.mark
        if before is None or _drawn(before) != _drawn(entry.mark):
            mine = [each for each in entry.mark.annotations if is_on(each, image)]
            key_image = image.radiograph.frame in entry.mark.key_frames
            self._annotations.load(mine, key_image=key_image)

    def _keep(self) -> None:
        image = self._annotations.image
        entry = self._worklist.model.entry(str(image.path)) if image is not None else None
        if image is None or entry is None:
            return
        frame = image.radiograph.frame
        # What cannot be shown here stays as it is.
        others = [each for each in entry.mark.annotations if not is_on(each, image)]
        key_frames = set(entry.mark.key_frames) - {frame}
        if self._annotations.key_image:
            key_frames.add(frame)
        mark = replace(
            entry.mark,
            annotations=(*others, *self._annotations.items),
            key_frames=tuple(sorted(key_frames)),
        )
        if image is self._shown:
            self._mark = mark
        self._marks.set_mark(entry.path, mark)


def _drawn(mark: Mark) -> tuple[tuple[Annotation, ...], tuple[int, ...]]:
    return mark.annotations, mark.key_frames


def _touches(annotation: Annotation, image: LoadedImage) -> bool:
    return annotation.touches(image.measured.width, image.measured.height)
