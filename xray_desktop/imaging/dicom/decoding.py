"""From the bytes of a DICOM file to a radiograph."""

from dataclasses import replace

import numpy as np

from xray_desktop.imaging import limits
from xray_desktop.imaging.colour import IN_COLOURS
from xray_desktop.imaging.dicom import attributes
from xray_desktop.imaging.dicom.elements import text
from xray_desktop.imaging.dicom.grey_transforms import (
    is_inverted,
    modality_transform,
    padding_range,
    presets,
)
from xray_desktop.imaging.dicom.layout import GREY, layout_of
from xray_desktop.imaging.dicom.parsing import parse, with_functional_groups
from xray_desktop.imaging.dicom.pixels import decode_frame, grey_of_colours
from xray_desktop.imaging.histogram import auto_window, histogram
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.window_level import Voi, WindowLevel

_BYTES_AS_THEY_ARE = WindowLevel.from_range(0, 255)


def decode_dicom(data: bytes, name: str, frame: int = 0) -> Radiograph:
    """The radiograph in a DICOM file.

    It is shown at first with the file's first VOI LUT, else its first window, else 0 to 255 for plain 8-bit
    values, else all values but one in a thousand at either end.

    Raises UnreadableRadiograph, LimitExceeded, and whatever pydicom and its decoders raise.
    """
    parsed = parse(data)
    if not parsed.keyword:
        what = attributes.why_no_pixels(parsed.sop_class)
        if parsed.truncated:
            what = "is truncated before its image begins. Copy it again"
        raise UnreadableRadiograph(f"{name} {what}.")
    layout = layout_of(parsed.dataset, name)
    if not 0 <= frame < layout.frames:
        raise UnreadableRadiograph(
            f"{name} has no frame {frame + 1}: it holds {layout.frames}. Open it again."
        )
    ds = with_functional_groups(parsed.dataset, frame)
    pixels, truncated = decode_frame(parsed, layout, frame, name)
    if truncated and pixels.min() == pixels.max():
        raise UnreadableRadiograph(f"{name} is truncated: too little of its image is left. Copy it again.")

    notes = list(layout.notes)
    if layout.frames > 1:
        notes.append(f"frame {frame + 1} of {layout.frames}")
    warnings = ["the image data is truncated"] if truncated else []
    warnings += layout.warnings
    if exclusion_reason := attributes.exclusion_reason(ds):
        warnings.append(exclusion_reason)
    if min(layout.rows, layout.columns) < limits.MIN_ASSESSABLE_EDGE:
        warnings.append(f"the image is only {layout.columns} x {layout.rows} pixels")

    radiograph = Radiograph(
        pixels[..., 0] if pixels.ndim == 3 else pixels,
        layout.stored,
        _BYTES_AS_THEY_ARE,
        name,
        "DICOM",
        photometric=layout.photometric,
        modality=text(ds, "Modality").upper(),
        view_position=text(ds, "ViewPosition").upper(),
        body_part=text(ds, "BodyPartExamined").upper(),
        spacing=attributes.spacing(ds),
        details=attributes.details(ds, parsed.transfer_syntax),
        patient=attributes.patient(ds),
        frames=layout.frames,
        frame=frame,
    )
    if layout.photometric not in GREY:
        grey, coloured, colourful = grey_of_colours(pixels, layout, ds)
        if coloured:
            notes.append("colour image, luminance shown")
        if colourful:
            warnings.append(IN_COLOURS)
        return replace(
            radiograph, pixels=grey, bits=8, notes=tuple(notes), exclusion_reason="; ".join(warnings)
        )

    transform = modality_transform(ds, pixels)
    if transform.doubt:
        warnings.append(transform.doubt)
    windows, layout_warnings = presets(ds, signed=bool(pixels.dtype.kind == "i" or transform.intercept < 0))
    radiograph = replace(
        radiograph,
        pixels=transform.pixels,
        bits=transform.bits or radiograph.bits,
        presets=tuple(windows),
        inverted=is_inverted(ds, layout.photometric),
        slope=transform.slope,
        intercept=transform.intercept,
        unit=transform.unit,
        padding=None if transform.bits else padding_range(ds, pixels),
    )
    voi, complaint = _first_window(radiograph)
    notes += layout_warnings + complaint
    return replace(radiograph, voi=voi, notes=tuple(notes), exclusion_reason="; ".join(warnings))


def _first_window(radiograph: Radiograph) -> tuple[Voi, list[str]]:
    """The window to begin with, and a note when none of the file's own shows anything."""
    edges = histogram(radiograph).edges
    for voi in radiograph.presets:
        if voi.low < edges[-1] and voi.high > edges[0]:
            return voi, []
    plain = radiograph.pixels.dtype == np.uint8 and radiograph.slope == 1 and radiograph.intercept == 0
    note = (
        ["the file's own window shows nothing of the image; another was chosen"] if radiograph.presets else []
    )
    return _BYTES_AS_THEY_ARE if plain and not note else auto_window(radiograph), note
