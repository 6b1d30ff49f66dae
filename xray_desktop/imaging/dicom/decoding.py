"""From the bytes of a DICOM file to a radiograph."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from pydicom.dataset import Dataset

from xray_desktop.imaging import limits
from xray_desktop.imaging.dicom import attributes, geometry
from xray_desktop.imaging.dicom.attributes import why_no_pixels
from xray_desktop.imaging.dicom.colours import grey_of_colours
from xray_desktop.imaging.dicom.elements import text
from xray_desktop.imaging.dicom.frame import Frame
from xray_desktop.imaging.dicom.frame_rate import frame_rate
from xray_desktop.imaging.dicom.grey_transforms import (
    is_inverted,
    modality_transform,
    padding_range,
    presets,
    shows_image,
)
from xray_desktop.imaging.dicom.layout import GREY, Layout, layout_of
from xray_desktop.imaging.dicom.parsing import parse, with_functional_groups
from xray_desktop.imaging.dicom.patient_age import patient_age
from xray_desktop.imaging.dicom.pixels import decode_frame
from xray_desktop.imaging.histogram import auto_window, histogram
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph, finite_range
from xray_desktop.imaging.window_level import Voi, WindowLevel
from xray_desktop.messages import Message, message

_IDENTITY_8_BIT = WindowLevel.from_range(0, 255)


def decode_dicom(data: bytes, name: str, frame: int = 0) -> Radiograph:
    """The radiograph in a DICOM file.

    Its default window is the file's first VOI LUT, else its first window, else 0 to 255 for plain 8-bit
    values, else all values but one in a thousand at either end.

    Raises UnreadableRadiograph, LimitExceeded, and whatever pydicom and its decoders raise.
    """
    parsed = parse(data)
    if not parsed.keyword:
        code = "dicom_truncated_before_image" if parsed.truncated else why_no_pixels(parsed.sop_class)
        raise UnreadableRadiograph(code, file=name)
    layout = layout_of(parsed.dataset, name)
    if not 0 <= frame < layout.frames:
        raise UnreadableRadiograph("dicom_no_such_frame", file=name, frame=frame + 1, frames=layout.frames)
    ds = with_functional_groups(parsed.dataset, frame)
    decoded = decode_frame(parsed, layout, frame, name)
    pixels = decoded.pixels
    if decoded.truncated and pixels.min() == pixels.max():
        raise UnreadableRadiograph("dicom_too_little_left", file=name)
    radiograph = Radiograph(
        pixels[..., 0] if pixels.ndim == 3 else pixels,
        decoded.stored,
        _IDENTITY_8_BIT,
        name,
        "DICOM",
        photometric=layout.photometric,
        modality=text(ds, "Modality").upper(),
        view_position=text(ds, "ViewPosition").upper(),
        body_part=text(ds, "BodyPartExamined").upper(),
        patient_orientation=attributes.patient_orientation(ds),
        spacing=attributes.spacing(ds),
        spacing_origin=attributes.spacing_origin(ds),
        details=attributes.details(ds, parsed.transfer_syntax),
        patient=attributes.patient(ds),
        age=patient_age(ds),
        frames=layout.frames,
        frame=frame,
        frame_rate=frame_rate(ds) if layout.frames > 1 else None,
        notes=(*parsed.notes, *decoded.notes, *_frame_note(frame, layout.frames)),
        exclusion_reasons=tuple(_exclusion_reasons(ds, layout, decoded)),
    )
    if layout.photometric in GREY:
        radiograph = _grey_radiograph(radiograph, ds)
    else:
        radiograph = _colour_radiograph(radiograph, decoded, layout, ds)
    return geometry.with_geometry(radiograph, ds)


def _frame_note(frame: int, frames: int) -> list[Message]:
    return [message("dicom_frame_number", frame=frame + 1, frames=frames)] if frames > 1 else []


def _exclusion_reasons(ds: Dataset, layout: Layout, decoded: Frame) -> Iterator[Message]:
    if decoded.truncated:
        yield message("truncated")
    yield from layout.exclusion_reasons
    yield from decoded.exclusion_reasons
    if reason := attributes.exclusion_reason(ds):
        yield reason
    if min(layout.rows, layout.columns) < limits.MIN_ASSESSABLE_EDGE:
        yield message("image_too_small", width=layout.columns, height=layout.rows)


def _colour_radiograph(radiograph: Radiograph, decoded: Frame, layout: Layout, ds: Dataset) -> Radiograph:
    grey = grey_of_colours(decoded, layout, ds)
    radiograph = replace(
        radiograph,
        pixels=grey.pixels,
        bits=grey.bits,
        notes=radiograph.notes + grey.notes,
        exclusion_reasons=radiograph.exclusion_reasons + grey.exclusion_reasons,
    )
    return radiograph if grey.pixels.dtype == np.uint8 else radiograph.with_voi(auto_window(radiograph))


def _grey_radiograph(radiograph: Radiograph, ds: Dataset) -> Radiograph:
    pixels = radiograph.pixels
    transform = modality_transform(ds, pixels)
    low, high = finite_range(transform.pixels)
    ends = (low * transform.slope + transform.intercept, high * transform.slope + transform.intercept)
    windows, window_notes = presets(ds, min(ends), max(ends))
    radiograph = replace(
        radiograph,
        pixels=transform.pixels,
        bits=transform.bits or radiograph.bits,
        presets=tuple(windows),
        inverted=is_inverted(ds, radiograph.photometric),
        slope=transform.slope,
        intercept=transform.intercept,
        unit=transform.unit,
        padding=None if transform.bits else padding_range(ds, pixels),
    )
    voi, voi_notes = _default_window(radiograph)
    reasons = radiograph.exclusion_reasons
    if transform.exclusion_reason:
        reasons += (transform.exclusion_reason,)
    return replace(
        radiograph,
        voi=voi,
        notes=(*radiograph.notes, *window_notes, *voi_notes),
        exclusion_reasons=reasons,
    )


def _default_window(radiograph: Radiograph) -> tuple[Voi, list[Message]]:
    """The default window, and a note when none of the file's own shows the image."""
    if radiograph.presets:
        values = histogram(radiograph)
        for voi in radiograph.presets:
            if shows_image(voi, values):
                return voi, []
        return auto_window(radiograph), [message("dicom_window_unsuitable")]
    plain = radiograph.pixels.dtype == np.uint8 and radiograph.slope == 1 and radiograph.intercept == 0
    return _IDENTITY_8_BIT if plain else auto_window(radiograph), []
