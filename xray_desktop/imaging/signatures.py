"""What a file is, from its first bytes and never from its name."""

import re

SUFFIXES = frozenset(
    {
        *(".dcm", ".dicom", ".dic", ".ima"),
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".bmp", ".dib", ".webp", ".gif"),
        *(".jp2", ".j2k", ".j2c", ".jpc", ".jpx", ".jpf", ".avif", ".pgm", ".ppm", ".pbm", ".pnm"),
    }
)
"""Suffixes, in lower case, of files that count as radiographs in a folder whatever they hold."""

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
)

_NON_IMAGE_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"%!PS", "a PostScript document"),
    (b"\xc5\xd0\xd3\xc6", "a PostScript document"),  # with a preview, as Windows programs write it
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (b"SQLite format 3\x00", "a database"),
    (b"ID3", "a sound file"),
    (b"\x00\x00\x01\xba", "a video"),
    (b"\x00\x00\x01\xb3", "a video"),
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
    if head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis", b"mif1"):
        return "AVIF"
    if head[:2] == b"BM" and len(head) >= 26 and head[6:10] == bytes(4):
        return "BMP"
    if _PORTABLE_ANYMAP.match(head):
        return "PNM"
    return None


def describe(head: bytes) -> str:
    """What a file that holds no image seems to be, with its article: "a web page", "a text file", ..."""
    if _WEB_PAGE.match(head):
        return "a web page"
    for signature, name in _NON_IMAGE_SIGNATURES:
        if head.startswith(signature):
            return name
    if head[4:8] == b"ftyp":
        return "a video or a photograph in a container that is not read here"
    if not head.strip(b"\x00"):
        return "nothing but zeros"
    if not _reads_as_text(head):
        return "a file of an unknown kind"
    return "an XML document" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") else "a text file"


def not_an_image(data: bytes, name: str, kind: str | None) -> str:
    """The sentence for a file that no decoder could make an image of; `kind` is what `sniff` said."""
    if kind:
        return f"{name} is a damaged {kind} file and cannot be shown. Copy or export it again."
    what = describe(data[:HEAD_BYTES])
    return f"{name} is {what}, not an image. Open a DICOM, JPEG, PNG, TIFF, BMP, WebP or GIF file."


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
