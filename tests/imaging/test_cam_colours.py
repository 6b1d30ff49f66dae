"""Colours of a class-activation map."""

import numpy as np

from xray_desktop.imaging.cam_colours import cam_colours, cam_strength


def test_orange_increases_blue_decreases_and_nothing_is_transparent() -> None:
    increasing, decreasing, none = cam_colours(np.array([1.0, -1.0, 0.0], np.float32)).astype(int)
    assert increasing[0] > increasing[2]
    assert decreasing[2] > decreasing[0]
    assert (increasing[3], decreasing[3], none[3]) == (255, 255, 0)


def test_opacity_and_luminance_rise_with_the_strength() -> None:
    for sign in (1, -1):
        colours = cam_colours(sign * np.linspace(0.01, 1, 200, dtype=np.float32)).astype(float)
        assert (np.diff(colours[:, 3]) >= 0).all()
        assert (np.diff(colours[:, :3] @ (0.299, 0.587, 0.114)) >= -1).all()


def test_colours_keep_the_shape_of_the_strengths() -> None:
    assert cam_colours(np.zeros((3, 4), np.float32)).shape == (3, 4, 4)


def test_a_weak_map_stays_pale_and_a_strong_one_reaches_full_strength() -> None:
    weak, strong = (cam_strength(np.full((5, 5), value, np.float32)) for value in (0.4, 9.0))
    assert weak.shape == (40, 40)
    assert np.allclose(weak, 0.1, atol=1e-5)
    assert np.allclose(strong, 1.0, atol=1e-5)
