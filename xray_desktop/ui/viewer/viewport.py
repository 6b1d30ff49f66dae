"""Where on the screen a film lies: zoom, pan, rotation and mirroring as one transformation."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

MAX_SCALE = 40.0
"""Most screen pixels for one film pixel."""


@dataclass(frozen=True)
class Orientation:
    """How a film is turned for display: first mirrored left to right, then turned clockwise.

    Attributes:
        quarter_turns: 0 to 3, clockwise.
        mirrored: whether it is mirrored before it is turned.
    """

    quarter_turns: int = 0
    mirrored: bool = False

    def turned(self, quarter_turns: int) -> "Orientation":
        """The orientation after further clockwise quarter turns on the screen."""
        return Orientation((self.quarter_turns + quarter_turns) % 4, self.mirrored)

    def flipped(self, *, vertically: bool = False) -> "Orientation":
        """The orientation after mirroring what is on the screen, left to right or top to bottom."""
        turns = (2 if vertically else 0) - self.quarter_turns
        return Orientation(turns % 4, not self.mirrored)

    @property
    def swaps_sides(self) -> bool:
        """Whether the film's width is the screen's height."""
        return self.quarter_turns % 2 == 1


class Viewport:
    """The view of one film in a widget.

    Attributes:
        film: the film's size in pixels.
        aspect: height of a film pixel divided by its width.
        widget: the widget's size in device-independent pixels.
        scale: widget pixels for the width of a film pixel.
        centre: the film point, in film pixels, in the widget's middle.
        fitted: True while the whole film is kept in view when the widget's size changes.
    """

    def __init__(self) -> None:
        self.film = QSizeF(1, 1)
        self.aspect = 1.0
        self.widget = QSizeF(1, 1)
        self.orientation = Orientation()
        self.scale = 1.0
        self.centre = QPointF(0.5, 0.5)
        self.fitted = True

    def set_film(self, width: int, height: int, aspect: float = 1.0) -> None:
        """Another film; a fitted view is fitted to it, any other keeps its scale and relative place."""
        x, y = self.centre.x() / self.film.width(), self.centre.y() / self.film.height()
        self.film = QSizeF(width, height)
        self.aspect = aspect
        self.centre = QPointF(x * width, y * height)
        self._refit()

    def set_widget(self, width: float, height: float) -> None:
        """Another size of the widget."""
        self.widget = QSizeF(max(width, 1), max(height, 1))
        self._refit()

    def set_orientation(self, orientation: Orientation) -> None:
        """Turns the film about the widget's middle."""
        self.orientation = orientation
        self._refit()

    def transform(self) -> QTransform:
        """From film pixels to widget pixels."""
        transform = QTransform()
        transform.translate(self.widget.width() / 2, self.widget.height() / 2)
        transform.scale(self.scale, self.scale)
        transform.rotate(90 * self.orientation.quarter_turns)
        transform.scale(-1 if self.orientation.mirrored else 1, self.aspect)
        transform.translate(-self.centre.x(), -self.centre.y())
        return transform

    def to_film(self, point: QPointF) -> QPointF:
        """The film point under a point of the widget."""
        return self.transform().inverted()[0].map(point)

    def film_rect(self) -> QRectF:
        """Where the whole film lies, in widget pixels."""
        return self.transform().mapRect(QRectF(QPointF(0, 0), self.film))

    def fitting_scale(self) -> float:
        """The scale at which the whole film just fits."""
        width, height = self.film.width(), self.film.height() * self.aspect
        if self.orientation.swaps_sides:
            width, height = height, width
        return min(self.widget.width() / width, self.widget.height() / height)

    def fit(self) -> None:
        """Shows the whole film, now and whenever the widget's size changes."""
        self.fitted = True
        self._refit()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Multiplies the scale; the film point under `about` (default: the middle) stays where it is."""
        about = about or QPointF(self.widget.width() / 2, self.widget.height() / 2)
        before = self.to_film(about)
        smallest = min(self.fitting_scale(), 1.0) / 4
        self.scale = min(max(self.scale * factor, smallest), max(MAX_SCALE, self.fitting_scale()))
        self.fitted = False
        self._move_centre(before - self.to_film(about))

    def pan(self, by: QPointF) -> None:
        """Moves the film by an offset in widget pixels."""
        inverse = self.transform().inverted()[0]
        self.fitted = False
        self._move_centre(inverse.map(QPointF(0, 0)) - inverse.map(by))

    def follow(self, other: "Viewport") -> None:
        """Takes over another view's zoom and place, relative to each film's own size."""
        self.fitted = other.fitted
        relative = other.scale / other.fitting_scale()
        self.scale = relative * self.fitting_scale()
        self.centre = QPointF(
            other.centre.x() / other.film.width() * self.film.width(),
            other.centre.y() / other.film.height() * self.film.height(),
        )

    def _move_centre(self, by: QPointF) -> None:
        moved = self.centre + by
        # The widget's middle stays on the film, so that it can never be lost from sight.
        self.centre = QPointF(
            min(max(moved.x(), 0.0), self.film.width()), min(max(moved.y(), 0.0), self.film.height())
        )

    def _refit(self) -> None:
        if self.fitted:
            self.scale = self.fitting_scale()
            self.centre = QPointF(self.film.width() / 2, self.film.height() / 2)
