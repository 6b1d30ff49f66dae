"""Where in the patient the sides of a displayed image lie, by its Patient Orientation."""

from dataclasses import dataclass

from xray_desktop.ui.images.display_state import Orientation

_OPPOSITE = str.maketrans("LRAPHF", "RLPAFH")


@dataclass(frozen=True)
class SideLetters:
    """The patient's direction at each side of the view, in DICOM's letters: L left, R right, A, P, H, F."""

    left: str
    top: str
    right: str
    bottom: str


def side_letters(patient_orientation: tuple[str, str], orientation: Orientation) -> SideLetters:
    """The letters at the sides of an image that is shown with an orientation.

    Args:
        patient_orientation: where the stored rows lead to (from left to right) and the columns (downwards).
    """
    right, bottom = patient_orientation
    left, top = right.translate(_OPPOSITE), bottom.translate(_OPPOSITE)
    if orientation.mirrored:
        left, right = right, left
    for _ in range(orientation.quarter_turns):
        left, top, right, bottom = bottom, left, top, right
    return SideLetters(left, top, right, bottom)
