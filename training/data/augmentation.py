"""What may befall a radiograph on its way from another hospital: framing, exposure, compression, letters."""

import io
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image, ImageDraw
from torch import Tensor
from torch.nn import functional

Grey = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Augmentation:
    """Strengths of the augmentation; ranges are uniform unless said otherwise.

    Attributes:
        crop: smallest and largest share of the image's area that is kept (above 1: a border is added).
        offset: how far from the middle the kept part may lie: 1 anywhere on the image, 0 always in the middle,
            where the lungs are.
        aspect: smallest and largest aspect ratio of what is kept, drawn log-uniformly.
        rotation: largest rotation either way, degrees.
        brightness: grey levels are multiplied by 1 plus or minus this.
        contrast: distances from the mean are multiplied by 1 plus or minus this.
        gamma: largest exponent, its inverse being the smallest; drawn log-uniformly.
        detail: probability of blur, of sharpening, of noise, of JPEG compression, each drawn on its own.
        noise: largest deviation of the noise, in grey levels of 0 to 1.
        letters: probability of burnt-in letters and of a bright or dark border.
    """

    crop: tuple[float, float] = (0.15, 1.1)
    offset: float = 1.0
    aspect: tuple[float, float] = (0.6, 1.6)
    rotation: float = 10.0
    brightness: float = 0.3
    contrast: float = 0.4
    gamma: float = 1.6
    detail: float = 0.25
    noise: float = 0.05
    letters: float = 0.15


def augment(grey: Grey, size: int, strength: Augmentation, rng: np.random.Generator) -> Grey:
    """A changed copy of an image: float32 (height, width), 0 to 1, to float32 (size, size), 0 to 1.

    Left and right may be exchanged; up and down never are, since no radiograph is shown so.
    """
    out = _place(grey, size, strength, rng)
    out = _expose(out, strength, rng)
    if rng.random() < strength.letters:
        out = _write_letters(out, rng)
    return np.clip(_change_detail(out, strength, rng), 0.0, 1.0).astype(np.float32)


def _place(grey: Grey, size: int, strength: Augmentation, rng: np.random.Generator) -> Grey:
    area = rng.uniform(*strength.crop)
    aspect = math.exp(rng.uniform(math.log(strength.aspect[0]), math.log(strength.aspect[1])))
    width, height = math.sqrt(area * aspect), math.sqrt(area / aspect)
    if area <= 1:
        width, height = min(width, 1.0), min(height, 1.0)
    dx, dy = (rng.uniform(-1, 1) * strength.offset * abs(1 - edge) for edge in (width, height))
    angle = math.radians(rng.uniform(-strength.rotation, strength.rotation))
    flip = -1.0 if rng.random() < 0.5 else 1.0
    cos, sin = math.cos(angle), math.sin(angle)
    theta = torch.tensor(
        [[[flip * width * cos, -height * sin, dx], [flip * width * sin, height * cos, dy]]],
        dtype=torch.float32,
    )
    grid = functional.affine_grid(theta, [1, 1, size, size], align_corners=False)
    source = torch.from_numpy(grey)[None, None]
    shrink = min(width, height) * grey.shape[0] / size
    if shrink > 1.2:
        source = _blur(source, 0.35 * shrink)
    placed = functional.grid_sample(source, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    return placed[0, 0].numpy()


def _expose(grey: Grey, strength: Augmentation, rng: np.random.Generator) -> Grey:
    exponent = math.exp(rng.uniform(-1, 1) * math.log(strength.gamma))
    out = np.clip(grey, 0, 1) ** np.float32(exponent)
    out = out * np.float32(1 + rng.uniform(-1, 1) * strength.brightness)
    mean = out.mean()
    out = (out - mean) * np.float32(1 + rng.uniform(-1, 1) * strength.contrast) + mean
    if rng.random() < 0.4:
        low, high = np.percentile(out, (0.5, 99.5))
        out = (out - np.float32(low)) / np.float32(max(high - low, 1e-3))
    return np.clip(out, 0, 1).astype(np.float32)


def _write_letters(grey: Grey, rng: np.random.Generator) -> Grey:
    image = Image.fromarray((grey * 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    size = image.width
    for _ in range(int(rng.integers(1, 4))):
        place = (int(rng.integers(0, size - 12)), int(rng.integers(0, size - 12)))
        text = "".join(rng.choice(list("LRAPSUPINE0123456789"), int(rng.integers(1, 7))))
        draw.text(place, text, fill=int(rng.integers(180, 256)), font_size=float(rng.integers(8, 22)))
    if rng.random() < 0.5:
        width = int(rng.integers(1, max(2, size // 12)))
        fill = int(rng.choice((0, 0, 255)))
        edge = int(rng.integers(0, 4))
        box = (
            (0, 0, size, width),
            (0, size - width, size, size),
            (0, 0, width, size),
            (size - width, 0, size, size),
        )
        draw.rectangle(box[edge], fill=fill)
    return np.asarray(image, dtype=np.float32) / np.float32(255)


def _change_detail(grey: Grey, strength: Augmentation, rng: np.random.Generator) -> Grey:
    out, probability = grey, strength.detail
    if rng.random() < probability:
        out = _blur(torch.from_numpy(out)[None, None], rng.uniform(0.4, 1.6))[0, 0].numpy()
    if rng.random() < probability:
        soft = _blur(torch.from_numpy(out)[None, None], rng.uniform(0.8, 2.5))[0, 0].numpy()
        out = out + np.float32(rng.uniform(0.3, 1.5)) * (out - soft)
    if rng.random() < probability:
        noise = rng.standard_normal(out.shape, dtype=np.float32)
        out = out + noise * np.float32(rng.uniform(0.1, 1) * strength.noise)
    if rng.random() < probability:
        memory = io.BytesIO()
        pixels = (np.clip(out, 0, 1) * 255).astype(np.uint8)
        Image.fromarray(pixels).save(memory, "JPEG", quality=int(rng.integers(30, 96)))
        with Image.open(memory) as image:
            out = np.asarray(image, dtype=np.float32) / np.float32(255)
    return out


def _blur(image: Tensor, sigma: float) -> Tensor:
    radius = max(1, math.ceil(2.5 * sigma))
    taps = torch.exp(-0.5 * (torch.arange(-radius, radius + 1) / sigma) ** 2)
    taps = taps / taps.sum()
    padded = functional.pad(image, (radius,) * 4, mode="reflect")
    return functional.conv2d(functional.conv2d(padded, taps.view(1, 1, 1, -1)), taps.view(1, 1, -1, 1))
