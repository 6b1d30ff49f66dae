"""The paper that reports are made for: A4 upright with 15 mm on every side, in points."""

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize

PAGE = QSizeF(510, 757)
"""The page between its margins in points. All that is painted is within it."""


def page_layout() -> QPageLayout:
    """A4 upright with the margins that `PAGE` leaves."""
    margins = QMarginsF(15, 15, 15, 15)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
