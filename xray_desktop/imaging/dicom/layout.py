"""How the pixel values of a DICOM file lie in it: the Image Pixel module, checked."""

import math
from dataclasses import dataclass, field

from pydicom.dataset import Dataset

from xray_desktop.imaging import limits
from xray_desktop.imaging.dicom.elements import integer, text
from xray_desktop.imaging.limits import LimitExceeded, check_size
from xray_desktop.imaging.radiograph import UnreadableRadiograph

GREY = ("MONOCHROME1", "MONOCHROME2")
"""The photometric interpretations without colour."""

_KNOWN = (*GREY, "PALETTE COLOR", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT")


@dataclass
class Layout:
    """The Image Pixel module: how the values lie in the file. Sizes in pixels, depths in bits."""

    rows: int
    columns: int
    samples: int
    photometric: str
    allocated: int
    stored: int
    high_bit: int
    signed: bool
    planar: int
    frames: int
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def frame_bits(self) -> int:
        """Bits of one uncompressed frame in the file."""
        samples = 2 if self.photometric == "YBR_FULL_422" else self.samples
        return self.rows * self.columns * samples * self.allocated


def layout_of(ds: Dataset, name: str) -> Layout:
    """The layout of a file's pixels, checked; what had to be guessed stands in its doubts.

    Raises UnreadableRadiograph when the file contradicts itself, LimitExceeded when it is too large.
    """
    rows, columns = integer(ds, "Rows") or 0, integer(ds, "Columns") or 0
    if rows < 1 or columns < 1:
        raise UnreadableRadiograph(
            f"{name} does not say how many rows and columns its image has. Export it again."
        )
    samples = integer(ds, "SamplesPerPixel") or 1
    photometric = " ".join(text(ds, "PhotometricInterpretation").upper().split())
    allocated = integer(ds, "BitsAllocated") or 0
    layout = Layout(
        rows=rows,
        columns=columns,
        samples=samples,
        photometric=photometric,
        allocated=allocated,
        stored=integer(ds, "BitsStored") or allocated,
        high_bit=-1,
        signed=integer(ds, "PixelRepresentation") == 1,
        planar=1 if integer(ds, "PlanarConfiguration") == 1 else 0,
        frames=max(integer(ds, "NumberOfFrames") or 1, 1),
    )
    if not photometric:
        layout.photometric = "RGB" if samples == 3 else "MONOCHROME2"
        layout.warnings.append("the file does not say whether low values are black or white")
    elif layout.photometric not in _KNOWN:
        if samples != 1:
            raise UnreadableRadiograph(
                f"{name} has the photometric interpretation {photometric}, which is not read here. "
                "Export it in grey."
            )
        layout.photometric = "MONOCHROME2"
        layout.warnings.append(f"its photometric interpretation, {photometric}, is unknown")
    if samples not in (1, 3) or (layout.photometric in GREY and samples != 1):
        raise UnreadableRadiograph(
            f"{name} contradicts itself: {samples} samples a pixel in a {layout.photometric} image. "
            "Export it again."
        )
    if allocated not in (1, 8, 16, 32, 64):
        raise UnreadableRadiograph(
            f"{name} stores a value in {allocated} bits, which is not read here (8, 16 and 32 are). "
            "Export it in 16 bits."
        )
    if not 1 <= layout.stored <= allocated:
        layout.warnings.append(f"the file claims {layout.stored} bits in {allocated} allocated ones")
        layout.stored = allocated
    high_bit = integer(ds, "HighBit")
    layout.high_bit = layout.stored - 1 if high_bit is None else high_bit
    if not layout.stored - 1 <= layout.high_bit < allocated:
        layout.warnings.append(f"the file's highest bit ({high_bit}) does not fit its {layout.stored} bits")
        layout.high_bit = layout.stored - 1
    if layout.frames > limits.MAX_FRAMES:
        raise LimitExceeded(f"it holds {layout.frames:,} frames, more than {limits.MAX_FRAMES:,}")
    check_size(columns, rows, samples * math.ceil(allocated / 8))
    return layout
