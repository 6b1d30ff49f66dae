"""Text from files, made safe to show: names, DICOM attributes, metadata of other models."""

import html
import unicodedata

_JOINER = "\u200d"
"""Joins signs to one image; it changes no direction."""


def one_line(text: str) -> str:
    """A text as one line that cannot be read otherwise than it is written.

    A line break becomes a space. What controls the direction of writing is left out: "gnp.exe" must not be
    shown as "exe.png".
    """
    return "".join(
        sign
        for sign in " ".join(text.split())
        if sign == _JOINER or not unicodedata.category(sign).startswith("C")
    )


def tooltip(text: str) -> str:
    """A text for a tooltip, which would take "<b>" for a command and not for text."""
    return f"<span style='white-space: pre-wrap'>{html.escape(text, quote=False)}</span>"
