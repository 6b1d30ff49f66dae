"""The strengths of the training augmentation."""

from dataclasses import dataclass

from training.options import option


@dataclass(frozen=True)
class Augmentation:
    """Strengths of the augmentation; ranges are uniform unless said otherwise."""

    crop: tuple[float, float] = option(
        "smallest and largest share of the image's area that is kept; above 1 a border is added",
        (0.15, 1.1),
        flags=("--crop-area",),
        metavar=("LEAST", "MOST"),
    )
    offset: float = option(
        "1: crops lie anywhere; 0: over the middle of the chest", 1.0, flags=("--crop-offset",)
    )
    aspect: tuple[float, float] = option(
        "smallest and largest aspect ratio of a crop, drawn log-uniformly",
        (0.6, 1.6),
        metavar=("LEAST", "MOST"),
    )
    rotation: float = option("largest rotation either way, degrees", 10.0)
    brightness: float = option("grey levels are multiplied by 1 plus or minus this", 0.3)
    contrast: float = option("distances from the mean are multiplied by 1 plus or minus this", 0.4)
    gamma: float = option("largest exponent, its inverse being the smallest; drawn log-uniformly", 1.6)
    detail: float = option(
        "probability of blur, sharpening, noise and JPEG compression, each drawn by itself", 0.25
    )
    noise: float = option("largest standard deviation of the noise, for grey levels of 0 to 1", 0.05)
    letters: float = option("probability of burned-in letters and of a bright or dark border", 0.15)
