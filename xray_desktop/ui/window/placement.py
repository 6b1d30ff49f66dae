"""The window's place: within what the screen has free, also when it was larger or elsewhere last time."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStyle, QWidget

_DEFAULT_SIZE = (1280, 720)
_SHARE_OF_SCREEN = 0.75
"""Of each edge of a large screen, at the first start."""


def resize_to_default(window: QWidget) -> None:
    """Gives a window the size of the first start: 1280 by 720, more on a large screen, less on a small
    one.
    """
    free = window.screen().availableGeometry()
    width, height = (round(edge * _SHARE_OF_SCREEN) for edge in (free.width(), free.height()))
    window.resize(max(width, _DEFAULT_SIZE[0]), max(height, _DEFAULT_SIZE[1]))
    fit_to_screen(window)


def fit_to_screen(window: QWidget) -> None:
    """Shrinks and moves a window until it lies, with its frame, in the available geometry of its screen.

    A window that is maximised or full screen is left to the desktop. Before a window is shown its frame is
    not known; then a title bar of the style's height is assumed.
    """
    if window.isMaximized() or window.isFullScreen():
        return
    inner, outer = window.geometry(), window.frameGeometry()
    top = inner.top() - outer.top()
    if not window.isVisible():
        top = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    free = window.screen().availableGeometry()
    free.adjust(
        inner.left() - outer.left(), top, inner.right() - outer.right(), inner.bottom() - outer.bottom()
    )
    wanted = _within(inner, free)
    if wanted != inner:
        window.setGeometry(wanted)


def _within(inner: QRect, free: QRect) -> QRect:
    """A rectangle of the same size, or smaller, within another."""
    width, height = min(inner.width(), free.width()), min(inner.height(), free.height())
    left = min(max(inner.left(), free.left()), free.right() + 1 - width)
    top = min(max(inner.top(), free.top()), free.bottom() + 1 - height)
    return QRect(left, top, width, height)
