"""Predictions for each hospital by heads that were fitted without it, to set calibration and thresholds
on.
"""

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from training.data.dataset import PNEUMONIA, Sample
from training.export.calibration import Calibration, cell_weights, fit_calibration
from training.export.features import Features
from training.export.heads import LinearHead, Mask, Numbers, PopulationHeads, fit_linear, fit_pneumonia


def hospitals(samples: Sequence[Sample]) -> npt.NDArray[np.str_]:
    """The hospital of each image (N,): its source, or the acquisition within it where that is known.

    In a source with acquisitions, patients without one are spread over them, so that each has both classes.
    """
    acquisitions: dict[str, list[str]] = {}
    for sample in samples:
        known = acquisitions.setdefault(sample.source, [])
        if sample.acquisition and sample.acquisition not in known:
            known.append(sample.acquisition)

    def hospital(sample: Sample) -> str:
        known = sorted(acquisitions[sample.source])
        if not known:
            return sample.source
        number = zlib.crc32(sample.patient.encode()) % len(known)
        return f"{sample.source}/{sample.acquisition or known[number]}"

    return np.array([hospital(sample) for sample in samples])


def out_of_hospital_logits(
    fitting: tuple[Features, Sequence[Sample], Mask],
    checked: tuple[Features, Sequence[Sample]],
    heads: PopulationHeads,
    own: LinearHead,
    *,
    strength: float,
) -> Numbers:
    """Uncalibrated logits of PNEUMONIA (N,) of adults' heads that were fitted without the image's hospital.

    The features themselves come from one network that has seen them all: training a network for each
    hospital would take as many times as long. A hospital without which a class is missing, and one of
    children, keeps the logits of `heads`.

    Args:
        fitting: features, images and which of them show children, of the training side.
        checked: features and images of the validation side, N.
        heads: fitted on all hospitals.
        own: the network's own head.
    """
    features, samples, children = fitting
    homes, unseen = hospitals(samples), hospitals(checked[1])
    logits = heads.adults.logit(checked[0])
    for hospital in sorted(set(homes[~children].tolist())):
        chosen, here = (homes != hospital) & ~children, unseen == hospital
        without = fit_pneumonia(features, samples, chosen, own, strength=strength)
        if without is not None:
            logits[here] = without.logit(checked[0].taken(here))
    return logits


def unseen_acquisition(
    fitting: tuple[Features, Sequence[Sample]],
    checked: tuple[Features, Sequence[Sample]],
    *,
    strength: float,
) -> Calibration:
    """How calibrated logits must change for images of an acquisition that the head has not seen.

    Half of the children's head is the network's own, which cannot be fitted without an acquisition. A
    regression on its features can: it is calibrated on images of acquisitions that it has seen, and the
    change is the calibration that the same images need on top when it has not. Without two acquisitions of
    both classes nothing changes.

    Args:
        fitting: features and images of the training side, of one population.
        checked: the same of the validation side.
        strength: inverse of the L2 regularisation.
    """
    features, samples = fitting
    homes, here = hospitals(samples), hospitals(checked[1])
    ill, truth = (
        np.array([s.label == PNEUMONIA for s in side], dtype=bool) for side in (samples, checked[1])
    )
    cells = cell_weights(here.tolist(), truth.tolist())
    acquisitions = sorted(set(homes.tolist()))
    if len(acquisitions) < 2 or any(len(set(ill[homes == name].tolist())) < 2 for name in acquisitions):
        return Calibration(1.0, 0.0)

    def logits(kept: Mask, of: Mask) -> Numbers:
        weights = cell_weights(homes[kept].tolist(), ill[kept].tolist())
        head = fit_linear(features.taken(kept), ill[kept], weights, strength=strength)
        return head.logit(checked[0].taken(of))

    seen = fit_calibration(logits(np.ones(len(homes), bool), np.ones(len(here), bool)), truth, cells)
    unseen = np.zeros(len(here))
    for name in acquisitions:
        unseen[here == name] = logits(homes != name, here == name)
    return fit_calibration(seen.logit(unseen), truth, cells)
