"""Training augmentation: framing, exposure, sharpness, noise, compression, burned-in letters."""

import io
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image, ImageDraw
from torch import Tensor
from torch.nn import functional
from torchvision.transforms.v2.functional import gaussian_blur

from training.data.augmentation_config import Augmentation

Grey = npt.NDArray[np.float32]

CELL = 16
"""Pixels of the network's input for one cell of the CAM, along either edge."""


def augment(grey: Grey, size: int, strength: Augmentation, rng: np.random.Generator) -> Grey:
    """An augmented copy of an image: float32 (height, width), 0 to 1, to float32 (size, size), 0 to 1.

    Left and right may be exchanged; up and down never are, since no radiograph is shown so.
    """
    return augment_with_mask(grey, None, size, strength, rng)[0]


def augment_with_mask(
    grey: Grey, mask: Grey | None, size: int, strength: Augmentation, rng: np.random.Generator
) -> tuple[Grey, Grey]:
    """The same, and where a mask over the whole image (rows, columns), 0 to 1, lies on the copy.

    Returns:
        The copy, and the mask (size / 16, size / 16), the size of the CAM; all 0 without a mask.
    """
    placement = _Placement.draw(strength, rng)
    out = _expose(placement.applied(grey, size), strength, rng)
    if rng.random() < strength.letters:
        out = _write_letters(out, rng)
    out = np.clip(_change_detail(out, strength, rng), 0.0, 1.0).astype(np.float32)
    cells = size // CELL
    return out, np.zeros((cells, cells), np.float32) if mask is None else placement.applied(mask, cells)


@dataclass(frozen=True)
class _Placement:
    """A part of an image, rotated and possibly flipped; `width` and `height` are shares of the image's
    edges.
    """

    theta: Tensor
    width: float
    height: float

    @classmethod
    def draw(cls, strength: Augmentation, rng: np.random.Generator) -> "_Placement":
        area = rng.uniform(*strength.crop)
        aspect = math.exp(rng.uniform(math.log(strength.aspect[0]), math.log(strength.aspect[1])))
        width, height = math.sqrt(area * aspect), math.sqrt(area / aspect)
        if area <= 1:
            width, height = min(width, 1.0), min(height, 1.0)
        dx, dy = (rng.uniform(-1, 1) * strength.offset * abs(1 - edge) for edge in (width, height))
        angle = math.radians(rng.uniform(-strength.rotation, strength.rotation))
        flip = -1.0 if rng.random() < 0.5 else 1.0
        cos, sin = math.cos(angle), math.sin(angle)
        rows = [[flip * width * cos, -height * sin, dx], [flip * width * sin, height * cos, dy]]
        return cls(torch.tensor([rows], dtype=torch.float32), width, height)

    def applied(self, grey: Grey, size: int) -> Grey:
        """The part of an image (height, width) as (size, size), 0 outside of the image."""
        grid = functional.affine_grid(self.theta, [1, 1, size, size], align_corners=False)
        source = torch.from_numpy(grey)[None, None]
        shrink = min(self.width, self.height) * grey.shape[0] / size
        if shrink > 1.2:
            source = _blurred(source, 0.35 * shrink)
        placed = functional.grid_sample(
            source, grid, mode="bilinear", padding_mode="zeros", align_corners=False
        )
        result: Grey = placed[0, 0].numpy()
        return result


def _expose(grey: Grey, strength: Augmentation, rng: np.random.Generator) -> Grey:
    exponent = math.exp(rng.uniform(-1, 1) * math.log(strength.gamma))
    out = np.clip(grey, 0, 1) ** np.float32(exponent)
    out = out * np.float32(1 + rng.uniform(-1, 1) * strength.brightness)
    mean = out.mean()
    out = (out - mean) * np.float32(1 + rng.uniform(-1, 1) * strength.contrast) + mean
    if rng.random() < 0.4:
        low, high = np.percentile(out, (0.5, 99.5))
        out = (out - np.float32(low)) / np.float32(max(high - low, 1e-3))
    return np.asarray(np.clip(out, 0, 1), dtype=np.float32)


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
    image = torch.from_numpy(grey)[None]
    if rng.random() < strength.detail:
        image = _blurred(image, rng.uniform(0.4, 1.6))
    if rng.random() < strength.detail:
        soft = _blurred(image, rng.uniform(0.8, 2.5))
        # Unsharp masking: `soft` plus a multiple above 1 of the difference, which `adjust_sharpness` does for
        # one fixed kernel only.
        image = image + rng.uniform(0.3, 1.5) * (image - soft)
    if rng.random() < strength.detail:
        noise = torch.from_numpy(rng.standard_normal(grey.shape, dtype=np.float32))
        image = image + noise * (rng.uniform(0.1, 1) * strength.noise)
    if rng.random() < strength.detail:
        return _compressed(image[0].numpy(), int(rng.integers(30, 96)))
    return image[0].numpy()


def _compressed(grey: Grey, quality: int) -> Grey:
    """The image after JPEG compression, by Pillow: torchvision's own codec is deprecated (0.29)."""
    memory = io.BytesIO()
    Image.fromarray((np.clip(grey, 0, 1) * 255).astype(np.uint8)).save(memory, "JPEG", quality=quality)
    with Image.open(memory) as image:
        return np.asarray(image, dtype=np.float32) / np.float32(255)


def _blurred(image: Tensor, sigma: float) -> Tensor:
    """Gaussian blur of (…, height, width); the kernel reaches 2.5 standard deviations."""
    edge = 2 * max(1, math.ceil(2.5 * sigma)) + 1
    blurred: Tensor = gaussian_blur(image, [edge, edge], [sigma, sigma])
    return blurred
