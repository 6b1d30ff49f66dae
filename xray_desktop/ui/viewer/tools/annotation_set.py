"""The annotations of the frame in view: which there are, which is selected, what they measure; with undo."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from xray_desktop.measurement.annotation import Annotation
from xray_desktop.measurement.figures import Figures, measure, region_of
from xray_desktop.measurement.pixel_scale import PixelScale
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.jobs import Job, WorkerThread

MOST_SHOWN = 60
"""Annotations of one frame that are shown; more would block the window, and are kept all the same."""

_PIXELS_AT_ONCE = 60_000
"""Regions of up to so many pixels are measured without a worker: a few milliseconds."""


def is_on(annotation: Annotation, image: LoadedImage) -> bool:
    """Whether an annotation is on the frame of an image, and touches it."""
    frame = image.radiograph.frame
    return annotation.frame == frame and annotation.touches(image.measured.width, image.measured.height)


class AnnotationSet(QObject):
    """What the reader has drawn on one frame.

    Signals:
        changed: annotations, selection or figures are others now.
        edited: the reader changed annotations or the key image flag, which are to be kept.
    """

    changed = Signal()
    edited = Signal()

    def __init__(self, display: Display, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._worker: WorkerThread | None = None
        self._image: LoadedImage | None = None
        self._items: tuple[Annotation, ...] = ()
        self._selected: int | None = None
        self._key_image = False
        self._figures: dict[Annotation, Figures] = {}
        self._jobs: dict[Annotation, Job] = {}
        self.scale = PixelScale()

    def set_worker(self, worker: WorkerThread) -> None:
        """Where large regions are measured; without one it is done at once."""
        self._worker = worker

    # What there is

    @property
    def image(self) -> LoadedImage | None:
        """The image that they are on."""
        return self._image

    @property
    def items(self) -> tuple[Annotation, ...]:
        """All annotations of the frame, in the order in which they were made."""
        return self._items

    @property
    def shown(self) -> tuple[Annotation, ...]:
        """Those that are shown."""
        return self._items[:MOST_SHOWN]

    @property
    def selected(self) -> int | None:
        """The selected one's index."""
        return self._selected

    @property
    def key_image(self) -> bool:
        """Whether the frame is marked as a key image."""
        return self._key_image

    def figures(self, annotation: Annotation) -> Figures | None:
        """What an annotation measures; None while that is computed, and for one that measures nothing."""
        if annotation in self._figures or self._image is None or not annotation.kind.measures:
            return self._figures.get(annotation)
        radiograph, scale = self._image.measured, self.scale
        region = region_of(annotation)
        if region is not None and self._worker is not None:
            left, top, right, bottom = region.box(radiograph.width, radiograph.height)
            if (right - left) * (bottom - top) > _PIXELS_AT_ONCE:
                if annotation not in self._jobs:
                    self._jobs[annotation] = self._worker.submit(
                        lambda: iter([measure(annotation, radiograph, scale)]),
                        item=lambda figures: self._measured(annotation, figures),
                        next_in_line=True,
                    )
                return None
        figures = measure(annotation, radiograph, scale)
        if figures is not None:
            self._figures[annotation] = figures
        return figures

    # Changing

    def show(self, image: LoadedImage | None) -> None:
        """Another image, without annotations until `load` brings them."""
        self._image = image
        self.scale = PixelScale.of(image.measured) if image else PixelScale()
        self._figures.clear()
        self._set((), None)
        self._key_image = False

    def load(self, items: Sequence[Annotation], *, key_image: bool) -> None:
        """What was kept of the frame; there is nothing to undo."""
        self._key_image = key_image
        self._set(tuple(items), None)

    def select(self, index: int | None) -> None:
        """Selects one, or none."""
        if index != self._selected:
            self._selected = index
            self.changed.emit()

    def set_key_image(self, on: bool) -> None:
        """Marks the frame as a key image, or takes the mark away."""
        if self._image is not None and on != self._key_image:
            self._key_image = on
            self.changed.emit()
            self.edited.emit()

    def add(self, annotation: Annotation) -> None:
        """A new one, which is selected then."""
        self._push((*self._items, annotation), len(self._items), self.tr("draw"))

    def remove_selected(self) -> None:
        """Deletes the selected one."""
        index = self._selected
        if index is not None:
            self._push((*self._items[:index], *self._items[index + 1 :]), None, self.tr("delete"))

    def preview(self, index: int, annotation: Annotation) -> None:
        """Shows one as it is being dragged; `replace` or another preview ends it."""
        self._set((*self._items[:index], annotation, *self._items[index + 1 :]), index)

    def replace(self, index: int, before: Annotation, after: Annotation) -> None:
        """One became another: it was `before` when the change began."""
        self.preview(index, before)
        if after != before:
            self._push((*self._items[:index], after, *self._items[index + 1 :]), index, self.tr("change"))

    def _push(self, items: tuple[Annotation, ...], selected: int | None, name: str) -> None:
        image = self._image
        if image is None:
            return
        edit = _Edit(self, (self._items, None), (items, selected), name)
        if self._display.radiograph is image.radiograph:
            self._display.undo_stack.push(edit)
        else:
            # What was typed until another image came; that image's steps are not to be mixed with it.
            edit.redo()

    def apply(self, items: tuple[Annotation, ...], selected: int | None) -> None:
        """A step is done, undone or done again."""
        self._set(items, selected)
        self.edited.emit()

    def _set(self, items: tuple[Annotation, ...], selected: int | None) -> None:
        self._items, self._selected = items, selected
        present = set(self.shown)
        for annotation in [each for each in self._jobs if each not in present]:
            self._jobs.pop(annotation).cancel()
        for annotation in [each for each in self._figures if each not in present]:
            del self._figures[annotation]
        self.changed.emit()

    def _measured(self, annotation: Annotation, figures: Figures) -> None:
        self._jobs.pop(annotation, None)
        self._figures[annotation] = figures
        self.changed.emit()

    def __iter__(self) -> Iterator[tuple[Annotation, Figures | None]]:
        """The annotations that are shown, with what they measure."""
        return ((annotation, self.figures(annotation)) for annotation in self.shown)


class _Edit(QUndoCommand):
    """A step of drawing, changing or deleting."""

    def __init__(
        self,
        annotations: AnnotationSet,
        before: tuple[tuple[Annotation, ...], int | None],
        after: tuple[tuple[Annotation, ...], int | None],
        name: str,
    ) -> None:
        super().__init__(name)
        self._annotations = annotations
        self._before = before
        self._after = after

    def undo(self) -> None:
        self._annotations.apply(*self._before)

    def redo(self) -> None:
        self._annotations.apply(*self._after)
