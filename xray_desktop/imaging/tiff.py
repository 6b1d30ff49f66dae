"""Which image of a TIFF is the radiograph, and who decodes it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging import tiff_directories as tags
from xray_desktop.imaging import tiff_pixels
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.signatures import not_an_image
from xray_desktop.imaging.tiff_compression import NAMES, compression_name
from xray_desktop.imaging.tiff_directories import TiffPage, read_directories, sub_pages
from xray_desktop.messages import Message, message

_MUCH_LARGER = 4
_UNASSOCIATED_ALPHA = 2
_NOT_BY_PILLOW = frozenset(NAMES) - {1, 2, 3, 4, 5, 6, 7, 8, 32771, 32773, 32946, 50001}


@dataclass(frozen=True, eq=False)
class TiffImage:
    """One image of a TIFF.

    Attributes:
        frames: how many images the file has, without thumbnails and masks.
        index: its position in the chain of directories.
        chain: how many directories the chain has.
        samples: decoded samples, None when Pillow is to decode the image.
        bits: bits per sample.
        damage: what is wrong with the data, a code, or "".
        inverted: whether zero is white.
        alpha: whether the last of 2 or 4 samples is an alpha that is still to be applied.
        orientation: value of the tag Orientation.
        compression: its name.
        notes: for the user.
    """

    frames: int
    index: int
    chain: int
    samples: npt.NDArray[Any] | None = None
    bits: int = 0
    damage: str = ""
    inverted: bool = False
    alpha: bool = False
    orientation: int = 1
    compression: str = ""
    notes: tuple[Message, ...] = ()


def decode_tiff(data: bytes, name: str, frame: int) -> TiffImage:
    """The image number `frame`, from 0, of those that are not thumbnails of others.

    Raises UnreadableRadiograph, LimitExceeded, DecoderMissing.
    """
    chain = read_directories(data)
    pages = [page for page in chain if not page.secondary]
    if not pages:
        pages = [page for page in sub_pages(chain[0]) if not page.secondary] if chain else []
        pages = pages or chain
    if not pages:
        raise UnreadableRadiograph(not_an_image(data, name, "TIFF"))
    if not 0 <= frame < len(pages):
        raise UnreadableRadiograph("no_such_image", file=name, number=frame + 1, count=len(pages))
    page = pages[frame]
    notes = _larger(pages, frame)
    in_chain = page in chain
    index = chain.index(page) if in_chain else 0
    if in_chain and (tiff_pixels.pillow_reads(page) or not tiff_pixels.reads(page)):
        _check_supported(page, name)
        return TiffImage(len(pages), index, len(chain), notes=notes)
    if not tiff_pixels.reads(page):
        raise _unsupported(page, name)
    try:
        decoded = tiff_pixels.decode_page(page)
    except ValueError:
        raise UnreadableRadiograph(not_an_image(data, name, "TIFF")) from None
    samples = decoded.samples
    white_is_zero = page.value(tags.PHOTOMETRIC, 1) == tiff_pixels.WHITE_IS_ZERO
    if white_is_zero and samples.dtype == np.uint8:
        samples, white_is_zero = 255 - samples, False
    orientation = page.value(tags.ORIENTATION, 1)
    compression = page.value(tags.COMPRESSION, 1)
    return TiffImage(
        len(pages),
        index,
        len(chain),
        samples,
        page.value(tags.BITS, 1),
        decoded.damage,
        white_is_zero,
        page.value(tags.EXTRA_SAMPLES) == _UNASSOCIATED_ALPHA,
        orientation if orientation in range(1, 9) else 1,
        compression_name(compression) if compression != 1 else "",
        notes,
    )


def _larger(pages: list[TiffPage], frame: int) -> tuple[Message, ...]:
    """A note when the first image looks like a preview of a later one that does not say so."""
    if frame or len(pages) == 1:
        return ()
    areas = [page.width * page.height for page in pages]
    largest = max(range(len(areas)), key=areas.__getitem__)
    if areas[largest] < _MUCH_LARGER * max(areas[0], 1):
        return ()
    return (message("larger_image", number=largest + 1),)


def _check_supported(page: TiffPage, name: str) -> None:
    """Pillow gets what it may know; what it certainly does not is called by its name, not damaged."""
    compression = page.value(tags.COMPRESSION, 1)
    if compression in _NOT_BY_PILLOW or (page.big and page.order == ">"):
        raise _unsupported(page, name)
    deep_single = page.value(tags.SAMPLES, 1) == 1 and not tiff_pixels.pillow_reads(page)
    if deep_single and page.value(tags.BITS, 1) > 8:
        raise _unsupported(page, name)


def _unsupported(page: TiffPage, name: str) -> UnreadableRadiograph:
    compression = page.value(tags.COMPRESSION, 1)
    if compression in _NOT_BY_PILLOW:
        kind = compression_name(compression)
        return UnreadableRadiograph("tiff_compression_unsupported", file=name, compression=kind)
    bits, samples = page.value(tags.BITS, 1), page.value(tags.SAMPLES, 1)
    photometric = page.value(tags.PHOTOMETRIC, 1)
    return UnreadableRadiograph(
        "tiff_layout_unsupported", file=name, bits=bits, samples=samples, photometric=photometric
    )
