"""ROC, calibration and class histograms against scikit-learn and figures worked out by hand."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import roc_auc_score, roc_curve

from tests.images import synthetic_image, write_png
from xray_desktop.evaluation.agreement import Confusion
from xray_desktop.evaluation.metrics import (
    ClassifiedImage,
    calibration,
    class_of_folder,
    evaluate,
    grey_levels,
    roc,
    spread,
)
from xray_desktop.inference.prediction import PredictedClass


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/data/test/NORMAL/a.png", PredictedClass.NORMAL),
        ("/data/test/pneumonia/deep/er/a.png", PredictedClass.PNEUMONIA),
        ("/PNEUMONIA/NORMAL/a.png", PredictedClass.NORMAL),
        ("/data/NORMAL", None),
        ("/data/NORMALS/a.png", None),
        ("/data/UNCERTAIN/a.png", None),
        ("a.png", None),
    ],
)
def test_the_nearest_folder_names_the_class(path: str, label: PredictedClass | None) -> None:
    assert class_of_folder(path) is label


@pytest.mark.parametrize("decimals", [6, 1], ids=["few ties", "many ties"])
def test_roc_is_that_of_scikit_learn(decimals: int) -> None:
    random = np.random.default_rng(1)
    truth = random.random(500) < 0.6
    values = np.clip(random.normal(0.4 + 0.2 * truth, 0.2), 0, 1).round(decimals)
    ours = roc(truth, values)
    assert ours is not None
    x, y, thresholds = roc_curve(truth, values, drop_intermediate=False)
    np.testing.assert_allclose(ours.false_positive_rate, x)
    np.testing.assert_allclose(ours.true_positive_rate, y)
    np.testing.assert_allclose(ours.thresholds, thresholds)
    assert ours.area == pytest.approx(roc_auc_score(truth, values))


@pytest.mark.parametrize("truth", [[], [True, True], [False]])
def test_without_both_classes_there_is_no_roc(truth: list[bool]) -> None:
    assert roc(truth, [0.5] * len(truth)) is None


def test_calibration_is_that_of_scikit_learn() -> None:
    random = np.random.default_rng(2)
    values = random.random(400)
    truth = random.random(400) < values**2
    ours = calibration(truth, values)
    assert ours is not None
    observed, predicted = calibration_curve(truth, values, n_bins=10)
    np.testing.assert_allclose(ours.predicted, predicted)
    np.testing.assert_allclose(ours.observed, observed)
    assert ours.error == pytest.approx(
        float(np.sum(np.abs(observed - predicted) * ours.counts)) / 400, abs=1e-12
    )


def test_probabilities_that_hold_have_no_calibration_error() -> None:
    ours = calibration([True, True, True, False], [0.75] * 4)
    assert ours is not None
    assert ours.error == pytest.approx(0.0)
    assert calibration([], []) is None


def test_a_probability_of_one_falls_into_the_last_bin() -> None:
    ours = calibration([True, False], [1.0, 0.0])
    assert ours is not None
    assert ours.predicted.tolist() == [0.0, 1.0]


def test_grey_levels_leave_out_what_cannot_be_read(tmp_path: Path) -> None:
    image = write_png(tmp_path / "image.png", synthetic_image(60, 80))
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"not an image")
    levels = list(grey_levels([(str(broken), PredictedClass.NORMAL), (str(image), PredictedClass.PNEUMONIA)]))
    assert [item.label for item in levels] == [PredictedClass.PNEUMONIA]
    assert levels[0].shares.sum() == pytest.approx(1.0)
    assert levels[0].shares.argmax() == np.bincount(synthetic_image(60, 80).ravel(), minlength=256).argmax()


def test_a_sample_is_spread_evenly_and_always_the_same() -> None:
    items = [str(number) for number in range(101)]
    assert spread(items, 5) == ["0", "25", "50", "75", "100"]
    assert spread(items[:3], 5) == ["0", "1", "2"]


def test_images_without_a_predicted_class_count_but_draw_no_curve() -> None:
    images = [
        ClassifiedImage(PredictedClass.PNEUMONIA, PredictedClass.PNEUMONIA, 0.9),
        ClassifiedImage(PredictedClass.NORMAL, PredictedClass.NORMAL, 0.2),
        ClassifiedImage(PredictedClass.NORMAL, PredictedClass.UNCERTAIN, 0.5),
        ClassifiedImage(PredictedClass.NORMAL, None, None),
    ]
    result = evaluate(images)
    assert result.confusion == Confusion(1, 0, 0, 1, uncertain=1, rejection=1)
    assert result.roc is not None
    assert result.roc.area == 1.0
    assert result.calibration is not None
    assert result.calibration.counts.sum() == 3
    assert evaluate([]).roc is None
