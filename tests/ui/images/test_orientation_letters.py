"""Letters at the sides of a displayed image."""

import pytest

from xray_desktop.ui.images.display_state import Orientation
from xray_desktop.ui.images.orientation_letters import SideLetters, side_letters

FRONTAL = ("L", "F")
"""A frontal radiograph as it is hung: the patient's left at the right, the feet below."""


def test_an_image_as_stored_has_the_opposite_of_what_rows_and_columns_lead_to_at_their_beginnings() -> None:
    assert side_letters(FRONTAL, Orientation()) == SideLetters(left="R", top="H", right="L", bottom="F")
    assert side_letters(("PL", "FA"), Orientation()) == SideLetters("AR", "HP", "PL", "FA")


@pytest.mark.parametrize(
    ("orientation", "letters"),
    [
        (Orientation().flipped(), SideLetters(left="L", top="H", right="R", bottom="F")),
        (Orientation().flipped(vertically=True), SideLetters(left="R", top="F", right="L", bottom="H")),
        (Orientation().turned(1), SideLetters(left="F", top="R", right="H", bottom="L")),
        (Orientation().turned(-1), SideLetters(left="H", top="L", right="F", bottom="R")),
        (Orientation().turned(2), SideLetters(left="L", top="F", right="R", bottom="H")),
        (Orientation().turned(1).flipped(), SideLetters(left="H", top="R", right="F", bottom="L")),
    ],
)
def test_the_letters_go_with_the_image(orientation: Orientation, letters: SideLetters) -> None:
    assert side_letters(FRONTAL, orientation) == letters
