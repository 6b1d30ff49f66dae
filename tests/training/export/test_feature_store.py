import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")

from training.data.scanning import scan
from training.export import feature_store
from training.export.feature_store import SHIFTED, FeatureStore
from training.export.features import extract
from training.network.model import Network, load_weights
from xray_desktop.imaging import Preprocessing

SPEC = Preprocessing(size=64)


@pytest.fixture
def network(narrow_weights):
    network = Network()
    load_weights(network, str(narrow_weights))
    return network.eval()


def test_features_are_computed_once_for_the_same_network_images_and_change(
    kaggle, network, tmp_path, monkeypatch
):
    samples = scan(kaggle / "train", "children")[:3]
    first = FeatureStore(network, SPEC, tmp_path / "kept").of(samples)
    np.testing.assert_array_equal(first.block4, extract(network, samples, SPEC).block4)
    calls = []
    monkeypatch.setattr(feature_store, "extract", lambda *args: calls.append(args) or extract(*args))
    store = FeatureStore(network, SPEC, tmp_path / "kept")
    np.testing.assert_array_equal(store.of(samples).logits, first.logits)
    assert not calls
    changed = store.of(samples, SHIFTED)
    assert len(calls) == 1
    assert not np.array_equal(changed.block4, first.block4)
    np.testing.assert_array_equal(store.of(samples[:0:-1]).logits, first.logits[:0:-1])
    assert len(calls) == 1
    store.of(samples[:2], SHIFTED)
    assert len(calls) == 2
    with torch.no_grad():
        network.classifier.bias += 1
    FeatureStore(network, SPEC, tmp_path / "kept").of(samples)
    assert len(calls) == 3


def test_nothing_is_kept_without_a_folder(kaggle, network, tmp_path):
    samples = scan(kaggle / "train", "children")[:1]
    FeatureStore(network, SPEC).of(samples, "inverted")
    assert not list(tmp_path.iterdir())
