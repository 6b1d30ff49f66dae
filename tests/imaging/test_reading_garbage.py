"""What a file needed in memory is free when the file was read, also after damage."""

import contextlib
import gc
from collections.abc import Iterator

import numpy as np
import pytest

from tests.imaging.seed_files import seed_files
from xray_desktop.imaging import UnreadableRadiograph
from xray_desktop.imaging.reading import decode_radiograph

_SEED_FILES = seed_files()


@pytest.fixture(autouse=True)
def garbage_kept() -> Iterator[None]:
    """What only the garbage collector could free stays in `gc.garbage`."""
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    yield
    gc.set_debug(0)
    gc.garbage.clear()


@pytest.mark.parametrize("name", _SEED_FILES)
@pytest.mark.parametrize("part", [1.0, 0.9, 0.6, 0.3])
def test_no_image_waits_for_the_garbage_collector(name: str, part: float) -> None:
    data = _SEED_FILES[name]
    with contextlib.suppress(UnreadableRadiograph):
        decode_radiograph(data[: int(len(data) * part)], "image")
    gc.collect()
    kept = [
        found
        for found in gc.garbage
        if isinstance(found, np.ndarray) or type(found).__module__.split(".")[0] in ("PIL", "xray_desktop")
    ]
    assert kept == []
