"""Hostile files are refused in time and in little memory, each in a sentence that names the bound."""

import json
import shutil
import struct
import subprocess
import sys

import numpy as np
import pytest

from tests.images import encoded, synthetic_image
from tests.imaging import hostile_files
from tests.messages import codes, unreadable
from xray_desktop.imaging import UnreadableRadiograph, limits
from xray_desktop.imaging.limits import BoundedBytes, LimitExceeded
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.messages import Message, message

resource = pytest.importorskip("resource", reason="peak memory is measured on POSIX systems only")

_READ_THEM = """
import json, resource, sys, time
from xray_desktop.imaging import UnreadableRadiograph, read_radiograph
for path in sys.argv[1:]:
    began = time.process_time()
    try:
        read_radiograph(path)
    except UnreadableRadiograph as error:
        outcome = str(error)
    else:
        outcome = "READ"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([outcome, time.process_time() - began, peak]), flush=True)
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float, int]]:
    """Each attack's sentence, processor seconds and peak memory in kB, from a process that reads them all."""
    folder = tmp_path_factory.mktemp("attacks")
    names = [attack.__name__ for attack in hostile_files.ATTACKS]
    for attack in hostile_files.ATTACKS:
        (folder / attack.__name__).write_bytes(attack())
    command = [sys.executable, "-c", _READ_THEM, *(str(folder / name) for name in names)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=250)
    shutil.rmtree(folder)
    assert run.stderr == ""
    assert run.returncode == 0
    return dict(zip(names, map(json.loads, run.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", [attack.__name__ for attack in hostile_files.ATTACKS])
def test_an_attack_is_refused_within_two_seconds_and_half_a_gigabyte(
    name: str, outcomes: dict[str, tuple[str, float, int]]
) -> None:
    sentence, seconds, kilobytes = outcomes[name]
    assert name in sentence
    assert sentence.endswith(".")
    assert seconds < 2
    if sys.platform.startswith("linux"):
        # A child's peak begins with its parent's: the bound holds for what came on top.
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert kilobytes < max(500_000, own + 400_000)


def test_a_giant_whose_decoder_is_slow_is_refused_before_it_is_decoded() -> None:
    texture = b"BLP2" + struct.pack("<I4BII", 1, 2, 0, 0, 0, 1, 51_380_225) + bytes(128 + 1024 + 64)
    with unreadable("file_limit", file="giant.blp"):
        decode_radiograph(texture, "giant.blp")


def test_directories_that_go_round_end_the_list_of_pages() -> None:
    radiograph = decode_radiograph(hostile_files.tiff_whose_directories_go_round(), "round.tif")
    assert radiograph.frames == 1
    assert radiograph.pixels[0, :5].tolist() == [0, 1, 2, 3, 4]


def test_sequences_of_known_length_a_thousand_deep_do_no_harm() -> None:
    radiograph = decode_radiograph(hostile_files.dicom_defined_sequences_a_thousand_deep(), "deep.dcm")
    assert codes(radiograph.notes) == ["dicom_voi_lut_damaged"]


def test_a_flood_of_items_is_refused() -> None:
    limit = message("dicom_too_many_items", attribute="(0028,3010)", most=limits.MAX_ITEMS)
    with unreadable("file_limit", limit=limit):
        decode_radiograph(hostile_files.dicom_item_flood_in_a_window(), "flood.dcm")


def test_a_message_about_a_bound_names_the_bound() -> None:
    with pytest.raises(UnreadableRadiograph) as raised:
        decode_radiograph(hostile_files.dicom_of_four_gigapixels(), "giant.dcm")
    limit = dict(raised.value.message.values)["limit"]
    assert isinstance(limit, Message)
    assert (limit.code, dict(limit.values)["most"]) == ("too_many_pixels", 64)


def test_the_largest_radiograph_that_is_allowed_is_read() -> None:
    side = int(limits.MAX_PIXELS**0.5)
    from PIL import Image

    radiograph = decode_radiograph(encoded(Image.new("L", (side, side), 7), "PNG"), "large.png")
    assert radiograph.pixels.shape == (side, side)


def test_reads_are_counted() -> None:
    file = BoundedBytes(b"x" * 10)
    for _ in range(limits.MAX_READS):
        file.read(0)
    with pytest.raises(LimitExceeded, match="400,000 parts"):
        file.read(1)


def test_processor_time_is_bounded_before_the_image_and_within_it(monkeypatch: pytest.MonkeyPatch) -> None:
    file = BoundedBytes(b"x" * 10, seconds=-1)
    with pytest.raises(LimitExceeded, match="too long"):
        [file.readline() for _ in range(100)]
    file.decode()
    file.seek(0)
    assert file.read() == b"x" * 10
    monkeypatch.setattr(limits, "MAX_DECODING_SECONDS", -1)
    file.decode()
    with pytest.raises(LimitExceeded, match="too long"):
        [file.readline() for _ in range(100)]


def test_an_image_that_is_read_pixel_by_pixel_may_have_more_pixels_than_a_file_has_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MAX_READS", 500)
    grey = synthetic_image(50, 60)
    masks = struct.pack("<8I", 32, 0x40, 0, 24, 0xFF0000, 0xFF00, 0xFF, 0)
    sizes = struct.pack("<7I", 124, 0x100F, *grey.shape, 180, 0, 0)
    texture = b"DDS " + sizes + bytes(44) + masks + struct.pack("<5I", 0x1000, 0, 0, 0, 0)
    radiograph = decode_radiograph(texture + np.repeat(grey, 3).tobytes(), "image.dds")
    assert np.array_equal(radiograph.pixels, grey)


def test_later_images_of_a_giant_animation_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    images = [Image.fromarray(synthetic_image(40, 50, seed)) for seed in range(3)]
    data = encoded(images[0], "GIF", save_all=True, append_images=images[1:])
    monkeypatch.setattr(limits, "MAX_ANIMATION_PIXELS", 5000)
    decode_radiograph(data, "image.gif", frame=1)
    with unreadable("file_limit"):
        decode_radiograph(data, "image.gif", frame=2)
