import io

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("torch", reason="the training package needs torch")

from tests import images, models
from training.__main__ import main
from training.exploration.eigenimages import Components, fit_sample_model, nearest_similarity
from training.exploration.synthetic_samples import SIZE, encoded
from xray_desktop.imaging import read_radiograph
from xray_desktop.inference import Classifier, PredictedClass


@pytest.fixture(scope="module")
def phantoms():
    return np.stack([images.synthetic_image(64, 64, seed).astype(np.float32) / 255 for seed in range(40)])


@pytest.fixture(scope="module")
def model(phantoms):
    return fit_sample_model(phantoms)


def test_components_are_those_of_the_singular_value_decomposition():
    rows = np.random.default_rng(0).normal(0, 1, (20, 50)).astype(np.float32) * np.arange(50)
    found = Components.fit(rows, 5)
    _, values, directions = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(found.deviations, values[:5] / np.sqrt(20), rtol=1e-3)
    np.testing.assert_allclose(np.abs((found.directions * directions[:5]).sum(axis=1)), 1, atol=1e-3)


def test_a_draw_is_a_sample_its_seed_decides_it_and_it_copies_none(model, phantoms):
    drawn = [model.draw(seed) for seed in range(6)]
    mean = phantoms.mean(axis=0)
    for sample in drawn:
        assert sample.shape == (64, 64)
        assert sample.min() >= 0
        assert sample.max() <= 1
        assert np.corrcoef(sample.ravel(), mean.ravel())[0, 1] > 0.9
        assert nearest_similarity(sample, phantoms, mean) < 0.9
    assert np.array_equal(model.draw(3), drawn[3])
    assert not np.array_equal(drawn[0], drawn[1])


def test_likeness_is_1_for_a_copy_and_for_one_of_other_exposure(phantoms):
    mean = phantoms.mean(axis=0)
    assert nearest_similarity(phantoms[7], phantoms, mean) == pytest.approx(1, abs=1e-4)
    assert nearest_similarity(mean + 0.5 * (phantoms[7] - mean), phantoms, mean) == pytest.approx(1, abs=1e-4)


def test_a_sample_says_in_the_image_and_in_the_file_that_it_is_synthetic():
    png = encoded(np.full((64, 64), 0.4, np.float32), seed=0)
    with Image.open(io.BytesIO(png)) as image:
        assert image.size == SIZE
        assert image.mode == "L"
        assert "SYNTHETIC" in image.text["Title"]
        assert "CC BY 4.0" in image.text["Source"]
        pixels = np.asarray(image).astype(int)
    corner = pixels[-30:, :130]
    assert corner.max() > 200
    assert pixels[:-40].max() < 130


def test_the_command_writes_two_samples_that_the_model_applies_to_as_what_they_are_like(tmp_path, capsys):
    for name, power in (("NORMAL", 2.5), ("PNEUMONIA", 0.3)):
        folder = tmp_path / "data" / "train" / name
        folder.mkdir(parents=True)
        for seed in range(12):
            grey = (images.synthetic_image(64, 64, seed) / 255) ** power
            images.write_png(folder / f"image{seed}.png", np.rint(255 * grey).astype(np.uint8))
    network = models.tiny_model(tmp_path / "tiny.onnx")
    arguments = ["samples", "--data", str(tmp_path / "data"), "--model", str(network)]
    assert main([*arguments, "--draws", "10", "--output", str(tmp_path / "samples")]) == 0
    assert "NORMAL: seed" in capsys.readouterr().out
    classifier = Classifier.load(network)
    for file, predicted_class in (
        ("normal-like.png", PredictedClass.NORMAL),
        ("pneumonia-like.png", PredictedClass.PNEUMONIA),
    ):
        assert (
            classifier.classify(read_radiograph(tmp_path / "samples" / file)).predicted_class
            == predicted_class
        )
    readme = (tmp_path / "samples.md").read_text(encoding="utf-8")
    assert "10.17632/rscbjbr9sj" in readme
    assert "tiny 1" in readme


def test_a_model_that_calls_no_draw_rightly_is_told_in_one_sentence(kaggle, tmp_path, capsys):
    network = models.tiny_model(tmp_path / "tiny.onnx", answer=0.99)
    arguments = ["samples", "--data", str(kaggle), "--model", str(network), "--draws", "2", "--images", "8"]
    assert main([*arguments, "--output", str(tmp_path / "samples")]) == 1
    assert "None of 2 synthetic images is classified NORMAL" in capsys.readouterr().err
    assert not (tmp_path / "samples").exists()
