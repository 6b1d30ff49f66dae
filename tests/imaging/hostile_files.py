"""Files made to exhaust a reader: each maker returns the bytes of one attack."""

import struct
import zlib
from collections.abc import Callable

import numpy as np
from pydicom.uid import DeflatedExplicitVRLittleEndian, JPEG2000Lossless, JPEGBaseline8Bit, RLELossless

from tests.images import dicom_bytes, dicom_dataset, encapsulated, encoded, file_bytes, synthetic_image

MANY = 450_000


def png_chunk(kind: bytes, data: bytes = b"") -> bytes:
    """One PNG chunk with its checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_header(width: int, height: int, depth: int = 8, colour: int = 0) -> bytes:
    """Signature and IHDR of a PNG."""
    return b"\x89PNG\r\n\x1a\n" + png_chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    )


def png_of_four_gigapixels() -> bytes:
    return png_header(65_535, 65_535) + png_chunk(b"IDAT", zlib.compress(bytes(1000))) + png_chunk(b"IEND")


def png_just_beyond_the_bound() -> bytes:
    rows = zlib.compress(bytes(9001 * 9000), 9)
    return png_header(9000, 9000) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND")


def png_chunk_flood() -> bytes:
    return png_header(64, 64) + png_chunk(b"tEXt", b"k\0v") * MANY + png_chunk(b"IEND")


def png_unknown_chunk_flood() -> bytes:
    return png_header(64, 64) + png_chunk(b"xxXx") * MANY + png_chunk(b"IEND")


def png_text_bomb() -> bytes:
    bomb = png_chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(100 * 2**20), 9))
    return png_header(64, 64) + bomb * 20 + png_chunk(b"IDAT", b"") + png_chunk(b"IEND")


def _tiff(entries: list[tuple[int, int, int, int]], following: int = 0) -> bytes:
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return directory + struct.pack("<I", following)


def _tiff_entries(width: int = 64, height: int = 64, offset: int = 8) -> list[tuple[int, int, int, int]]:
    return [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, offset),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, width * height),
    ]


def tiff_of_four_gigapixels() -> bytes:
    return b"II*\0" + struct.pack("<I", 8) + _tiff(_tiff_entries(65_535, 65_535, 200)) + bytes(1000)


def tiff_whose_directories_go_round() -> bytes:
    """Readable all the same: the loop ends the list of pages."""
    directory = _tiff(_tiff_entries(offset=4096), following=8)
    return b"II*\0" + struct.pack("<I", 8) + directory.ljust(4088, b"\0") + bytes(range(256)) * 16


def tiff_page_flood() -> bytes:
    parts, place = [b"II*\0" + struct.pack("<I", 8)], 8
    size = len(_tiff(_tiff_entries()))
    for _ in range(30_000):
        place += size
        parts.append(_tiff(_tiff_entries(), following=place))
    return b"".join(parts)


def tiff_tag_of_fifty_million_values() -> bytes:
    entries = [entry for entry in _tiff_entries() if entry[0] not in (273, 279)]
    entries += [(273, 3, 50_000_000, 300), (279, 3, 50_000_000, 300)]
    return b"II*\0" + struct.pack("<I", 8) + _tiff(sorted(entries)).ljust(292, b"\0") + bytes(100_000_000)


def gif_comment_flood() -> bytes:
    block = b"\xff" + b"x" * 255
    return (
        b"GIF89a" + struct.pack("<HHBBB", 64, 64, 0x80, 0, 0) + bytes(6) + b"!\xfe" + block * 220_000 + b"\0;"
    )


def gif_frame_flood() -> bytes:
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", 64, 64, 0x80, 0, 0) + bytes(6) + frame * 100_000 + b";"


def jpeg_with_fifty_megabytes_between_markers() -> bytes:
    radiograph = encoded(synthetic_image(64, 64), "JPEG")
    return radiograph[:2] + b"\xff\xfe\x00\x02" + b"\0" * 50_000_000 + radiograph[2:]


def jpeg_marker_flood() -> bytes:
    radiograph = encoded(synthetic_image(64, 64), "JPEG")
    return radiograph[:2] + b"\xff\xfe\x00\x02" * MANY + radiograph[2:]


def jpeg_of_four_gigapixels() -> bytes:
    radiograph = bytearray(encoded(synthetic_image(64, 64), "JPEG"))
    place = radiograph.index(b"\xff\xc0")
    radiograph[place + 5 : place + 9] = b"\xff\xff\xff\xff"
    return bytes(radiograph)


def bmp_of_four_gigapixels() -> bytes:
    radiograph = bytearray(encoded(synthetic_image(64, 64), "BMP"))
    radiograph[18:26] = struct.pack("<ii", 65_535, 65_535)
    return bytes(radiograph)


def webp_of_two_hundred_megapixels() -> bytes:
    vp8x = b"VP8X" + struct.pack("<I", 10) + bytes(4) + (16_382).to_bytes(3, "little") * 2
    still = encoded(synthetic_image(64, 64), "WEBP")
    return b"RIFF" + struct.pack("<I", len(vp8x) + len(still) - 8) + b"WEBP" + vp8x + still[12:]


def dicom_of_four_gigapixels() -> bytes:
    return dicom_bytes(synthetic_image(64, 64), Rows=65_535, Columns=65_535)


def dicom_of_a_million_frames() -> bytes:
    return dicom_bytes(synthetic_image(64, 64), NumberOfFrames=1_000_000)


def dicom_deflate_bomb() -> bytes:
    """About 400 kB that inflate to 400 MB."""
    meta = dicom_bytes(synthetic_image(64, 64), transfer_syntax=DeflatedExplicitVRLittleEndian)
    start = 144 + struct.unpack("<I", meta[140:144])[0]
    deflater = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return meta[:start] + deflater.compress(bytes(400 * 2**20)) + deflater.flush()


_UNDEFINED = b"\xff\xff\xff\xff"


def dicom_sequences_a_thousand_deep() -> bytes:
    radiograph = dicom_bytes(synthetic_image(64, 64))
    start = 144 + struct.unpack("<I", radiograph[140:144])[0]
    deep = b"\x08\x00\x40\x11SQ\0\0" + _UNDEFINED + b"\xfe\xff\x00\xe0" + _UNDEFINED
    return radiograph[:start] + deep * 1000 + radiograph[start:]


def dicom_defined_sequences_a_thousand_deep() -> bytes:
    inner = b""
    for _ in range(1000):
        item = b"\xfe\xff\x00\xe0" + struct.pack("<I", len(inner)) + inner
        inner = b"\x28\x00\x10\x30SQ\0\0" + struct.pack("<I", len(item)) + item
    radiograph = dicom_bytes(synthetic_image(64, 64), PixelData=None)
    pixels = b"\xe0\x7f\x10\x00OB\0\0" + struct.pack("<I", 64 * 64) + bytes(range(256)) * 16
    return radiograph + inner + pixels


def dicom_element_flood() -> bytes:
    radiograph = dicom_bytes(synthetic_image(64, 64))
    start = 144 + struct.unpack("<I", radiograph[140:144])[0]
    return radiograph[:start] + b"\x08\x00\x60\x00CS\x00\x00" * MANY + radiograph[start:]


def dicom_private_element_flood() -> bytes:
    radiograph = dicom_bytes(synthetic_image(64, 64))
    start = 144 + struct.unpack("<I", radiograph[140:144])[0]
    return radiograph[:start] + b"\x09\x00\x60\x00CS\x00\x00" * MANY + radiograph[start:]


def dicom_fragment_flood() -> bytes:
    radiograph = dicom_bytes(synthetic_image(64, 64), transfer_syntax=JPEGBaseline8Bit)
    return radiograph[:-8] + b"\xfe\xff\x00\xe0\x00\x00\x00\x00" * MANY + radiograph[-8:]


def dicom_item_flood_in_a_window() -> bytes:
    radiograph = dicom_bytes(synthetic_image(64, 64), PixelData=None)
    flood = b"\xfe\xff\x00\xe0\x00\x00\x00\x00" * 130_000
    sequence = b"\x28\x00\x10\x30SQ\0\0" + struct.pack("<I", len(flood)) + flood
    pixels = b"\xe0\x7f\x10\x00OB\0\0" + struct.pack("<I", 64 * 64) + bytes(range(256)) * 16
    return radiograph + sequence + pixels


def dicom_hundred_megabyte_name() -> bytes:
    radiograph = dicom_bytes(synthetic_image(64, 64))
    start = 144 + struct.unpack("<I", radiograph[140:144])[0]
    name = b"\x10\x00\x10\x00UT\0\0" + struct.pack("<I", 100 * 2**20) + b"x" * (100 * 2**20)
    return radiograph[:start] + name + radiograph[start:]


def dicom_run_length_bomb() -> bytes:
    ds = dicom_dataset(synthetic_image(64, 64))
    runs = b"\x81\x00" * 5_000_000
    frame = struct.pack("<16I", 1, 64, *[0] * 14) + runs
    file_bytes(ds)
    encapsulated(ds, [frame], RLELossless)
    return _saved(ds)


def dicom_hiding_a_giant(codestream: Callable[[], bytes], syntax: str) -> bytes:
    ds = dicom_dataset(synthetic_image(64, 64))
    file_bytes(ds)
    encapsulated(ds, [codestream()], syntax)
    return _saved(ds)


def dicom_hiding_a_giant_jpeg() -> bytes:
    return dicom_hiding_a_giant(jpeg_of_four_gigapixels, JPEGBaseline8Bit)


def dicom_hiding_a_giant_jpeg_2000() -> bytes:
    def giant() -> bytes:
        radiograph = bytearray(encoded(synthetic_image(64, 64), "JPEG2000", no_jp2=True))
        radiograph[8:16] = struct.pack(">II", 60_000, 60_000)
        return bytes(radiograph)

    return dicom_hiding_a_giant(giant, JPEG2000Lossless)


def dicom_lookup_table_beyond_its_data() -> bytes:
    return dicom_bytes(
        np.zeros((64, 64), np.uint16),
        PhotometricInterpretation="PALETTE COLOR",
        RedPaletteColorLookupTableDescriptor=[0, 0, 16],
        GreenPaletteColorLookupTableDescriptor=[0, 0, 16],
        BluePaletteColorLookupTableDescriptor=[0, 0, 16],
        RedPaletteColorLookupTableData=b"\0\0",
        GreenPaletteColorLookupTableData=b"\0\0",
        BluePaletteColorLookupTableData=b"\0\0",
    )


def _saved(ds: object) -> bytes:
    import io

    import pydicom

    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, ds, enforce_file_format=True)  # type: ignore[arg-type]
    return buffer.getvalue()


ATTACKS: tuple[Callable[[], bytes], ...] = (
    png_of_four_gigapixels,
    png_just_beyond_the_bound,
    png_chunk_flood,
    png_unknown_chunk_flood,
    png_text_bomb,
    tiff_of_four_gigapixels,
    tiff_page_flood,
    tiff_tag_of_fifty_million_values,
    gif_comment_flood,
    gif_frame_flood,
    jpeg_with_fifty_megabytes_between_markers,
    jpeg_marker_flood,
    jpeg_of_four_gigapixels,
    bmp_of_four_gigapixels,
    webp_of_two_hundred_megapixels,
    dicom_of_four_gigapixels,
    dicom_of_a_million_frames,
    dicom_deflate_bomb,
    dicom_sequences_a_thousand_deep,
    dicom_element_flood,
    dicom_private_element_flood,
    dicom_fragment_flood,
    dicom_hundred_megabyte_name,
    dicom_run_length_bomb,
    dicom_hiding_a_giant_jpeg,
    dicom_hiding_a_giant_jpeg_2000,
    dicom_lookup_table_beyond_its_data,
)
"""Every attack that is to be refused."""
