"""The reader's marks in the window: with the images, beside results, and from one start to the next."""

from PySide6.QtCore import QObject

from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.messages import Message
from xray_desktop.ui.reader.annotations_control import AnnotationsControl
from xray_desktop.ui.reader.marks_control import MarksControl
from xray_desktop.ui.reader.session_marks import SessionMarks
from xray_desktop.ui.window.image_window import ImageWindow


class MarksKeeping(QObject):
    """Connects what keeps marks with the window.

    Attributes:
        marks: beside results files.
        annotations: those of the image in view.
        session: those that come back at the next start.
    """

    def __init__(self, window: ImageWindow) -> None:
        super().__init__(window)
        self._window = window
        self._notice: Message | None = None
        workers, worklist = window.workers, window.worklist
        self.marks = MarksControl(workers.worker("results"), worklist, window)
        self.session = SessionMarks(
            workers.worker("session marks"), self.marks, worklist, window.settings, window
        )
        annotations = window.viewer.view.editor.annotations
        self.annotations = AnnotationsControl(annotations, self.marks, worklist, window)
        window.radiographShown.connect(lambda *_: self.annotations.restore())
        self.annotations.noticed.connect(self._add_notice)
        self.marks.failed.connect(window.viewer.show_notice)
        self.session.failed.connect(self._session_failed)
        window.radiographShown.connect(self._show_notice)
        window.finder.found.connect(self.session.restore)

    def mark_of(self, path: str) -> Mark | None:
        """The mark of an image of the worklist; None for any other."""
        entry = self._window.worklist.model.entry(path)
        return None if entry is None else entry.mark

    def all_kept(self) -> bool:
        """Writes what comes back at the next start; whether no mark would be lost with the window."""
        self.marks.panel.finish_note()
        self.session.save_now()
        return all(self.session.holds(entry) for entry in self.marks.unsaved)

    def close(self) -> None:
        """Writes the marks before the window closes."""
        self.marks.save_now()
        self.session.save_now()

    def _add_notice(self, notice: Message) -> None:
        self._window.viewer.show_notice(*self._window.viewer.notices, notice)

    def _session_failed(self, notice: Message) -> None:
        self._add_notice(notice)
        if self._window.image is None:
            # An image that is opened at the start takes away the notices before it.
            self._notice = notice

    def _show_notice(self) -> None:
        if self._notice is not None:
            self._add_notice(self._notice)
            self._notice = None
