"""A narrower network: which channels go, and what is left of what the network answered."""

import json

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")

from training.data.dataset import UnusableDataset
from training.data.sampling import Example
from training.data.scanning import scan
from training.data.split import split_samples
from training.fitting.config import TrainingConfig
from training.fitting.pruning import (
    STEP,
    channel_importance,
    channels_to_keep,
    prune,
    without_channels,
)
from training.fitting.run_state import load_network
from training.fitting.train import train
from training.network.model import Network, load_weights
from training.network.widths import READ, VGG16, multiplications, work_left


@pytest.fixture
def network(hed_weights):
    """VGG16 with half of the third convolution's channels dead: they give nothing, whatever comes in."""
    torch.manual_seed(0)
    network = Network()
    load_weights(network, str(hed_weights))
    with torch.no_grad():
        network.features[5].weight[1::2] = 0
        network.features[5].bias[1::2] = 0
    return network.eval()


@pytest.fixture
def batches():
    generator = torch.Generator().manual_seed(1)
    return [
        Example(
            torch.rand(4, 1, 48, 48, generator=generator),
            pneumonia=torch.tensor([0.0, 1, -1, 1]),
            abnormal=torch.tensor([0.0, 1, 1, -1]),
            bacterial=torch.tensor([-1.0, 1, -1, 0]),
            noise=torch.zeros(4),
            boxes=torch.zeros(4, 3, 3),
            group=torch.zeros(4, dtype=torch.int64),
        )
        for _ in range(2)
    ]


def test_the_work_of_vgg16_is_counted_as_published():
    # 15.35 billion in the convolutions of VGG16 for 224 x 224 x 3; the first takes one channel here.
    published = 15_346_630_656 - 224 * 224 * 64 * 9 * 2
    assert multiplications(VGG16) * 9 * 14 * 14 == published


def test_channels_that_do_nothing_are_worth_nothing_and_go_without_a_trace(network, batches):
    importance = channel_importance(network, batches, (1.0, 0.2, 0.3))
    assert [len(values) for values in importance] == list(VGG16)
    assert not importance[2][1::2].any()
    assert (importance[2][::2] > 0).any()
    kept = [np.arange(width) for width in VGG16]
    kept[2] = np.arange(0, 128, 2)
    narrow = without_channels(network, kept)
    assert narrow.widths == [*VGG16[:2], 64, *VGG16[3:]]
    with torch.inference_mode():
        torch.testing.assert_close(narrow(batches[0].grey), network(batches[0].grey), rtol=1e-4, atol=1e-5)


def test_importance_tells_what_the_loss_would_lose(network, batches):
    """To first order: of a slightly weakened channel, the change of each image's loss is its share."""
    importance = channel_importance(network, batches, (1.0, 0.0, 0.0))
    layer, channel = 12, int(np.argmax(importance[12]))
    changes = []
    weakened = without_channels(network, [np.arange(width) for width in VGG16])
    with torch.no_grad():
        weakened.features[28].weight[channel] *= 0.99
        weakened.features[28].bias[channel] *= 0.99
    for batch in batches:
        grey, known = batch.grey, (batch.pneumonia >= 0).float()
        with torch.inference_mode():
            losses = [
                known
                * torch.nn.functional.binary_cross_entropy_with_logits(
                    net(grey)[:, 0], batch.pneumonia.clamp(min=0), reduction="none"
                )
                for net in (network, weakened)
            ]
        changes.append((losses[0] - losses[1]) / 0.01)
    assert float((torch.cat(changes) ** 2).sum()) == pytest.approx(importance[layer][channel], rel=0.05)


def test_the_cheapest_channels_go_until_so_much_work_is_left():
    rng = np.random.default_rng(0)
    importance = [rng.random(width) for width in VGG16]
    kept = channels_to_keep(importance, 0.5)
    widths = [len(channels) for channels in kept]
    assert 0.45 < work_left(widths) <= 0.5
    for layer, (values, channels) in enumerate(zip(importance, kept, strict=True)):
        assert (np.diff(channels) > 0).all()
        if layer in READ:
            assert len(channels) == len(values)
        gone = np.setdiff1d(np.arange(len(values)), channels)
        assert len(gone) % STEP == 0
        assert not len(gone) or values[gone].max() <= values[channels].min()


def test_what_is_worth_much_stays_however_much_it_costs():
    importance = [np.ones(width) for width in VGG16]
    importance[1] *= 1e6
    assert len(channels_to_keep(importance, 0.4)[1]) == VGG16[1]


def test_each_convolution_keeps_a_third_of_its_channels():
    importance = [np.ones(width) for width in VGG16]
    importance[8] *= 1e-9
    kept = channels_to_keep(importance, 0.3)
    assert len(kept[8]) == 176
    assert all(len(channels) >= width / 3 for channels, width in zip(kept, VGG16, strict=True))


def test_less_than_the_narrowest_network_does_is_refused():
    with pytest.raises(UnusableDataset, match=r"0\.001"):
        channels_to_keep([np.ones(width) for width in VGG16], 0.001)


@pytest.mark.slow
def test_a_narrow_run_is_trained_on_and_says_where_it_came_from(kaggle, narrow_weights, tmp_path):
    split = split_samples(scan(kaggle / "train", "children"), seed=0)
    config = TrainingConfig(str(narrow_weights), steps=2, batch=4, crop=32, size=48, evaluate_every=2)
    train(config, split, tmp_path / "wide", {"command": "train wide"}, workers=0)
    prune(tmp_path / "wide", split, tmp_path / "narrow", {"command": "prune"}, work=0.95, batches=2)
    narrow = load_network(tmp_path / "narrow" / "best.pt")
    assert narrow.widths != load_network(tmp_path / "wide" / "best.pt").widths
    record = json.loads((tmp_path / "narrow" / "record.json").read_text(encoding="utf-8"))
    assert record["provenance"]["widths"] == narrow.widths
    assert "`train wide`" in record["provenance"]["starting_weights"]
    onward = TrainingConfig(
        str(tmp_path / "narrow" / "best.pt"), steps=2, batch=4, crop=32, size=48, evaluate_every=2
    )
    train(onward, split, tmp_path / "onward", {"command": "train onward"}, workers=0)
    assert load_network(tmp_path / "onward" / "best.pt").widths == narrow.widths
    said = json.loads((tmp_path / "onward" / "record.json").read_text(encoding="utf-8"))["provenance"]
    assert said["widths"] == narrow.widths
    assert "`prune`" in said["starting_weights"]
    with pytest.raises(UnusableDataset, match="no record"):
        prune(tmp_path / "nowhere", split, tmp_path / "other", {}, work=0.6)
