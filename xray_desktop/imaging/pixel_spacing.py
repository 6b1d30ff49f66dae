"""Where a pixel spacing holds: what one millimetre of it means."""

from enum import StrEnum

_SAME = 0.01
"""Spacings that differ by less are the same; files round them."""


class SpacingOrigin(StrEnum):
    """What the spacing of a projection radiograph was measured at (DICOM PS3.3, 10.7.1.3)."""

    CALIBRATED = "CALIBRATED"
    """In the patient: corrected by the geometry of the exposure, or by an object of known size."""
    DETECTOR = "DETECTOR"
    """At the detector; what lies in the patient is smaller, by the magnification of the exposure."""
    SCANNED = "SCANNED"
    """On the scanned film."""
    UNSTATED = "UNSTATED"
    """The file does not say."""
    CONTRADICTORY = "CONTRADICTORY"
    """The file's two spacings exclude each other, so that neither can be relied on."""


def origin_of(
    pixel: tuple[float, float] | None, imager: tuple[float, float] | None, *, calibrated: bool
) -> SpacingOrigin:
    """What two spacings of a file say together.

    Args:
        pixel: Pixel Spacing, in millimetres between rows and between columns.
        imager: Imager Pixel Spacing, likewise.
        calibrated: whether the file states how Pixel Spacing was calibrated.

    Pixel Spacing that equals Imager Pixel Spacing was not corrected. A smaller one was corrected for
    magnification; a larger one, or one of other proportions, cannot be: no object is projected smaller than
    it is.
    """
    if pixel is None:
        return SpacingOrigin.UNSTATED if imager is None else SpacingOrigin.DETECTOR
    if imager is None:
        return SpacingOrigin.CALIBRATED if calibrated else SpacingOrigin.UNSTATED
    ratios = (pixel[0] / imager[0], pixel[1] / imager[1])
    if max(ratios) > 1 + _SAME or abs(ratios[0] / ratios[1] - 1) > _SAME:
        return SpacingOrigin.CONTRADICTORY
    return SpacingOrigin.DETECTOR if min(ratios) > 1 - _SAME else SpacingOrigin.CALIBRATED
