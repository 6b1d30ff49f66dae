"""The evaluation of a dataset: class folders, classified images, average histograms."""

from pathlib import Path

import numpy as np
import pytest

from tests.images import synthetic_image, write_png
from xray_desktop.evaluation.dataset_evaluation import (
    ClassifiedImage,
    class_of_folder,
    evaluate,
    grey_levels,
    spread,
)
from xray_desktop.evaluation.metrics import Confusion
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


def test_grey_levels_skip_files_that_cannot_be_read(tmp_path: Path) -> None:
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


def test_images_without_a_prediction_count_but_are_in_no_curve() -> None:
    images = [
        ClassifiedImage(PredictedClass.PNEUMONIA, PredictedClass.PNEUMONIA, 0.9),
        ClassifiedImage(PredictedClass.NORMAL, PredictedClass.NORMAL, 0.2),
        ClassifiedImage(PredictedClass.NORMAL, PredictedClass.UNCERTAIN, 0.5),
        ClassifiedImage(PredictedClass.NORMAL, None, None),
    ]
    result = evaluate(images)
    assert result.confusion == Confusion(1, 0, 0, 1, uncertain=1, rejected=1)
    assert result.roc is not None
    assert result.roc.area == 1.0
    assert sum(each.images for each in result.calibration) == 3
    assert result.calibration_error == pytest.approx((0.1 + 0.2 + 0.5) / 3)
    assert evaluate([]).roc is None
