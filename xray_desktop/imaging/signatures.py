"""The kind of a file, recognised by its first bytes and never by its name."""

import re
from pathlib import PurePosixPath

from xray_desktop.messages import Message, message

SUFFIXES = frozenset(
    {
        *(".dcm", ".dicom", ".dic", ".ima"),
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".bmp", ".dib", ".webp", ".gif"),
        *(".jp2", ".j2k", ".j2c", ".jpc", ".jpx", ".jpf", ".avif", ".pgm", ".ppm", ".pbm", ".pnm"),
        *(".heic", ".heif", ".jxl"),
    }
)
"""Suffixes, in lower case, of files that count as radiographs in a folder whatever they contain."""

HEAD_BYTES = 512
"""As much of a file's beginning as `sniff` and `describe` look at."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "JPEG XL"),
)

_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"}
)

_NON_IMAGE_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "kind_pdf"),
    (b"%!PS", "kind_postscript"),
    (b"\xc5\xd0\xd3\xc6", "kind_postscript"),  # with a preview, as Windows programs write it
    (b"PK\x03\x04", "kind_zip"),
    (b"\x1f\x8b", "kind_gzip"),
    (b"7z\xbc\xaf\x27\x1c", "kind_7zip"),
    (b"Rar!", "kind_rar"),
    (b"MZ", "kind_windows_program"),
    (b"\x7fELF", "kind_program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind_office"),
    (b"\x89HDF\r\n\x1a\n", "kind_hdf5"),
    (b"SQLite format 3\x00", "kind_database"),
    (b"ID3", "kind_sound"),
    (b"\x00\x00\x01\xba", "kind_video"),
    (b"\x00\x00\x01\xb3", "kind_video"),
)

_VALUE_REPRESENTATIONS = frozenset(
    b"AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ"
    b" SS ST SV TM UC UI UL UN UR US UT UV".split()
)

_PORTABLE_ANYMAP = re.compile(rb"P[1-6]\s(\s*#[^\n]*\n)*\s*\d+\s")

_WEB_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)*(<!doctype html|<html|<head|<body)", re.IGNORECASE | re.DOTALL)


def sniff(head: bytes) -> str | None:
    """The kind of image that a file beginning with `head` holds, in the words of `Radiograph.format`.

    `head` should be the first HEAD_BYTES of the file. DICOM is looked for first, because its preamble may
    hold another format's signature (dual-personality TIFF). None does not mean that the file cannot be read:
    kinds without a short signature are tried by `decode_radiograph` all the same.
    """
    if head[128:132] == b"DICM" or _begins_like_a_data_set(head):
        return "DICOM"
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] == b"ftyp" and (media := _iso_media_kind(head)):
        return media
    if head[:2] == b"BM" and len(head) >= 26 and head[6:10] == bytes(4):
        return "BMP"
    if _PORTABLE_ANYMAP.match(head):
        return "PNM"
    return None


def describe(head: bytes) -> Message:
    """What a file that contains no image seems to be: a term ("kind_pdf", "kind_web_page", ...)."""
    if _WEB_PAGE.match(head):
        return message("kind_web_page")
    for signature, code in _NON_IMAGE_SIGNATURES:
        if head.startswith(signature):
            return Message(code)
    if head[4:8] == b"ftyp":
        return message("kind_media_container")
    if not head.strip(b"\x00"):
        return message("kind_zeros")
    if not _reads_as_text(head):
        return message("kind_unknown")
    xml = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    return message("kind_xml" if xml else "kind_text")


def not_an_image(data: bytes, name: str, kind: str | None) -> Message:
    """The message for a file that no decoder could make an image of; `kind` is what `sniff` said."""
    if kind:
        return message("image_file_damaged", file=name, kind=kind)
    return message("not_an_image", file=name, what=describe(data[:HEAD_BYTES]))


def named_like_an_image(name: str) -> bool:
    """Whether a file in a folder is to be opened by its name.

    DICOM files often have no suffix, or one that is part of their number; a compressed one ends in .dcm.gz.
    """
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    if suffix == ".gz":
        suffix = PurePosixPath(path.stem).suffix.lower()
        return suffix in SUFFIXES
    return not suffix or suffix in SUFFIXES or suffix[1:].isdigit()


def _iso_media_kind(head: bytes) -> str | None:
    """AVIF or HEIF, by the brands of an ISO base media file; the general brand mif1 leaves it to the
    others.
    """
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[start : start + 4] for start in range(16, length - 3, 4))]
    if brands[0] in _AVIF_BRANDS or (brands[0] == b"mif1" and _AVIF_BRANDS.intersection(brands)):
        return "AVIF"
    return "HEIF" if brands[0] in _HEIF_BRANDS else None


def _begins_like_a_data_set(head: bytes) -> bool:
    """True for DICOM without its preamble: the first element is of group 2 or 8 and has a credible length."""
    if len(head) < 12:
        return False
    for order in ("little", "big"):
        group = int.from_bytes(head[:2], order)
        element = int.from_bytes(head[2:4], order)
        if group not in (0x0002, 0x0008) or element > 0x3000:
            continue
        if head[4:6] in _VALUE_REPRESENTATIONS:
            return True
        # Implicit VR is always little-endian; the elements that can begin a data set, or file meta
        # information that some writers encode so, are short.
        if order == "little" and int.from_bytes(head[4:8], "little") <= 256:
            if group == 0x0002:
                return element <= 0x0010
            return element <= 0x0018 or element == 0x0060
    return False


def _reads_as_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if any(byte < 9 or 13 < byte < 32 for byte in head):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4 or head.isascii()
    return True
