from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.codes import raises_code
from xray_desktop.batch.heat_maps import heat_map, heat_map_path, write_heat_map
from xray_desktop.imaging.reading_process import PreparedImage
from xray_desktop.results.row import UnusableResults

IMAGE = PreparedImage(np.full((1, 1, 224, 224), 0.5, np.float32), 2000, 1000, ())


def test_the_image_has_the_images_proportions_and_colours_by_attribution():
    cam = np.zeros((14, 14), np.float32)
    cam[2, 2], cam[11, 11] = 6, -6
    image = np.asarray(heat_map(IMAGE, cam)).astype(int)
    assert image.shape == (256, 512, 3)
    raised, lowered, neither = image[45, 90], image[210, 420], image[45, 420]
    assert raised[0] > raised[2] + 40
    assert lowered[2] > lowered[0] + 40
    assert abs(neither - 128).max() <= 2


def test_it_lies_under_the_rows_path(tmp_path):
    path = write_heat_map(tmp_path / "maps", "sub/a.dcm", IMAGE, np.zeros((14, 14), np.float32))
    assert path == tmp_path / "maps" / "sub" / "a.dcm.png"
    with Image.open(path) as image:
        assert image.size == (512, 256)


@pytest.mark.parametrize("name", ["z.zip/../../../etc/x", "z.zip//abs", "..", "a/./b", "z.zip/" + "n" * 300])
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    path = write_heat_map(tmp_path / "maps", name, IMAGE, np.zeros((14, 14), np.float32))
    assert path.resolve().is_relative_to(tmp_path / "maps")
    assert path.exists()


def test_long_names_stay_apart():
    first, second = (heat_map_path(Path("maps"), "폐" * 90 + end) for end in ("a", "b"))
    assert first != second


def test_a_heat_map_that_cannot_be_written_is_reported(tmp_path):
    (tmp_path / "maps").touch()
    with raises_code(UnusableResults, "heat_map_unwritable", file="a.png.png"):
        write_heat_map(tmp_path / "maps", "a.png", IMAGE, np.zeros((14, 14), np.float32))
