"""Synthetic images: the mean image of a class and its principal components, of shape and of grey levels
apart.

Images are first brought to one shape by smooth displacements, since the mean of images that do not lie on
each other is a blur. What is drawn then is a shape and grey levels, as in active appearance models (Cootes,
Edwards and Taylor, 1998). With few components for hundreds of images, no image can come out that went in.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

Samples = npt.NDArray[np.float32]

SHAPE_EDGE = 80
KNOTS = 10
ROUNDS = 3
STEPS = 50
SHAPE_COMPONENTS = 10
GREY_COMPONENTS = 80
SPREAD = 0.8


@dataclass(frozen=True, eq=False)
class Components:
    """Principal components: a mean (n,), unit directions (k, n), standard deviation along each (k,)."""

    mean: Samples
    directions: Samples
    deviations: Samples

    @classmethod
    def fit(cls, rows: Samples, count: int) -> "Components":
        """The first `count` components of rows (images, n), by way of the small Gram matrix."""
        mean = rows.mean(axis=0)
        centred = rows - mean
        values, vectors = np.linalg.eigh(centred @ centred.T)
        values, vectors = values[::-1][:count], vectors[:, ::-1][:, :count]
        directions = (centred.T @ vectors / np.sqrt(np.maximum(values, 1e-12))).T
        return cls(mean, directions, np.sqrt(np.maximum(values, 0) / len(rows)).astype(np.float32))

    def draw(self, rng: np.random.Generator, spread: float) -> Samples:
        """A row with normal coefficients of `spread` times the images' own deviations."""
        coefficients = rng.normal(0, spread, len(self.deviations)) * self.deviations
        return (self.mean + coefficients @ self.directions).astype(np.float32)


@dataclass(frozen=True, eq=False)
class ImageModel:
    """Shape and grey levels of a class.

    Attributes:
        shape: of displacements at the knots, (2 * KNOTS * KNOTS) values, in halves of the image's edge.
        grey: of aligned images, (edge * edge) grey levels, 0 to 1.
        edge: pixels.
        gain: (radii,) what spatial frequencies are multiplied by, by their whole radius in cycles per edge.
    """

    shape: Components
    grey: Components
    edge: int
    gain: Samples

    def draw(self, seed: int) -> Samples:
        """A synthetic image (edge, edge), 0 to 1."""
        rng = np.random.default_rng(seed)
        grey = self.grey.draw(rng, SPREAD).reshape(1, 1, self.edge, self.edge)
        # An aligned image is image(x + d(x)); to give one back a shape, d is taken off.
        knots = -torch.from_numpy(self.shape.draw(rng, SPREAD)).view(1, 2, KNOTS, KNOTS)
        sample = _warped(torch.from_numpy(grey), _field(knots, self.edge))[0, 0].numpy()
        detailed = np.fft.ifft2(np.fft.fft2(sample) * self.gain[_radius(self.edge)]).real
        return np.clip(detailed, 0, 1).astype(np.float32)


def fit_sample_model(samples: Samples) -> ImageModel:
    """Fits a model to images (images, edge, edge), 0 to 1. Deterministic.

    Few components draw softer images than those they were computed from; the gain brings the power at each
    spatial frequency back to the images', up to four times the amplitude.
    """
    edge = samples.shape[-1]
    knots = _aligning_knots(torch.from_numpy(samples)[:, None])
    aligned = np.concatenate(
        [
            _warped(torch.from_numpy(sample)[None, None], _field(knots[index : index + 1], edge))[0].numpy()
            for index, sample in enumerate(samples)
        ]
    )
    plain = ImageModel(
        Components.fit(knots.flatten(1).numpy(), SHAPE_COMPONENTS),
        Components.fit(aligned.reshape(len(samples), -1), GREY_COMPONENTS),
        edge,
        np.ones(_radius(edge).max() + 1, np.float32),
    )
    drawn = np.stack([plain.draw(seed) for seed in range(20)])
    gain = np.sqrt(_power(samples) / np.maximum(_power(drawn), 1e-12))
    return replace(plain, gain=np.clip(gain, 0.8, 4).astype(np.float32))


def nearest_similarity(sample: Samples, samples: Samples, mean: Samples) -> float:
    """Highest correlation of an image (edge, edge) with any of `samples`, the mean image taken off both.

    Without that, every image is like every other, and the mean more than any.
    """
    rest = (samples - mean).reshape(len(samples), -1)
    own = (sample - mean).ravel()
    rest = rest - rest.mean(axis=1, keepdims=True)
    own = own - own.mean()
    lengths = np.linalg.norm(rest, axis=1) * np.linalg.norm(own)
    return float((rest @ own / np.maximum(lengths, 1e-9)).max())


def _aligning_knots(samples: Tensor) -> Tensor:
    """Displacements at the knots (images, 2, KNOTS, KNOTS) that bring images onto their common mean.

    Gradient descent on the squared difference to the mean of the images as aligned so far, a coarse image for
    speed; the displacements are kept smooth and, on average over images, zero.
    """
    small = functional.interpolate(samples, (SHAPE_EDGE, SHAPE_EDGE), mode="area")
    # Exposure is not shape: each image to zero mean and unit spread.
    small = (small - small.mean((2, 3), keepdim=True)) / small.std((2, 3), keepdim=True).clamp_min(1e-3)
    knots = torch.zeros(len(samples), 2, KNOTS, KNOTS, requires_grad=True)
    optimizer = torch.optim.Adam([knots], lr=0.01)
    for _ in range(ROUNDS):
        with torch.no_grad():
            mean = _warped(small, _field(knots, SHAPE_EDGE)).mean(dim=0, keepdim=True)
        for _ in range(STEPS):
            field = _field(knots, SHAPE_EDGE)
            misfit = ((_warped(small, field) - mean) ** 2).mean(dim=(1, 2, 3)).sum()
            bend = sum((knots.diff(dim=axis) ** 2).mean(dim=(1, 2, 3)).sum() for axis in (2, 3))
            loss = misfit + 20 * bend + 0.5 * (knots**2).mean(dim=(1, 2, 3)).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            knots -= knots.mean(dim=0, keepdim=True)
    return knots.detach()


def _field(knots: Tensor, edge: int) -> Tensor:
    """Sampling positions (images, edge, edge, 2) for `grid_sample`: the identity plus smooth
    displacements.
    """
    smooth = functional.interpolate(knots, (edge, edge), mode="bicubic", align_corners=True)
    line = torch.linspace(-1, 1, edge)
    identity = torch.stack(torch.meshgrid(line, line, indexing="xy"), dim=-1)
    return identity + smooth.permute(0, 2, 3, 1)


def _warped(samples: Tensor, field: Tensor) -> Tensor:
    return functional.grid_sample(samples, field, mode="bilinear", padding_mode="border", align_corners=True)


def _radius(edge: int) -> npt.NDArray[np.intp]:
    """Whole radius of each spatial frequency of an (edge, edge) Fourier transform, cycles per edge."""
    line = np.fft.fftfreq(edge) * edge
    return np.asarray(np.rint(np.hypot(*np.meshgrid(line, line))), dtype=np.intp)


def _power(samples: Samples) -> npt.NDArray[np.float64]:
    """Mean power of images (images, edge, edge) at each radius."""
    radius = _radius(samples.shape[-1]).ravel()
    power = np.mean([np.abs(np.fft.fft2(sample)) ** 2 for sample in samples], axis=0)
    return np.bincount(radius, power.ravel()) / np.bincount(radius)
