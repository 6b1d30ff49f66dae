"""Films far larger than the network's input are squeezed the short way; nobody may notice."""

import os
import random
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.films import synthetic_film
from xray_desktop.imaging import preprocessing
from xray_desktop.imaging.arrays import radiograph_from_array
from xray_desktop.imaging.preprocessing import Preprocessing, prepare
from xray_desktop.inference import Classifier
from xray_desktop.resources import resource

DATA = Path(os.environ.get("XRAY_DATA", Path(__file__).parents[3] / "shared" / "data"))


@pytest.mark.parametrize("bits", [8, 12])
@pytest.mark.parametrize("size", [(1500, 2000), (3000, 2500)])
def test_the_short_way_is_the_long_way_to_a_grey_level_or_two(monkeypatch, bits, size):
    film = radiograph_from_array(synthetic_film(*size, bits=bits))
    short = prepare(film, Preprocessing())
    monkeypatch.setattr(preprocessing, "REDUCING_GAP", None)
    difference = np.abs(short - prepare(film, Preprocessing())) * 255
    assert difference.mean() < 0.5
    assert 0 < difference.max() < 4


def test_films_up_to_six_times_the_inputs_size_go_the_long_way(monkeypatch):
    film = radiograph_from_array(synthetic_film(1300, 1300))
    short = prepare(film, Preprocessing())
    monkeypatch.setattr(preprocessing, "REDUCING_GAP", None)
    assert np.array_equal(short, prepare(film, Preprocessing()))


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="the real radiographs are not here")
@pytest.mark.skipif(not resource("model.onnx").exists(), reason="the model is not here")
def test_the_probability_of_a_large_film_stays_within_a_hundredth(monkeypatch):
    classifier = Classifier.load()
    grain = np.random.default_rng(0)
    for file in random.Random(0).sample(sorted(DATA.rglob("*.jp*g")), 12):
        grey = np.asarray(Image.open(file).convert("L").resize((2000, 1500), Image.Resampling.BICUBIC))
        film = radiograph_from_array(np.clip(grey + grain.normal(0, 5, grey.shape), 0, 255).astype(np.uint8))
        short = classifier.scores(classifier.prepare(film))[0].probability
        with monkeypatch.context() as patch:
            patch.setattr(preprocessing, "REDUCING_GAP", None)
            assert abs(classifier.scores(classifier.prepare(film))[0].probability - short) < 0.01, file.name
