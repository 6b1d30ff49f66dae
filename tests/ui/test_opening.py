"""Films on their way to the screen, on decoders that crash and hang."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.films import synthetic_film, write_png
from tests.ui.conftest import WAIT_MS
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.ui.jobs import Lanes
from xray_desktop.ui.viewer.opening import FilmOpener

POISONOUS = [sys.executable, "-m", "tests.imaging.poisonous_reading"]


@pytest.fixture
def opener(qtbot: QtBot) -> Iterator[FilmOpener]:
    lanes = Lanes()
    # Its reading process crashes on some files and hangs on others, told by their names.
    made = FilmOpener(lanes, new_reader=lambda: IsolatedReader(command=POISONOUS, time_limit=60))
    yield made
    made.close()
    assert lanes.close()
    qtbot.wait(1)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return write_png(tmp_path / "film.png", synthetic_film())


def test_a_decoder_that_crashes_costs_a_sentence_and_the_next_film_opens(
    opener: FilmOpener, qtbot: QtBot, film: Path, tmp_path: Path
) -> None:
    with qtbot.waitSignal(opener.failed, timeout=WAIT_MS) as caught:
        opener.open(write_png(tmp_path / "crash.png", synthetic_film()))
    assert "crash.png" in caught.args[1]
    with qtbot.waitSignal(opener.opened, timeout=WAIT_MS):
        opener.open(film)


def test_a_decoder_that_hangs_does_not_keep_the_next_film_waiting(
    opener: FilmOpener, qtbot: QtBot, film: Path, tmp_path: Path
) -> None:
    opener.open(write_png(tmp_path / "hang.png", synthetic_film()))
    qtbot.wait(2500)
    with qtbot.waitSignal(opener.opened, timeout=15_000) as caught:
        opener.open(film)
    assert caught.args[0].path == film


def test_a_film_read_ahead_is_there_at_once(
    opener: FilmOpener, qtbot: QtBot, film: Path, tmp_path: Path
) -> None:
    second = write_png(tmp_path / "second.png", synthetic_film(seed=2))
    with qtbot.waitSignal(opener.opened, timeout=WAIT_MS):
        opener.open(film)
    opener.read_ahead([second])
    qtbot.waitUntil(lambda: opener._cache.get(second) is not None, timeout=WAIT_MS)
    ahead = opener._cache.get(second)
    with qtbot.waitSignal(opener.opened, timeout=WAIT_MS) as caught:
        opener.open(second)
    assert caught.args[0] is ahead


def test_films_seen_longest_ago_are_let_go(tmp_path: Path) -> None:
    from xray_desktop.imaging.reading import read_radiograph
    from xray_desktop.ui.viewer.loaded_image import FilmCache, film_of

    films = [
        film_of(path, read_radiograph(path))
        for path in (write_png(tmp_path / f"{i}.png", synthetic_film(seed=i)) for i in range(4))
    ]
    cache = FilmCache(capacity=2 * films[0].bytes_held + 10)
    for film in films[:2]:
        cache.add(film)
    assert cache.get(films[0].path) is films[0]
    cache.add(films[2])
    assert cache.get(films[1].path) is None
    assert cache.get(films[0].path) is films[0]
