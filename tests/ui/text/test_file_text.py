"""Names and tags are shown as they are written, whatever they hold."""

import pytest
from PySide6.QtGui import QTextDocument

from xray_desktop.ui.text.file_text import one_line, tooltip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("image 1.png", "image 1.png"),
        ("two\nlines\tand a tab.png", "two lines and a tab.png"),
        ("\u202egnp.exe", "gnp.exe"),
        ("zero\x00\x1b[31mred.png", "zero[31mred.png"),
        ("흉부 사진.dcm", "흉부 사진.dcm"),
        ("\U0001f469\u200d\u2695\ufe0f.png", "\U0001f469\u200d\u2695\ufe0f.png"),
        ("", ""),
    ],
)
def test_a_name_is_one_line_that_reads_as_it_is_written(text: str, shown: str) -> None:
    assert one_line(text) == shown


@pytest.mark.parametrize(
    "text", ["plain & simple", "<img src='x.png'>.png", "<b>bold</b>\nsecond line", "a < b"]
)
def test_a_tooltip_shows_its_text_and_obeys_none(text: str) -> None:
    document = QTextDocument()
    document.setHtml(tooltip(text))
    assert document.toPlainText() == text
