"""Made-up truths and scores with overlap between the classes, and with ties."""

import numpy as np
import numpy.typing as npt


def scored_images(
    n: int = 200, *, seed: int = 0, decimals: int = 2, prevalence: float = 0.4
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    """The truth of n images, and probabilities rounded to so many decimals, so that some are equal."""
    random = np.random.default_rng(seed)
    positive = random.random(n) < prevalence
    positive[:2] = [True, False]
    logits = random.normal(np.where(positive, 0.9, -0.8), 1.3)
    return positive, np.clip(np.round(1 / (1 + np.exp(-logits)), decimals), 0.001, 0.999)
