"""Real radiographs, when they are at hand: pixels as Pillow decodes them."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from xray_desktop.imaging import Preprocessing, prepare, read_radiograph

_FOLDER = Path(os.environ.get("XRAY_DATA", Path(__file__).parents[3] / "shared" / "data"))
_FILES = sorted(_FOLDER.rglob("*.jp*g"))[::100] if _FOLDER.is_dir() else []

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not _FILES, reason=f"no radiographs in {_FOLDER} (set XRAY_DATA)"),
]


def test_real_jpegs_are_read_as_pillow_decodes_them() -> None:
    for path in _FILES:
        radiograph = read_radiograph(path)
        with Image.open(path) as image:
            assert np.array_equal(radiograph.pixels, np.asarray(ImageOps.exif_transpose(image).convert("L")))
        assert radiograph.exclusion_reasons == ()


def test_real_radiographs_fill_the_range_of_the_networks_input() -> None:
    for path in _FILES[::5]:
        made = prepare(read_radiograph(path), Preprocessing())
        assert (made.min(), made.max()) == (0, 1)
        assert 0.1 < made.mean() < 0.9
