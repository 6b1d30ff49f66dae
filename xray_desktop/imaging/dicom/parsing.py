"""From the bytes of a DICOM file to its attributes and the bytes of its pixel data, within bounds."""

from dataclasses import dataclass

from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset
from pydicom.tag import BaseTag, Tag
from pydicom.uid import UID, ExplicitVRBigEndian

from xray_desktop.imaging import limits
from xray_desktop.imaging.dicom.elements import items, text
from xray_desktop.imaging.dicom.fragments import ITEM
from xray_desktop.imaging.dicom.opening import open_data_set
from xray_desktop.imaging.dicom.unknown_sequences import end_of_little_endian_sequence
from xray_desktop.imaging.limits import LimitExceeded
from xray_desktop.messages import Message

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
    *("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "PatientAge", "IssuerOfPatientID"),
    *("StudyInstanceUID", "StudyTime", "RecommendedDisplayFrameRate", "CineRate", "FrameTime"),
    *("PatientOrientation", "AnatomicalOrientationType"),
    *("BodyPartExamined", "ViewPosition", "ViewCodeSequence", "ImagerPixelSpacing", "BurnedInAnnotation"),
    *("NominalScannedPixelSpacing", "PixelSpacing", "PixelSpacingCalibrationType"),
    *("PixelAspectRatio", "NumberOfFrames"),
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
    opened = open_data_set(data)
    data, file, syntax = opened.data, opened.file, opened.transfer_syntax
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
            opened.implicit_vr,
            opened.little_endian,
            stop_when=stop_at,
            specific_tags=list(_WANTED_TAGS),
        )

    dataset = attributes()
    while skipped_to:
        file.seek(skipped_to.pop())
        dataset.update(attributes())
    _leave_out_long_functional_groups(dataset)
    sop_class = text(dataset, "SOPClassUID") or text(opened.meta, "MediaStorageSOPClassUID")
    if not found:
        return ParsedFile(dataset, syntax, sop_class, truncated=opened.truncated, notes=opened.notes)
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
        truncated=opened.truncated or (not delimited and len(value) < length),
        notes=opened.notes,
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


OVERLAY_BIT_POSITIONS = tuple(Tag(0x6000 + 2 * plane, 0x0102) for plane in range(16))
"""The attributes that say which bit of the pixel values contains an overlay (retired)."""

_WANTED_TAGS = frozenset({*map(Tag, _WANTED), *OVERLAY_BIT_POSITIONS})
