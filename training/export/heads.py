"""Heads on pooled features: pneumonia by population, child against adult, and any abnormality."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from training.data.dataset import NORMAL, OTHER, PNEUMONIA, Sample
from training.export.calibration import Calibration, cell_weights
from training.export.features import Features

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

POOLED = 2048
"""Length of `Features.all_pooled`."""


@dataclass(frozen=True, eq=False)
class LinearHead:
    """A logit that is linear in `Features.all_pooled`.

    Attributes:
        weight: (2048,).
        bias: added to the weighted sum.
    """

    weight: Numbers
    bias: float

    def logit(self, features: Features) -> Numbers:
        """Logits (N,)."""
        logits: Numbers = features.all_pooled().astype(np.float64) @ self.weight + self.bias
        return logits

    def calibrated(self, calibration: Calibration) -> "LinearHead":
        """The head whose logits are those of this one, calibrated."""
        return LinearHead(self.weight * calibration.scale, self.logit_of(calibration))

    def logit_of(self, calibration: Calibration) -> float:
        """The calibrated bias."""
        return float(calibration.logit(self.bias))


@dataclass(frozen=True, eq=False)
class PopulationHeads:
    """Pneumonia of children and of adults, mixed by how likely the image shows a child.

    Attributes:
        adults: logit of PNEUMONIA; of all images where there is no head for children.
        children: logit of PNEUMONIA; None where the data hold one population.
        child: logit of a child against an adult; None likewise.
        abnormal: logit of any abnormality in adults; None where the data do not tell.
    """

    adults: LinearHead
    children: LinearHead | None = None
    child: LinearHead | None = None
    abnormal: LinearHead | None = None

    def share_of_child(self, features: Features) -> Numbers:
        """Probability that an image shows a child (N,); 0 without a head for children."""
        if self.child is None:
            return np.zeros(len(features.logits))
        return sigmoid(self.child.logit(features))

    def pneumonia(self, features: Features) -> Numbers:
        """Logits of PNEUMONIA (N,), mixed."""
        return self._mixed(self.adults, features)

    def abnormality(self, features: Features) -> Numbers:
        """Logits of any abnormality (N,), mixed: for children, whose other diseases no label tells,
        pneumonia's.
        """
        assert self.abnormal is not None
        return self._mixed(self.abnormal, features)

    def _mixed(self, adults: LinearHead, features: Features) -> Numbers:
        if self.children is None:
            return adults.logit(features)
        share = self.share_of_child(features)
        return share * self.children.logit(features) + (1 - share) * adults.logit(features)

    def calibrated(
        self, adults: Calibration, children: Calibration, abnormal: Calibration
    ) -> "PopulationHeads":
        """The heads with calibrated logits."""
        return replace(
            self,
            adults=self.adults.calibrated(adults),
            children=self.children and self.children.calibrated(children),
            abnormal=self.abnormal and self.abnormal.calibrated(abnormal),
        )


def fit_linear(
    features: Features, labels: npt.NDArray[np.bool_], weights: Numbers, *, strength: float
) -> LinearHead:
    """A strongly regularised logistic regression on standardised features.

    Args:
        labels: (N,), True for the positive class.
        weights: (N,), of the images.
        strength: inverse of the L2 regularisation.
    """
    pooled = features.all_pooled().astype(np.float64)
    scaler = StandardScaler().fit(pooled)
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(scaler.transform(pooled), labels, sample_weight=weights)
    weight = model.coef_[0] / scaler.scale_
    return LinearHead(weight, float(model.intercept_[0] - scaler.mean_ @ weight))


def own_linear(weight: npt.NDArray[np.float32], bias: float) -> LinearHead:
    """The network's own head, (512,) on the means of block 5, as one on all pooled features."""
    whole = np.zeros(POOLED)
    whole[1024:1536] = weight
    return LinearHead(whole, float(bias))


def fit_heads(
    features: Features, samples: Sequence[Sample], children: Mask, own: LinearHead, *, strength: float
) -> PopulationHeads:
    """Heads of both populations, those that the images allow.

    Of each population the network's own head is averaged with a regression on all pooled features: the mean
    ranks better than either alone on images as they are and augmented, and at hospitals that the regression
    has not seen it loses little against the network's own. Sources and classes weigh the same, so that
    neither tells the other. The head for abnormality is fitted on the sources of adults that have OTHER
    images.

    Args:
        features: of N training images.
        samples: the images.
        children: (N,), which of them show children.
        own: the network's own head.
        strength: inverse of the L2 regularisation.
    """
    labels = np.array([sample.label for sample in samples])
    sources = np.array([sample.source for sample in samples])
    adults = fit_pneumonia(features, samples, ~children, own, strength=strength)
    of_children = fit_pneumonia(features, samples, children, own, strength=strength)
    child = _fit(features, samples, np.ones(len(labels), bool), children, strength)
    with_other = ~children & np.isin(sources, sources[labels == OTHER])
    abnormal = _fit(features, samples, with_other, labels != NORMAL, strength)
    if adults is None:
        return PopulationHeads(of_children or own, abnormal=abnormal)
    if child is None or of_children is None:
        return PopulationHeads(adults, abnormal=abnormal)
    return PopulationHeads(adults, of_children, child, abnormal)


def fit_pneumonia(
    features: Features, samples: Sequence[Sample], chosen: Mask, own: LinearHead, *, strength: float
) -> LinearHead | None:
    """The head of PNEUMONIA for the chosen images (N,), see `fit_heads`; None where they lack a class."""
    labels = np.array([sample.label for sample in samples])
    chosen = chosen & (labels != OTHER)
    found = _fit(features, samples, chosen, labels == PNEUMONIA, strength)
    return None if found is None else _averaged(found, own, features.taken(chosen))


def _fit(
    features: Features, samples: Sequence[Sample], chosen: Mask, positive: Mask, strength: float
) -> LinearHead | None:
    """A regression on the chosen images, sources and classes weighing the same; None for one class only."""
    if len(set(positive[chosen].tolist())) < 2:
        return None
    sources = [sample.source for sample, taken in zip(samples, chosen, strict=True) if taken]
    weights = cell_weights(sources, positive[chosen].tolist())
    return fit_linear(features.taken(chosen), positive[chosen], weights, strength=strength)


def _averaged(one: LinearHead, other: LinearHead, features: Features) -> LinearHead:
    """The mean of two heads, each over the standard deviation of its logits on these features."""
    scales = [0.5 / float(np.std(head.logit(features))) for head in (one, other)]
    weight = one.weight * scales[0] + other.weight * scales[1]
    return LinearHead(weight, one.bias * scales[0] + other.bias * scales[1])


def sigmoid(logits: Numbers) -> Numbers:
    """Probabilities of logits of any shape."""
    shares: Numbers = 1 / (1 + np.exp(-logits))
    return shares
