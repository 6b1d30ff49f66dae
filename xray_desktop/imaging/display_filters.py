"""Filters of the display: what changes the look of an image beyond its window. Never what the model gets."""

from dataclasses import dataclass

GAMMAS = (1.0, 0.7, 0.5, 1.4, 2.0)
"""Exponents to step through: below 1 brightens the middle greys, above 1 darkens them."""

COLOUR_MAPS = ("", "bone", "hot_iron", "viridis")
"""Names of the colour maps to step through; the first, empty, shows grey levels."""


@dataclass(frozen=True)
class DisplayFilters:
    """The filters through which an image is shown.

    Attributes:
        local_contrast: contrast-limited adaptive histogram equalisation (CLAHE).
        sharpened: unsharp mask.
        gamma: exponent of the displayed grey, from 0 black to 1 white; above 0.
        colour_map: one of `COLOUR_MAPS`.
    """

    local_contrast: bool = False
    sharpened: bool = False
    gamma: float = 1.0
    colour_map: str = ""

    @property
    def changes_pixels(self) -> bool:
        """Whether pixel values are filtered, and not only the table through which they are shown."""
        return self.local_contrast or self.sharpened

    @property
    def pixel_filters(self) -> tuple[bool, bool]:
        """What the filtered pixel values depend on."""
        return self.local_contrast, self.sharpened
