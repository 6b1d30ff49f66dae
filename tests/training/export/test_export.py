"""The exported graph against the network it was made from; random weights serve as well as trained ones."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")
pytest.importorskip("onnxscript", reason="the export needs onnxscript")

from tests.images import synthetic_image
from tests.models import tiny_metadata
from training.export.calibration import Calibration
from training.export.export import DeployedNetwork, Heads, export, largest_difference
from training.export.features import Features
from training.export.gate import (
    PRESENTATIONS,
    VIEWS,
    Distance,
    Presentation,
    View,
    fit_distance,
    fit_presentation,
    fit_view,
    presented,
)
from training.network.model import Network, load_weights
from xray_desktop.imaging import Preprocessing, Radiograph, WindowLevel
from xray_desktop.inference import Classifier
from xray_desktop.inference.metadata import Gate, PresentationGate, ViewGate

SIZE = 64


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    network = Network()
    with torch.no_grad():
        network.norm.running_mean.uniform_(0, 0.2)
        network.norm.running_var.uniform_(0.01, 0.1)
        network.norm.weight.uniform_(0.5, 1.5)
        network.norm.bias.uniform_(-0.1, 0.1)
        network.classifier.weight.uniform_(-0.2, 0.2)
    return network.eval()


@pytest.fixture(scope="module")
def heads():
    rng = np.random.default_rng(0)
    return Heads(
        pneumonia=Calibration(0.8, -0.3),
        bacterial=Calibration(1.5, 0.2),
        distance=Distance(rng.random(512), np.diag(rng.random(512))),
        presentation=Presentation(rng.normal(0, 1, (1024, 4)), rng.normal(0, 1, 4)),
    )


@pytest.fixture(scope="module")
def inputs():
    samples = [synthetic_image(SIZE, SIZE, seed=seed) for seed in range(5)]
    return np.stack(samples).astype(np.float32)[:, None] / 255


def test_the_deployed_graph_gives_the_calibrated_probability_of_the_network(network, heads, inputs):
    with torch.inference_mode():
        logits = network(torch.from_numpy(inputs)).numpy()
        probability, cam, bacterial, distance, view = DeployedNetwork(network, heads)(
            torch.from_numpy(inputs)
        )
    np.testing.assert_allclose(probability, heads.pneumonia.probability(logits[:, 0]), atol=1e-5)
    np.testing.assert_allclose(bacterial, heads.bacterial.probability(logits[:, 1]), atol=1e-5)
    np.testing.assert_allclose(cam.mean(dim=(1, 2)), heads.pneumonia.logit(logits[:, 0]), atol=1e-4)
    assert cam.shape == (5, SIZE // 16, SIZE // 16)
    assert (distance > 0).all()
    np.testing.assert_allclose(view.sum(dim=1), 1, atol=1e-5)


def test_the_deployed_gate_gives_what_the_fitted_gate_gives(network, heads, inputs):
    with torch.inference_mode():
        block4, block5 = (maps.mean(dim=(2, 3)).numpy() for maps in network.maps(torch.from_numpy(inputs)))
        outputs = DeployedNetwork(network, heads)(torch.from_numpy(inputs))
    features = Features(np.zeros((5, 3), np.float32), block4, block5, block4)
    np.testing.assert_allclose(outputs[3], heads.distance.of(features), rtol=1e-4)
    np.testing.assert_allclose(outputs[4], heads.presentation.of(features), atol=1e-4)


@pytest.mark.slow
def test_the_onnx_file_agrees_with_torch_for_any_batch_and_carries_its_metadata(
    network, heads, inputs, tmp_path
):
    metadata = tiny_metadata(
        preprocessing=Preprocessing(size=SIZE),
        gate=Gate(distance_limit=1e9, presentations=PresentationGate(PRESENTATIONS, 1.1)),
    )
    deployed = export(network, heads, metadata, tmp_path / "model.onnx")
    assert largest_difference(deployed, tmp_path / "model.onnx", inputs) < 1e-5
    classifier = Classifier.load(tmp_path / "model.onnx")
    assert classifier.metadata == metadata
    assert str(Path(__file__).parents[3]).encode() not in (tmp_path / "model.onnx").read_bytes()
    sample = Radiograph(synthetic_image(90, 120), 8, WindowLevel.from_range(0, 255), "sample", "PNG")
    prediction = classifier.classify(sample)
    assert prediction.cam.shape == (SIZE // 16, SIZE // 16)
    logit = np.log(prediction.probability / (1 - prediction.probability))
    assert float(prediction.cam.mean()) == pytest.approx(logit, abs=1e-3)


@pytest.mark.slow
def test_training_can_begin_with_an_exported_file_and_tells_what_that_goes_back_to(heads, tmp_path):
    torch.manual_seed(1)
    narrow = Network()
    narrow.reshape([24, 16, 8, 8, 8, 8, 8, 8, 8, 512, 8, 8, 512])
    notified = {"command": "train --run runs/first", "starting_weights": "hed"}
    for name, training in (("told", notified), ("untold", {})):
        metadata = tiny_metadata(preprocessing=Preprocessing(size=SIZE), training=training)
        export(narrow, heads, metadata, tmp_path / f"{name}.onnx")
    network = Network()
    said = load_weights(network, str(tmp_path / "told.onnx"))
    assert said == "what `train --run runs/first` gave, which began with hed"
    assert network.widths == narrow.widths
    for name, weight in narrow.features.state_dict().items():
        assert torch.equal(weight, network.features.state_dict()[name]), name
    assert load_weights(network, str(tmp_path / "untold.onnx")) == "tiny 1"


@pytest.fixture(scope="module")
def all_heads(heads):
    rng = np.random.default_rng(1)
    view = View(rng.normal(0, 0.1, (1536, 3)), rng.normal(0, 1, 3))
    return replace(heads, abnormal=Calibration(0.7, 0.4), view=view)


def test_the_optional_outputs_are_the_calibrated_third_logit_and_the_view(network, all_heads, inputs):
    assert all_heads.outputs[-2:] == ("abnormal", "view")
    with torch.inference_mode():
        grey = torch.from_numpy(inputs)
        logits = network(grey).numpy()
        maps4, maps5 = network.maps(grey)
        outputs = DeployedNetwork(network, all_heads)(grey)
    means = (maps4.mean(dim=(2, 3)).numpy(), maps5.mean(dim=(2, 3)).numpy())
    features = Features(logits, *means, maps4.amax(dim=(2, 3)).numpy())
    np.testing.assert_allclose(outputs[5], all_heads.abnormal.probability(logits[:, 2]), atol=1e-5)
    np.testing.assert_allclose(outputs[6], all_heads.view.of(features), atol=1e-4)


@pytest.mark.slow
def test_the_application_reads_the_optional_outputs(network, all_heads, inputs, tmp_path):
    gate = Gate(presentations=PresentationGate(PRESENTATIONS, 1.1), view=ViewGate(VIEWS, 0.0))
    metadata = tiny_metadata(preprocessing=Preprocessing(size=SIZE), gate=gate, abnormal={"auc": 0.8})
    deployed = export(network, all_heads, metadata, tmp_path / "model.onnx")
    classifier = Classifier.load(tmp_path / "model.onnx")
    assert classifier.metadata == metadata
    with torch.inference_mode():
        expected = deployed(torch.from_numpy(inputs))
    for index, output in enumerate(classifier.outputs(inputs)):
        assert output.abnormal == pytest.approx(float(expected[5][index]), abs=1e-4)
        assert [*output.view] == [*VIEWS]
        np.testing.assert_allclose([*output.view.values()], expected[6][index], atol=1e-4)
        assert classifier.decide(output).probability_abnormal == output.abnormal


def test_views_are_told_apart_by_features_that_differ():
    rng = np.random.default_rng(0)

    def features(index, count):
        pooled = np.abs(rng.normal(0, 1, (count, 512))).astype(np.float32)
        pooled[:, 10 * index : 10 * index + 10] += 3
        return Features(np.zeros((count, 3), np.float32), pooled, pooled, pooled)

    # Few lateral images: the classes weigh the same.
    fitted = fit_view({name: features(i, 30 if name == "lateral" else 200) for i, name in enumerate(VIEWS)})
    for index in range(3):
        assert (fitted.of(features(index, 100)).argmax(axis=1) == index).mean() > 0.95


def test_the_distance_of_usual_samples_is_about_one_and_that_of_others_larger():
    rng = np.random.default_rng(0)

    def features(scale):
        block4 = rng.gamma(4, scale, (1500, 512)).astype(np.float32)
        return Features(np.zeros((1500, 3), np.float32), block4, block4, block4)

    distance = fit_distance(features(1.0))
    assert np.median(distance.of(features(1.0))) == pytest.approx(1, abs=0.1)
    assert distance.of(features(2.0)).min() > 1.5


def test_presentations_are_told_apart_by_features_that_differ():
    rng = np.random.default_rng(0)

    def features(index):
        pooled = rng.normal(0, 1, (300, 512)).astype(np.float32)
        pooled[:, 10 * index : 10 * index + 10] += 3
        return Features(np.zeros((300, 3), np.float32), pooled, pooled, pooled)

    fitted = fit_presentation({name: features(i) for i, name in enumerate(PRESENTATIONS)})
    for index in range(4):
        assert (fitted.of(features(index)).argmax(axis=1) == index).mean() > 0.95


def test_presented_samples_are_inverted_and_turned_as_named():
    sample = np.arange(16, dtype=np.float32).reshape(4, 4) / 16
    np.testing.assert_allclose(presented("upright")(sample, 0), sample)
    np.testing.assert_allclose(presented("inverted")(sample, 0), 1 - sample)
    np.testing.assert_allclose(presented("upside_down")(sample, 0), sample[::-1])
    np.testing.assert_allclose(presented("sideways")(sample, 0), np.rot90(sample))
    np.testing.assert_allclose(presented("sideways")(sample, 2), np.rot90(sample, 3))
    np.testing.assert_allclose(presented("upright")(sample, 1), sample[:, ::-1])
