"""A dialogue that shows a text to be read: model card, licences, about."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor, QTextDocument, QTextLength, QTextTable
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget


class TextDialog(QDialog):
    """Shows Markdown or plain text. Links are shown and never followed: this program uses no network."""

    def __init__(self, title: str, text: str, *, markdown: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.text = QTextBrowser(openLinks=False)
        if markdown:
            features = QTextDocument.MarkdownFeature
            self.text.document().setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        else:
            self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.setAccessibleName(title)
        self.text.document().setDocumentMargin(16)
        self.text.document().setIndentWidth(20)
        self._fit_tables()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)

    def _fit_tables(self) -> None:
        """Tables nearly as wide as the page, so that long cells are wrapped and not scrolled to."""
        for frame in self.text.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format().toTableFormat()
                form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 99))
                form.setCellPadding(3)
                frame.setFormat(form)

    def sizeHint(self) -> QSize:
        return QSize(760, 640)
