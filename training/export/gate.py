"""The gate, which rejects images that are not frontal chest radiographs, or inverted or rotated ones."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.covariance import LedoitWolf
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from training.data.augmentation import Grey
from training.export.features import Change, Features

Numbers = npt.NDArray[np.float64]

PRESENTATIONS = ("upright", "inverted", "upside_down", "sideways")

MIRRORED = "mirrored"
"""Left and right exchanged: the heart lies on the wrong side."""


def presented(name: str) -> Change:
    """How an image looks when it is MIRRORED, or presented in one of PRESENTATIONS, left and right exchanged
    at times.
    """

    def change(grey: Grey, number: int) -> Grey:
        out = grey[:, ::-1] if number % 2 or name == MIRRORED else grey
        if name == "inverted":
            out = 1 - out
        elif name == "upside_down":
            out = out[::-1]
        elif name == "sideways":
            out = np.rot90(out, 1 if number % 4 < 2 else 3)
        return np.ascontiguousarray(out)

    return change


@dataclass(frozen=True, eq=False)
class Distance:
    """Mahalanobis distance of pooled block-4 features (Lee et al. 2018), whitened: |(f - mean) @ whiten|.

    Attributes:
        mean: (512,).
        whiten: (512, directions): the principal directions of largest variance, each over its deviation; the
            covariance is that of Ledoit and Wolf (2004).
    """

    mean: Numbers
    whiten: Numbers

    def of(self, features: Features) -> Numbers:
        """Distances (N,) over the square root of the number of directions: about 1 for a usual image."""
        difference = np.sqrt(np.maximum(features.block4.astype(np.float64), 0)) - self.mean
        norms: Numbers = np.linalg.norm(difference @ self.whiten, axis=1) / np.sqrt(self.whiten.shape[1])
        return norms


def fit_distance(features: Features, directions: int = 384) -> Distance:
    """Fits mean and covariance on training images. Square roots make the skewed features more normal."""
    roots = np.sqrt(np.maximum(features.block4.astype(np.float64), 0))
    covariance = LedoitWolf().fit(roots)
    precision, vectors = np.linalg.eigh(covariance.precision_)
    kept = slice(0, directions)
    return Distance(covariance.location_, vectors[:, kept] * np.sqrt(np.maximum(precision[kept], 0)))


@dataclass(frozen=True, eq=False)
class Presentation:
    """Multinomial logistic regression on pooled features, in the order of PRESENTATIONS.

    Attributes:
        weight: (1024, 4).
        bias: (4,).
    """

    weight: Numbers
    bias: Numbers

    def of(self, features: Features) -> Numbers:
        """Probabilities (N, 4)."""
        return softmax(features.pooled() @ self.weight + self.bias)


def fit_presentation(examples: Mapping[str, Features]) -> Presentation:
    """Fits the regression on features of images in every presentation."""
    pooled = np.vstack([examples[name].pooled() for name in PRESENTATIONS])
    labels = np.repeat(np.arange(len(PRESENTATIONS)), [len(examples[n].logits) for n in PRESENTATIONS])
    scaler = StandardScaler().fit(pooled)
    model = LogisticRegression(C=0.01, max_iter=2000).fit(scaler.transform(pooled), labels)
    weight = (model.coef_ / scaler.scale_).T
    return Presentation(weight, model.intercept_ - scaler.mean_ @ weight)


@dataclass(frozen=True, eq=False)
class Mirroring:
    """Logistic regression on what differs between both halves, without a bias: the image and its mirror image
    have opposite logits.

    Attributes:
        weight: (1024,).
    """

    weight: Numbers

    def of(self, features: Features) -> Numbers:
        """Probabilities (N,) that the images are mirrored."""
        return np.asarray(1 / (1 + np.exp(-(features.sides @ self.weight))))


def fit_mirroring(usual: Features, mirrored: Features, *, strength: float = 0.003) -> Mirroring:
    """Fits the regression on features of images and of their mirror images.

    Args:
        strength: inverse of the L2 regularisation.
    """
    sides = np.vstack([usual.sides, mirrored.sides]).astype(np.float64)
    labels = np.repeat([0, 1], [len(usual.sides), len(mirrored.sides)])
    # Scaled and not centred: the mean of an image and its mirror image is 0 but for chance.
    scaler = StandardScaler(with_mean=False).fit(sides)
    model = LogisticRegression(C=strength, max_iter=2000, fit_intercept=False)
    model.fit(scaler.transform(sides), labels)
    return Mirroring(model.coef_[0] / scaler.scale_)


VIEWS = ("frontal", "lateral", "other")
"""What the view gate distinguishes: frontal chest radiographs, lateral ones, and everything else."""


@dataclass(frozen=True, eq=False)
class View:
    """Multinomial logistic regression on pooled features with maxima, in the order of VIEWS.

    Attributes:
        weight: (1536, 3).
        bias: (3,).
    """

    weight: Numbers
    bias: Numbers

    def of(self, features: Features) -> Numbers:
        """Probabilities (N, 3)."""
        return softmax(features.pooled_with_max() @ self.weight + self.bias)


def fit_view(examples: Mapping[str, Features], *, strength: float = 0.003) -> View:
    """Fits the regression, the classes weighted equally.

    Args:
        examples: features by name of VIEWS.
        strength: inverse of the L2 regularisation: there are more features than images of some kinds.
    """
    pooled = np.vstack([examples[name].pooled_with_max() for name in VIEWS])
    labels = np.repeat(np.arange(len(VIEWS)), [len(examples[name].logits) for name in VIEWS])
    scaler = StandardScaler().fit(pooled)
    model = LogisticRegression(C=strength, max_iter=2000, class_weight="balanced")
    model.fit(scaler.transform(pooled), labels)
    weight = (model.coef_ / scaler.scale_).T
    return View(weight, model.intercept_ - scaler.mean_ @ weight)


def softmax(logits: Numbers) -> Numbers:
    """Probabilities of logits (N, classes)."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Numbers = e / e.sum(axis=1, keepdims=True)
    return shares
