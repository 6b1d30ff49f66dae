"""Shortened names keep what distinguishes them."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from xray_desktop.ui.worklist.delegate import shortened
from xray_desktop.ui.worklist.name_elision import NamePatterns


def patterns(*names: str) -> NamePatterns:
    made = NamePatterns()
    for name in names:
        made.add(name)
    return made


def at_most(length: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= length


def test_a_name_that_fits_is_whole() -> None:
    assert patterns("a1.png", "a2.png").shortened("a1.png", at_most(6)) == "a1.png"


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (15, "IM-0115-0001.j…"),
        (8, "IM-0115…"),
        (7, "I…0115…"),
        (6, "…0115…"),
    ],
)
def test_the_number_that_differs_stays_and_what_all_share_goes(length: int, expected: str) -> None:
    known = patterns("IM-0115-0001.jpeg", "IM-0117-0001.jpeg", "IM-0119-0001.jpeg")
    assert known.shortened("IM-0115-0001.jpeg", at_most(length)) == expected


def test_two_numbers_that_differ_both_stay() -> None:
    known = patterns("person1_bacteria_1.jpeg", "person22_bacteria_3.jpeg")
    assert known.shortened("person22_bacteria_3.jpeg", at_most(20)) == "person22_bacteria_3…"
    assert known.shortened("person22_bacteria_3.jpeg", at_most(14)) == "person22_ba…3…"
    assert known.shortened("person22_bacteria_3.jpeg", at_most(10)) == "pers…22…3…"


def test_a_name_like_no_other_is_left_for_elision_in_its_middle() -> None:
    known = patterns("IM-0115-0001.jpeg", "portable chest of the ward.png")
    assert known.shortened("portable chest of the ward.png", at_most(8)) == "portable chest of the ward.png"
    assert known.shortened("unknown 7.png", at_most(4)) == "unknown 7.png"


def test_ten_thousand_different_names_of_one_kind_are_told_apart() -> None:
    names = [f"1.2.840.113619.2.5.17625.{number}.78.dcm" for number in range(10_000)]
    known = patterns(*names)
    assert len({known.shortened(name, at_most(9)) for name in names}) == 10_000


def test_digits_that_all_numbers_share_give_way_first() -> None:
    names = ["00000002_000.jpeg", "00000305_000.jpeg", "00001720_002.jpeg", "00006055_003.jpeg"]
    known = patterns(*names)
    assert [known.shortened(name, at_most(8)) for name in names] == [
        *("…0002…0…", "…0305…0…", "…1720…2…", "…6055…3…"),
    ]
    assert known.shortened(names[0], at_most(9)) == "0…0002…0…"


def test_the_last_digits_stay_where_not_all_have_room(qapp: QApplication) -> None:
    names = ["00000061_012.jpeg", "00000061_015.jpeg", "00000153_002.jpeg", "00000211_010.jpeg"]
    known, metrics = patterns(*names), QFontMetrics(qapp.font())
    width = metrics.horizontalAdvance("…3_02") + 1
    assert len({shortened(known, name, metrics, width) for name in names}) == len(names)


def test_names_alike_stay_different_at_every_width_that_holds_their_numbers(qapp: QApplication) -> None:
    names = [f"image {number}.png" for number in range(1, 9)]
    known, metrics = patterns(*names), QFontMetrics(qapp.font())
    least = metrics.horizontalAdvance("…8…") + 1
    for width in range(least, metrics.horizontalAdvance(names[0]) + 2):
        assert len({shortened(known, name, metrics, width) for name in names}) == len(names), width


def test_of_a_name_unlike_all_others_the_extension_gives_way_first(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    width = metrics.horizontalAdvance("portable…ward") + 1
    short = shortened(patterns("IM-1.png"), "portable chest of the ward.jpeg", metrics, width)
    assert short.startswith("port")
    assert short.endswith("ward")
