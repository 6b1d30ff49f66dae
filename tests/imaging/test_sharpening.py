"""Sharpening of the display."""

import numpy as np

from xray_desktop.imaging.sharpening import AMOUNT, MARGIN, SIGMA, sharpened


def test_an_edge_becomes_steeper_and_a_plane_stays() -> None:
    pixels = np.full((60, 80), 1000, np.float32)
    pixels[:, 40:] = 2000
    shown = sharpened(pixels)
    assert np.allclose(shown[:, :30], 1000, atol=0.01)
    assert np.allclose(shown[:, 50:], 2000, atol=0.01)
    assert shown[30, 40] - shown[30, 39] > 1300


def test_a_point_loses_what_a_gaussian_takes_from_it() -> None:
    pixels = np.zeros((41, 41), np.float32)
    pixels[20, 20] = 1
    distance = np.arange(-MARGIN, MARGIN + 1)
    gaussian = np.exp(-(distance**2) / (2 * SIGMA**2))
    gaussian /= gaussian.sum()
    blurred = np.zeros((41, 41))
    inner = slice(20 - MARGIN, 20 + MARGIN + 1)
    blurred[inner, inner] = np.outer(gaussian, gaussian)
    assert np.allclose(sharpened(pixels), pixels + AMOUNT * (pixels - blurred), atol=1e-6)


def test_nothing_farther_than_the_margin_matters() -> None:
    pixels = np.random.default_rng(0).normal(0, 1, (60, 60)).astype(np.float32)
    other = pixels.copy()
    other[:10] += 5
    assert np.array_equal(sharpened(pixels)[10 + MARGIN :], sharpened(other)[10 + MARGIN :])
