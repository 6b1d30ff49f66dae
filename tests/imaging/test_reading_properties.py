"""Whatever happens to a file, reading it gives a radiograph or one sentence, and nothing else."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imaging.seed_files import seed_files
from xray_desktop.imaging import Preprocessing, Radiograph, UnreadableRadiograph, prepare
from xray_desktop.imaging.display import as_displayed, display_image
from xray_desktop.imaging.histogram import auto_window, histogram
from xray_desktop.imaging.reading import decode_radiograph

SEEDS = seed_files()
SPEC = Preprocessing(size=32)

mutations = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.floats(0, 1), st.integers(0, 255)),
        st.tuples(st.just("flip"), st.floats(0, 0.2), st.integers(0, 7)),
        st.tuples(st.just("cut"), st.floats(0, 1), st.just(0)),
        st.tuples(st.just("drop"), st.floats(0, 1), st.integers(1, 64)),
        st.tuples(st.just("double"), st.floats(0, 1), st.integers(1, 64)),
        st.tuples(st.just("ones"), st.floats(0, 1), st.integers(1, 4)),
    ),
    min_size=1,
    max_size=6,
)


def mutated(data: bytes, steps: list[tuple[str, float, int]]) -> bytes:
    changed = bytearray(data)
    for kind, where, amount in steps:
        place = min(int(where * len(changed)), len(changed) - 1)
        if place < 0:
            break
        if kind == "set":
            changed[place] = amount
        elif kind == "flip":
            changed[place] ^= 1 << amount
        elif kind == "cut":
            del changed[place:]
        elif kind == "drop":
            del changed[place : place + amount]
        elif kind == "double":
            changed[place:place] = changed[place : place + amount]
        else:
            changed[place : place + amount] = b"\xff" * len(changed[place : place + amount])
    return bytes(changed)


def outcome(data: bytes, frame: int = 0) -> Radiograph | str:
    """A radiograph, or the sentence that says why there is none."""
    try:
        return decode_radiograph(data, "radiograph", frame=frame)
    except UnreadableRadiograph as error:
        return str(error)


def is_proper(result: Radiograph | str) -> bool:
    """A sentence is one; with a radiograph, everything works that the rest of the program does with it."""
    if isinstance(result, str):
        return "radiograph" in result and result.endswith(".") and "\n" not in result
    radiograph = result
    assert histogram(radiograph).total <= radiograph.pixels.size
    assert auto_window(radiograph).width > 0
    shown = display_image(radiograph)
    assert shown.shape == as_displayed(radiograph).pixels.shape
    made = prepare(radiograph, SPEC)
    assert np.isfinite(made).all()
    assert 0 <= made.min() <= made.max() <= 1
    assert radiograph.name == "radiograph"
    return True


@pytest.mark.parametrize("name", SEEDS)
def test_an_undamaged_file_of_each_kind_is_read(name: str) -> None:
    radiograph = decode_radiograph(SEEDS[name], "radiograph")
    assert is_proper(radiograph)
    assert radiograph.exclusion_reasons == ()


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(steps=mutations, frame=st.sampled_from((0, 0, 0, 1)))
def test_a_damaged_file_gives_a_radiograph_or_a_sentence(
    name: str, steps: list[tuple[str, float, int]], frame: int
) -> None:
    assert is_proper(outcome(mutated(SEEDS[name], steps), frame))


@settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=600), prefix=st.sampled_from([b"", *(seed[:40] for seed in SEEDS.values())]))
def test_any_bytes_give_a_radiograph_or_a_sentence(data: bytes, prefix: bytes) -> None:
    assert is_proper(outcome(prefix + data))
