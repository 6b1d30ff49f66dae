"""Features of images by a trained network, kept between exports: computing them is most of an export's
time.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np

from training.data.dataset import Sample, content_sha256
from training.export.features import MILD, Change, Features, extract, shifted
from training.export.gate import MIRRORED, PRESENTATIONS, presented
from training.network.model import Network
from xray_desktop.imaging import Preprocessing
from xray_desktop.whole_file import replacing

CLEAN, SHIFTED = "clean", "shifted"
"""Names of changes beside PRESENTATIONS: none, and the mild augmentation."""


class FeatureStore:
    """Features of a network for images as they are, augmented, or in a wrong presentation.

    Args:
        network: the trained network.
        spec: how images are prepared.
        folder: where features are kept as .npz files, by the hash of network, images and change; None keeps
            none.
        seed: of the augmentation.
    """

    def __init__(
        self, network: Network, spec: Preprocessing, folder: Path | None = None, *, seed: int = 0
    ) -> None:
        self._network, self._spec, self._folder, self._seed = network, spec, folder, seed
        self._clean: tuple[dict[Sample, int], Features] | None = None
        weights = hashlib.sha256()
        for name, tensor in network.state_dict().items():
            weights.update(name.encode() + tensor.cpu().numpy().tobytes())
        self._weights = weights.hexdigest()

    def of(self, samples: Sequence[Sample], change: str = CLEAN) -> Features:
        """Features of images, each changed as `change` says: CLEAN, SHIFTED, MIRRORED or one of
        PRESENTATIONS.

        Those of a part of the images whose unchanged features were asked for last are not computed again.
        """
        if change != CLEAN:
            return self._kept(samples, change)
        if self._clean is None or not self._clean[0].keys() >= set(samples):
            numbers = {sample: number for number, sample in enumerate(samples)}
            self._clean = numbers, self._kept(samples, change)
            return self._clean[1]
        numbers, features = self._clean
        return features.taken(np.array([numbers[sample] for sample in samples], dtype=np.intp))

    def _kept(self, samples: Sequence[Sample], change: str) -> Features:
        """Features from their file, where there is one; else computed, and kept there."""
        if self._folder is None:
            return self._extract(samples, change)
        contents = "\n".join(content_sha256(sample) for sample in samples)
        names = [item.name for item in fields(Features)]
        key = f"{self._weights} {self._spec} {self._seed} {change} {MILD} {names} {contents}"
        file = self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.npz"
        if file.is_file():
            with np.load(file) as kept:
                return Features(*(kept[name] for name in names))
        found = self._extract(samples, change)
        self._folder.mkdir(parents=True, exist_ok=True)
        with replacing(file) as part, part.open("wb") as stream:
            np.savez(stream, **{name: getattr(found, name) for name in names})
        return found

    def _extract(self, samples: Sequence[Sample], change: str) -> Features:
        return extract(self._network, samples, self._spec, self._change(change))

    def _change(self, name: str) -> Change | None:
        if name == SHIFTED:
            return shifted(MILD, self._seed)
        return presented(name) if name in (*PRESENTATIONS[1:], MIRRORED) else None
