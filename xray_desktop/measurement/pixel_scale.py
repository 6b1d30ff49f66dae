"""How long a pixel is: in millimetres where the file says it, else in pixels."""

from dataclasses import dataclass

from xray_desktop.imaging.pixel_spacing import SpacingOrigin
from xray_desktop.imaging.radiograph import Radiograph


@dataclass(frozen=True)
class PixelScale:
    """The size of a pixel.

    Attributes:
        across: its width in `unit`.
        down: its height in `unit`.
        origin: where the spacing holds; None when there is none.
    """

    across: float = 1.0
    down: float = 1.0
    origin: SpacingOrigin | None = None

    @classmethod
    def of(cls, radiograph: Radiograph) -> "PixelScale":
        """The scale of a radiograph in the file's own pixels.

        Without a spacing, or with two that contradict each other, lengths are in pixels. Where pixels are not
        square, the unit is then the width of a pixel, so that angles and proportions are right.
        """
        spacing = radiograph.spacing
        if spacing is None:
            return cls(down=radiograph.aspect)
        if radiograph.spacing_origin is SpacingOrigin.CONTRADICTORY:
            return cls(down=radiograph.aspect, origin=SpacingOrigin.CONTRADICTORY)
        return cls(spacing[1], spacing[0], radiograph.spacing_origin)

    @property
    def unit(self) -> str:
        """ "mm" or "px"."""
        return "px" if self.origin in (None, SpacingOrigin.CONTRADICTORY) else "mm"

    @property
    def pixel_area(self) -> float:
        """The area of a pixel, in `unit` squared."""
        return self.across * self.down
