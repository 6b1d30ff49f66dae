"""The pointing game on maps and boxes whose result is known."""

from pathlib import Path

import numpy as np
import pytest

from training.data.dataset import PNEUMONIA, Sample
from training.evaluation.classified import Classified
from training.evaluation.pointing import covered, maximum_of, pointing
from xray_desktop.inference.decision import ModelOutput


def _classified(peak, boxes, source="nih"):
    cam = np.zeros((14, 14), np.float32)
    cam[peak] = 3
    return Classified(Sample(Path("a.png"), source, PNEUMONIA, "p", boxes=boxes), ModelOutput(0.9, cam=cam))


BOX = (0.5, 0.5, 1.0, 1.0)


def test_a_peak_inside_a_box_is_a_hit_with_all_its_mass():
    found = pointing([_classified((10, 10), (BOX,)), _classified((2, 2), (BOX,))])
    assert found["all"]["images"] == 2
    assert found["all"]["maximum_in_box"] == 0.5
    assert found["all"]["mass_in_boxes"] == pytest.approx(0.5)
    assert found["all"]["area_of_boxes"] == pytest.approx(0.25)
    assert found["all"]["centre_in_box"] == 1
    assert found["all"]["lower_lungs_in_box"] == 0.5
    assert found["nih"] == found["all"]


def test_images_without_boxes_or_map_do_not_count():
    without = Classified(Sample(Path("a.png"), "nih", PNEUMONIA, "p", boxes=(BOX,)), ModelOutput(0.9))
    assert pointing([_classified((1, 1), ()), without]) == {}


def test_overlapping_boxes_cover_a_cell_once():
    shares = covered(((0.0, 0.0, 0.5, 1.0), (0.25, 0.0, 0.5, 1.0)), 2, 4)
    np.testing.assert_array_equal(shares, [[1, 1, 0, 0]] * 2)


def test_the_maximum_is_given_at_the_centre_of_its_cell():
    cam = np.zeros((2, 4), np.float32)
    cam[1, 3] = 1
    assert maximum_of(cam) == (0.875, 0.75)
