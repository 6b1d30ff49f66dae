"""From the bytes of a DICOM file to its attributes and the bytes of its pixel data, within bounds."""

import zlib
from dataclasses import dataclass

from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset
from pydicom.tag import BaseTag, Tag
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from xray_desktop.imaging import limits
from xray_desktop.imaging.dicom.elements import items, text
from xray_desktop.imaging.dicom.fragments import ITEM
from xray_desktop.imaging.dicom.unknown_sequences import end_of_little_endian_sequence
from xray_desktop.imaging.limits import BoundedBytes, LimitExceeded
from xray_desktop.messages import Message, message

_UNDEFINED_LENGTH = 0xFFFFFFFF
_NOTHING = memoryview(b"")
_ITEM_BIG_ENDIAN = b"\xff\xfe\xe0\x00"
_PER_FRAME = Tag("PerFrameFunctionalGroupsSequence")
_PIXEL_KEYWORDS = {
    0x7FE00008: "FloatPixelData",
    0x7FE00009: "DoubleFloatPixelData",
    0x7FE00010: "PixelData",
}

_WANTED = (
    *("SpecificCharacterSet", "SOPClassUID", "ImageType", "Modality", "ConversionType"),
    *("StudyDate", "AccessionNumber", "InstitutionName", "Manufacturer", "ManufacturerModelName"),
    *("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "PatientAge"),
    *("BodyPartExamined", "ViewPosition", "ViewCodeSequence", "ImagerPixelSpacing", "BurnedInAnnotation"),
    *("NominalScannedPixelSpacing", "PixelSpacing", "PixelAspectRatio", "NumberOfFrames"),
    *("SamplesPerPixel", "PhotometricInterpretation", "PlanarConfiguration", "Rows", "Columns"),
    *("BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation"),
    *("PixelPaddingValue", "PixelPaddingRangeLimit", "LossyImageCompression"),
    *("RescaleIntercept", "RescaleSlope", "RescaleType", "ModalityLUTSequence"),
    *("WindowCenter", "WindowWidth", "WindowCenterWidthExplanation", "VOILUTFunction", "VOILUTSequence"),
    *("RedPaletteColorLookupTableDescriptor", "RedPaletteColorLookupTableData"),
    *("GreenPaletteColorLookupTableDescriptor", "GreenPaletteColorLookupTableData"),
    *("BluePaletteColorLookupTableDescriptor", "BluePaletteColorLookupTableData"),
    *("SegmentedRedPaletteColorLookupTableData", "SegmentedGreenPaletteColorLookupTableData"),
    *("SegmentedBluePaletteColorLookupTableData", "PresentationLUTShape"),
    *("ShutterShape", "ShutterLeftVerticalEdge", "ShutterRightVerticalEdge"),
    *("ShutterUpperHorizontalEdge", "ShutterLowerHorizontalEdge"),
    *("CenterOfCircularShutter", "RadiusOfCircularShutter", "VerticesOfThePolygonalShutter"),
    *("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence", "MIMETypeOfEncapsulatedDocument"),
)


@dataclass(frozen=True, eq=False)
class ParsedFile:
    """A parsed DICOM file.

    Attributes:
        dataset: the attributes that radiographs are read by, none of the others, no pixel data.
        transfer_syntax: as the file names it, or as its encoding shows when it names none.
        sop_class: SOP class UID of the data set or the file meta information, empty when unknown.
        keyword: which of the three attributes holds the pixels, empty when none does.
        vr: value representation of that attribute ("OB", "OW", …), empty when the file states none.
        pixels: the value of that attribute, undecoded, as far as the file goes.
        encapsulated: True when the value is a sequence of fragments.
        delimited: True when the length of the value is undefined, so that a delimiter must end it.
        truncated: True when the file ends before the value does.
        notes: what had to be corrected to parse the file.
    """

    dataset: Dataset
    transfer_syntax: UID
    sop_class: str
    keyword: str = ""
    vr: str = ""
    pixels: memoryview = _NOTHING
    encapsulated: bool = False
    delimited: bool = False
    truncated: bool = False
    notes: tuple[Message, ...] = ()


def parse(data: bytes) -> ParsedFile:
    """Parses a DICOM file, with or without preamble and file meta information.

    Raises LimitExceeded, RecursionError for sequences nested beyond Python's depth, and what pydicom raises.
    """
    file = BoundedBytes(data)
    file.seek(132 if data[128:132] == b"DICM" else 0)
    meta = read_dataset(file, False, True, stop_when=lambda tag, _vr, _length: tag >> 16 != 2)
    syntax = UID(text(meta, "TransferSyntaxUID"))
    truncated = False
    if syntax == DeflatedExplicitVRLittleEndian:
        data, truncated = _inflated(memoryview(data)[file.tell() :])
        file = BoundedBytes(data)
    beginning = data[file.tell() : file.tell() + 6]
    notes: tuple[Message, ...] = ()
    if not syntax:
        syntax = _guessed_syntax(beginning)
    elif syntax != ExplicitVRBigEndian and _is_big_endian(beginning):
        notes = (message("dicom_byte_order_corrected", syntax=syntax.name),)
        syntax = UID(ExplicitVRBigEndian)

    found: list[tuple[int, str, int, int]] = []
    skipped_to: list[int] = []

    def stop_at(tag: BaseTag, vr: str | None, length: int) -> bool:
        if tag in _PIXEL_KEYWORDS:
            found.append((int(tag), vr or "", file.tell(), length))
            return True
        if vr == "UN" and length == _UNDEFINED_LENGTH and syntax == ExplicitVRBigEndian:
            end = end_of_little_endian_sequence(data, file.tell())
            if end is not None:
                skipped_to.append(end)
                return True
        if length != _UNDEFINED_LENGTH and tag in _WANTED_TAGS and tag != _PER_FRAME:
            _check_length(tag, memoryview(data)[file.tell() : file.tell() + length])
        return False

    def attributes() -> Dataset:
        return read_dataset(
            file,
            syntax == ImplicitVRLittleEndian,
            syntax != ExplicitVRBigEndian,
            stop_when=stop_at,
            specific_tags=list(_WANTED_TAGS),
        )

    dataset = attributes()
    while skipped_to:
        file.seek(skipped_to.pop())
        dataset.update(attributes())
    _leave_out_long_functional_groups(dataset)
    sop_class = text(dataset, "SOPClassUID") or text(meta, "MediaStorageSOPClassUID")
    if not found:
        return ParsedFile(dataset, syntax, sop_class, truncated=truncated, notes=notes)
    tag, vr, start, length = found[0]
    delimited = length == _UNDEFINED_LENGTH
    value = memoryview(data)[start:] if delimited else memoryview(data)[start : start + length]
    return ParsedFile(
        dataset,
        syntax,
        sop_class,
        _PIXEL_KEYWORDS[tag],
        vr,
        value,
        encapsulated=delimited or (_may_be_encapsulated(syntax) and bytes(value[:4]) == ITEM),
        delimited=delimited,
        truncated=truncated or (not delimited and len(value) < length),
        notes=notes,
    )


def _may_be_encapsulated(syntax: UID) -> bool:
    return not syntax.is_private and syntax.is_transfer_syntax and syntax.is_encapsulated


def _check_length(tag: BaseTag, value: memoryview) -> None:
    """pydicom unpacks a sequence of known length only when it is asked for, then without any bound."""
    if len(value) > limits.MAX_TAG_BYTES:
        raise LimitExceeded("dicom_attribute_too_long", attribute=str(tag), most=limits.MAX_TAG_BYTES // 1024)
    if bytes(value).count(ITEM) + bytes(value).count(_ITEM_BIG_ENDIAN) > limits.MAX_ITEMS:
        raise LimitExceeded("dicom_too_many_items", attribute=str(tag), most=limits.MAX_ITEMS)


def _leave_out_long_functional_groups(dataset: Dataset) -> None:
    """Drops the attributes of single frames when there are too many: a long recording is not a radiograph."""
    element = dataset.get_item(_PER_FRAME)
    value = None if element is None else element.value
    if isinstance(value, bytes) and (
        len(value) > limits.MAX_TAG_BYTES or value.count(ITEM) > limits.MAX_ITEMS
    ):
        del dataset[_PER_FRAME]


def with_functional_groups(dataset: Dataset, frame: int) -> Dataset:
    """A data set whose frame has its own attributes (enhanced objects) with these at the top level.

    Per-frame attributes come before shared ones, and both only where the top level says nothing itself.
    """
    per_frame = items(dataset, "PerFrameFunctionalGroupsSequence")[frame : frame + 1]
    for group in [*per_frame, *items(dataset, "SharedFunctionalGroupsSequence")[:1]]:
        for macro in ("PixelMeasuresSequence", "PixelValueTransformationSequence", "FrameVOILUTSequence"):
            for item in items(group, macro)[:1]:
                for tag in item.keys():  # noqa: SIM118 - iterating a Dataset decodes its elements
                    if tag not in dataset:
                        dataset[tag] = item[tag]
    return dataset


def _inflated(deflated: memoryview) -> tuple[bytes, bool]:
    """The inflated data set, and whether the stream ends early.

    pydicom inflates without a bound, which a file of 250 kB can use to fill 256 MB.
    """
    with_header = bytes(deflated[:1]) == b"\x78" and int.from_bytes(deflated[:2], "big") % 31 == 0
    # Some writers put the header of a zlib stream in front, which the standard forbids.
    inflater = zlib.decompressobj(zlib.MAX_WBITS if with_header else -zlib.MAX_WBITS)
    data = inflater.decompress(deflated, limits.MAX_INFLATED_BYTES)
    if inflater.unconsumed_tail:
        raise LimitExceeded("dicom_inflates_too_much", most=limits.MAX_INFLATED_BYTES // 2**20)
    return data, not inflater.eof


def _guessed_syntax(beginning: bytes) -> UID:
    """The native transfer syntax of a data set that names none, from its first element (PS3.5, 7.1.2)."""
    if _is_big_endian(beginning):
        return UID(ExplicitVRBigEndian)
    explicit = beginning[4:6].isalpha() and beginning[4:6].isupper()
    return UID(ExplicitVRLittleEndian if explicit else ImplicitVRLittleEndian)


def _is_big_endian(beginning: bytes) -> bool:
    """Whether a data set begins with an element in big endian: its group, 0x0008 or so, has a zero first."""
    explicit = beginning[4:6].isalpha() and beginning[4:6].isupper()
    return explicit and beginning[0] == 0 and beginning[1] != 0


OVERLAY_BIT_POSITIONS = tuple(Tag(0x6000 + 2 * plane, 0x0102) for plane in range(16))
"""The attributes that say which bit of the pixel values contains an overlay (retired)."""

_WANTED_TAGS = frozenset({*map(Tag, _WANTED), *OVERLAY_BIT_POSITIONS})
