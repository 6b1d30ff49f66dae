"""A dialog that shows a text to be read: model card, licences, about."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QTextCursor, QTextDocument, QTextLength, QTextTable
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget


class TextDialog(QDialog):
    """Shows a title and Markdown. Links are shown and never followed: this program uses no network.

    Args:
        contents: gives title and text in the language of the moment; asked again when that changes.
    """

    def __init__(self, contents: Callable[[], tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents = contents
        self.text = QTextBrowser(openLinks=False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _fill(self) -> None:
        title, text = self._contents()
        self.setWindowTitle(title)
        self.text.setAccessibleName(title)
        features = QTextDocument.MarkdownFeature
        document = self.text.document()
        document.setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        document.setDocumentMargin(16)
        document.setIndentWidth(20)
        self._fit_tables()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _fit_tables(self) -> None:
        """Tables nearly as wide as the page, so that long cells are wrapped and not scrolled to."""
        for frame in self.text.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format().toTableFormat()
                form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 99))
                form.setTopMargin(6)
                form.setBottomMargin(12)
                form.setCellPadding(3)
                frame.setFormat(form)

    def sizeHint(self) -> QSize:
        return QSize(760, 640)
