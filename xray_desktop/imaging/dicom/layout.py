"""How the pixel values of a DICOM file are laid out: the Image Pixel module, checked."""

import math
from dataclasses import dataclass

from pydicom.dataset import Dataset

from xray_desktop.imaging import limits
from xray_desktop.imaging.dicom.elements import integer, text
from xray_desktop.imaging.limits import LimitExceeded, check_size
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.messages import Message, message

GREY = ("MONOCHROME1", "MONOCHROME2")
"""The photometric interpretations without colour."""

_KNOWN = (*GREY, "PALETTE COLOR", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT")


@dataclass(frozen=True)
class Layout:
    """The Image Pixel module. Sizes in pixels, depths in bits.

    Attributes:
        exclusion_reasons: what had to be guessed.
    """

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
    exclusion_reasons: tuple[Message, ...] = ()

    @property
    def frame_bits(self) -> int:
        """Bits of one uncompressed frame in the file."""
        samples = 2 if self.photometric == "YBR_FULL_422" else self.samples
        return self.rows * self.columns * samples * self.allocated


def layout_of(ds: Dataset, name: str) -> Layout:
    """The layout of a file's pixels, checked.

    Raises UnreadableRadiograph when the file contradicts itself, LimitExceeded when it is too large.
    """
    rows, columns = integer(ds, "Rows") or 0, integer(ds, "Columns") or 0
    if rows < 1 or columns < 1:
        raise UnreadableRadiograph("dicom_no_size", file=name)
    samples = integer(ds, "SamplesPerPixel") or 1
    reasons: list[Message] = []
    photometric = _photometric(ds, samples, reasons, name)
    if samples not in (1, 3) or (photometric in GREY and samples != 1):
        raise UnreadableRadiograph(
            "dicom_samples_contradict", file=name, samples=samples, photometric=photometric
        )
    allocated = integer(ds, "BitsAllocated") or 0
    if allocated not in (1, 8, 16, 32, 64):
        raise UnreadableRadiograph("dicom_bits_allocated_unsupported", file=name, allocated=allocated)
    stored, high_bit = _depth(ds, allocated, reasons)
    frames = max(integer(ds, "NumberOfFrames") or 1, 1)
    if frames > limits.MAX_FRAMES:
        raise LimitExceeded("dicom_too_many_frames", frames=frames, most=limits.MAX_FRAMES)
    check_size(columns, rows, samples * math.ceil(allocated / 8))
    return Layout(
        rows=rows,
        columns=columns,
        samples=samples,
        photometric=photometric,
        allocated=allocated,
        stored=stored,
        high_bit=high_bit,
        signed=integer(ds, "PixelRepresentation") == 1,
        planar=1 if integer(ds, "PlanarConfiguration") == 1 else 0,
        frames=frames,
        exclusion_reasons=tuple(reasons),
    )


def _photometric(ds: Dataset, samples: int, reasons: list[Message], name: str) -> str:
    photometric = " ".join(text(ds, "PhotometricInterpretation").upper().split())
    if photometric in _KNOWN:
        return photometric
    if not photometric:
        reasons.append(message("dicom_photometric_missing"))
        return "RGB" if samples == 3 else "MONOCHROME2"
    if samples != 1:
        raise UnreadableRadiograph("dicom_photometric_unsupported", file=name, photometric=photometric)
    reasons.append(message("dicom_photometric_unknown", photometric=photometric))
    return "MONOCHROME2"


def _depth(ds: Dataset, allocated: int, reasons: list[Message]) -> tuple[int, int]:
    """Bits stored and the high bit."""
    stored = integer(ds, "BitsStored") or allocated
    if not 1 <= stored <= allocated:
        reasons.append(message("dicom_bits_stored_invalid", stored=stored, allocated=allocated))
        stored = allocated
    high_bit = integer(ds, "HighBit")
    if high_bit is not None and not stored - 1 <= high_bit < allocated:
        reasons.append(message("dicom_high_bit_invalid", high_bit=high_bit, stored=stored))
        high_bit = None
    return stored, stored - 1 if high_bit is None else high_bit
