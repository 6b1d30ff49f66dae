"""How fast the frames of a multi-frame file are to be shown (PS3.3, C.7.6.5 and C.7.5.1)."""

from pydicom.dataset import Dataset

from xray_desktop.imaging.dicom.elements import number

_LOWEST, _HIGHEST = 0.1, 120.0


def frame_rate(ds: Dataset) -> float | None:
    """Frames a second: Recommended Display Frame Rate, Cine Rate, or from Frame Time; None without a usable
    one.
    """
    time = number(ds, "FrameTime")
    for rate in (
        number(ds, "RecommendedDisplayFrameRate"),
        number(ds, "CineRate"),
        1000 / time if time else None,
    ):
        if rate is not None and _LOWEST <= rate <= _HIGHEST:
            return rate
    return None
