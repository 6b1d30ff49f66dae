"""Images on their way to the screen, on decoders that crash and hang."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.imaging.poisonous_reading import HANGING
from tests.ui.conftest import WAIT_MS
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.messages import message
from xray_desktop.ui.images.opening import ImageOpener
from xray_desktop.ui.jobs import WorkerThreads

POISONOUS = [sys.executable, "-m", "tests.imaging.poisonous_reading"]


@pytest.fixture
def opener(qtbot: QtBot) -> Iterator[ImageOpener]:
    workers = WorkerThreads()
    # Its reading process crashes on some files and hangs on others, told by their names.
    made = ImageOpener(workers, new_reader=lambda: IsolatedReader(command=POISONOUS, time_limit=60))
    yield made
    made.close()
    assert workers.close()
    qtbot.wait(1)


@pytest.fixture
def image(tmp_path: Path) -> Path:
    return write_png(tmp_path / "image.png", synthetic_image())


def test_a_decoder_that_crashes_gives_a_message_and_the_next_image_opens(
    opener: ImageOpener, qtbot: QtBot, image: Path, tmp_path: Path
) -> None:
    with qtbot.waitSignal(opener.failed, timeout=WAIT_MS) as caught:
        opener.open(write_png(tmp_path / "crash.png", synthetic_image()))
    assert caught.args[1] == message("decoder_crashed", file="crash.png")
    with qtbot.waitSignal(opener.opened, timeout=WAIT_MS):
        opener.open(image)


def test_a_decoder_that_hangs_does_not_keep_the_next_image_waiting(
    opener: ImageOpener, qtbot: QtBot, image: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HANGING, str(tmp_path / "hanging"))
    opener.open(write_png(tmp_path / "hang.png", synthetic_image()))
    qtbot.waitUntil((tmp_path / "hanging").exists)
    # The hang lasts twice as long, and ends with the reading process only.
    with qtbot.waitSignal(opener.opened, timeout=WAIT_MS) as caught:
        opener.open(image)
    assert caught.args[0].path == image


def test_an_image_read_ahead_is_there_at_once(
    opener: ImageOpener, qtbot: QtBot, image: Path, tmp_path: Path
) -> None:
    second = write_png(tmp_path / "second.png", synthetic_image(seed=2))
    with qtbot.waitSignal(opener.opened, timeout=WAIT_MS):
        opener.open(image)
    opener.read_ahead([second])
    qtbot.waitUntil(lambda: opener.has_read(second), timeout=WAIT_MS)
    ahead = opener._cache.get(second)
    with qtbot.waitSignal(opener.opened, timeout=WAIT_MS) as caught:
        opener.open(second)
    assert caught.args[0] is ahead


def test_images_shown_longest_ago_are_dropped(tmp_path: Path) -> None:
    from xray_desktop.imaging.reading import read_radiograph
    from xray_desktop.ui.images.loaded_image import ImageCache, image_of

    images = [
        image_of(path, read_radiograph(path))
        for path in (write_png(tmp_path / f"{i}.png", synthetic_image(seed=i)) for i in range(4))
    ]
    cache = ImageCache(capacity=2 * images[0].bytes_held + 10)
    for image in images[:2]:
        cache.add(image)
    assert cache.get(images[0].path) is images[0]
    cache.add(images[2])
    assert cache.get(images[1].path) is None
    assert cache.get(images[0].path) is images[0]
