"""Text in the corners of the view: the file, the display in numbers, and the patient only on request."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.ui.images.display_state import DisplayState
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.viewer.display_marks import paint_on_image

_MARGIN = 12.0
_PATIENT_KEYS = ("patient_name", "patient_id")


class CornerOverlay:
    """The text in the corners of one view.

    Attributes:
        shown: whether there is any.
        patient_shown: whether the patient's name and ID are part of it.
    """

    def __init__(self) -> None:
        self.shown = False
        self.patient_shown = False

    def paint(
        self,
        painter: QPainter,
        view: QRectF,
        radiograph: Radiograph,
        state: DisplayState,
        scale: float,
        *,
        for_keeping: bool,
    ) -> None:
        """Paints the text; the patient stays out of a picture that is made `for_keeping`."""
        if not self.shown:
            return
        metrics = QFontMetricsF(painter.font())
        with_patient = self.patient_shown and not for_keeping
        align = Qt.AlignmentFlag
        for lines, side, upwards in (
            (file_lines(radiograph, with_patient=with_patient), align.AlignLeft, False),
            (display_lines(state, scale), align.AlignRight, True),
        ):
            for number, line in enumerate(reversed(lines) if upwards else lines):
                offset = _MARGIN + number * metrics.height()
                top = view.bottom() - offset - metrics.height() if upwards else view.top() + offset
                area = QRectF(view.left() + _MARGIN, top, view.width() - 2 * _MARGIN, metrics.height())
                text = metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, view.width() * 0.6)
                paint_on_image(painter, area, side | align.AlignVCenter, text)

    def height_below(self, metrics: QFontMetrics) -> float:
        """What the lower corner takes of the view's height."""
        return 2 * metrics.height() + 4 if self.shown else 0.0


def file_lines(radiograph: Radiograph, *, with_patient: bool = False) -> list[str]:
    """File, matrix and frame; with the patient's name and ID before them on request."""
    patient = [radiograph.patient.get(key, "") for key in _PATIENT_KEYS] if with_patient else []
    lines = [*patient, radiograph.name, f"{radiograph.width} × {radiograph.height}"]
    if radiograph.frames > 1:
        text = QCoreApplication.translate("CornerOverlay", "Frame {number} / {count}")
        lines.append(text.format(number=radiograph.frame + 1, count=radiograph.frames))
    return [one_line(line) for line in lines if line]


def display_lines(state: DisplayState, scale: float) -> list[str]:
    """Window centre and width, and zoom: `scale` is the view's pixels for one of the image."""
    low, high = state.voi.low, state.voi.high
    zoom = QCoreApplication.translate("CornerOverlay", "Zoom {zoom}").format(zoom=f"{scale:.0%}")
    return [f"WC {(low + high) / 2:.6g}   WW {high - low:.6g}", zoom]
