"""The radiograph: what a file holds, once it has been read, and the one error for when it cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.pixel_spacing import SpacingOrigin
from xray_desktop.imaging.window_level import Voi, WindowLevel
from xray_desktop.messages import Message, MessageError


class UnreadableRadiograph(MessageError):
    """A file that contains no radiograph that can be shown.

    The message says which file (its name, never its folder), what is wrong, and what to do.
    """


@dataclass(frozen=True, eq=False)
class Radiograph:
    """A radiograph at its full depth, with what is known of it.

    Attributes:
        pixels: 2-D, C-contiguous, read-only, the stored values: uint8, uint16, int8, int16, int32, uint32 or
            float32, rows first, the first row at the top.
        bits: number of bits that hold grey levels (8 for a JPEG, 12 for many DICOM files, 32 for float).
        voi: the window, or VOI LUT, that the image should be shown with at first, in modality values.
        presets: windows that the file brings, in its order; `voi` is among them when it came from there.
        inverted: True when low values are to be shown white (MONOCHROME1); applied after the window.
        slope: modality value = slope * stored value + intercept (DICOM Rescale Slope and Intercept).
        intercept: see slope.
        padding: lowest and highest stored value of pixels that are not part of the image (DICOM Pixel Padding
            Value and Range Limit); shown black and kept out of histograms; None when there are none.
        unit: unit of the modality values, as the file names it ("HU", "OD", "US", empty when unspecified).
        name: the file's name without its folders.
        format: "JPEG", "PNG", "TIFF", "BMP", "WebP", "DICOM", …
        photometric: photometric interpretation in DICOM's terms: MONOCHROME1, MONOCHROME2, RGB, …
        modality: DICOM modality (CR, DX, …), empty when unknown.
        view_position: DICOM view position (AP, PA, LL, …), empty when unknown.
        body_part: DICOM body part examined, empty when unknown.
        patient_orientation: where in the patient the rows lead to (from left to right) and the columns (from
            top to bottom), in letters of DICOM's Patient Orientation (L, R, A, P, H, F); None when unknown.
        spacing: millimetres between rows and between columns, None when unknown.
        spacing_origin: where the spacing holds: at the detector, in the patient, …
        aspect: height of a pixel divided by its width; the image is displayed stretched by it.
        shutter: True where a display shutter covers the image, bool of the shape of the pixels; shown black.
            None when there is none.
        details: further attributes for an information panel by key ("bits_stored", "manufacturer", …), none
            of them about the patient. Text is the file's own; a value that the reader words is a Message.
        patient: attributes of the patient and the visit by key ("patient_name", "study_date", …); shown only
            on request, never written.
        age: the patient's age in whole years, for comparison with the model's estimate; None when unknown.
            Never written.
        frames: how many images the file holds.
        frame: which of them this is, from 0.
        frame_rate: frames a second at which the file is to be played; None when it states none.
        notes: what was done to read the file, for the user (for instance that a damaged window was ignored).
        exclusion_reasons: why no prediction may be given although there is an image (code "truncated", …);
            empty when there is no such reason.
    """

    pixels: npt.NDArray[Any]
    bits: int
    voi: Voi
    name: str
    format: str
    presets: tuple[Voi, ...] = ()
    inverted: bool = False
    slope: float = 1.0
    intercept: float = 0.0
    padding: tuple[int, int] | None = None
    unit: str = ""
    photometric: str = "MONOCHROME2"
    modality: str = ""
    view_position: str = ""
    body_part: str = ""
    patient_orientation: tuple[str, str] | None = None
    spacing: tuple[float, float] | None = None
    spacing_origin: SpacingOrigin = SpacingOrigin.UNSTATED
    aspect: float = 1.0
    shutter: npt.NDArray[np.bool_] | None = None
    details: Mapping[str, str | Message] = field(default_factory=lambda: MappingProxyType({}))
    patient: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    age: int | None = field(default=None, repr=False)
    frames: int = 1
    frame: int = 0
    frame_rate: float | None = None
    notes: tuple[Message, ...] = ()
    exclusion_reasons: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        if self.pixels.ndim != 2 or 0 in self.pixels.shape:
            raise ValueError(f"a radiograph has two dimensions, not the shape {self.pixels.shape}")
        pixels = np.ascontiguousarray(self.pixels)
        pixels.flags.writeable = False
        object.__setattr__(self, "pixels", pixels)

    @property
    def width(self) -> int:
        """Number of columns."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Number of rows."""
        return int(self.pixels.shape[0])

    def modality_values(self, stored: npt.ArrayLike) -> npt.NDArray[np.float32]:
        """Stored values of any shape to modality values, float32."""
        values = np.asarray(stored, dtype=np.float32)
        if self.slope == 1.0 and self.intercept == 0.0:
            return values
        with np.errstate(over="ignore", invalid="ignore"):  # absurd slopes make absurd values, not warnings
            return values * np.float32(self.slope) + np.float32(self.intercept)

    def grey(self, stored: npt.ArrayLike, voi: Voi | None = None) -> npt.NDArray[np.float32]:
        """Stored values of any shape to what is seen, float32 from 0 (black) to 1 (white).

        The order is the standard's: modality transform, then the window or VOI LUT (`voi`, by default the
        radiograph's own), then MONOCHROME1 inversion. Padding is black whatever the window.
        """
        grey = (self.voi if voi is None else voi).apply(self.modality_values(stored))
        if self.inverted:
            grey = 1.0 - grey
        if self.padding is not None:
            values = np.asarray(stored)
            grey = np.where((values >= self.padding[0]) & (values <= self.padding[1]), np.float32(0), grey)
        return grey

    def with_voi(self, voi: Voi) -> "Radiograph":
        """The same radiograph with another window or VOI LUT to be shown with at first."""
        return replace(self, voi=voi)

    def full_range(self) -> WindowLevel:
        """The window from the lowest to the highest finite modality value present."""
        low, high = finite_range(self.pixels)
        first, second = self.modality_values([low, high]).tolist()
        return WindowLevel.from_range(min(first, second), max(first, second))


def finite_range(pixels: npt.NDArray[Any]) -> tuple[float, float]:
    """Lowest and highest finite value of an array of any shape; (0, 1) when it holds none."""
    if pixels.dtype.kind == "f":
        pixels = pixels[np.isfinite(pixels)]
        if not pixels.size:
            return 0.0, 1.0
    return float(pixels.min()), float(pixels.max())
