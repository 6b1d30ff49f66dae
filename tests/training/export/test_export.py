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
from training.export.features import Features, left_minus_right
from training.export.gate import (
    PRESENTATIONS,
    VIEWS,
    Distance,
    Mirroring,
    Presentation,
    View,
    fit_distance,
    fit_mirroring,
    fit_presentation,
    fit_view,
    presented,
)
from training.export.heads import POOLED, LinearHead, PopulationHeads, sigmoid
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
        pneumonia=PopulationHeads(LinearHead(rng.normal(0, 0.02, POOLED), -0.3)),
        cam_scale=0.8,
        bacterial=Calibration(1.5, 0.2),
        distance=Distance(rng.random(512), np.diag(rng.random(512))),
        presentation=Presentation(rng.normal(0, 1, (1024, 4)), rng.normal(0, 1, 4)),
    )


@pytest.fixture(scope="module")
def inputs():
    samples = [synthetic_image(SIZE, SIZE, seed=seed) for seed in range(5)]
    return np.stack(samples).astype(np.float32)[:, None] / 255


def _features(network, inputs):
    with torch.inference_mode():
        grey = torch.from_numpy(inputs)
        maps = network.maps(grey)
        means, maxima = [m.mean(dim=(2, 3)).numpy() for m in maps], [m.amax(dim=(2, 3)).numpy() for m in maps]
        sides = np.hstack([left_minus_right(m.mean(dim=2)).numpy() for m in maps])
        return Features(network(grey).numpy(), *means, *maxima, sides)


def test_the_deployed_graph_gives_the_calibrated_probability_of_the_network(network, heads, inputs):
    with torch.inference_mode():
        logits = network(torch.from_numpy(inputs)).numpy()
        probability, cam, bacterial, distance, view = DeployedNetwork(network, heads, SIZE)(
            torch.from_numpy(inputs)
        )
    expected = heads.pneumonia.pneumonia(_features(network, inputs))
    np.testing.assert_allclose(probability, sigmoid(expected), atol=1e-5)
    np.testing.assert_allclose(bacterial, heads.bacterial.probability(logits[:, 1]), atol=1e-5)
    np.testing.assert_allclose(cam.mean(dim=(1, 2)), expected, atol=1e-4)
    with torch.inference_mode():
        own = network.outputs(torch.from_numpy(inputs)).cam
    centred = own - own.mean(dim=(1, 2), keepdim=True)
    np.testing.assert_allclose(cam - cam.mean(dim=(1, 2), keepdim=True), 0.8 * centred, atol=1e-4)
    assert cam.shape == (5, SIZE // 16, SIZE // 16)
    assert (distance > 0).all()
    np.testing.assert_allclose(view.sum(dim=1), 1, atol=1e-5)


def test_the_deployed_gate_gives_what_the_fitted_gate_gives(network, heads, inputs):
    with torch.inference_mode():
        outputs = DeployedNetwork(network, heads, SIZE)(torch.from_numpy(inputs))
    features = _features(network, inputs)
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

    def head():
        return LinearHead(rng.normal(0, 0.02, POOLED), float(rng.normal()))

    view = View(rng.normal(0, 0.1, (1536, 3)), rng.normal(0, 1, 3))
    mirroring = Mirroring(rng.normal(0, 1, 1024))
    populations = PopulationHeads(head(), head(), head(), head())
    return replace(heads, pneumonia=populations, view=view, mirroring=mirroring)


def test_the_graph_mixes_the_heads_of_both_populations_and_gives_all_other_outputs(
    network, all_heads, inputs
):
    assert all_heads.outputs[-4:] == ("abnormal", "view", "child", "mirrored")
    with torch.inference_mode():
        outputs = DeployedNetwork(network, all_heads, SIZE)(torch.from_numpy(inputs))
    features = _features(network, inputs)
    populations = all_heads.pneumonia
    assert 0.01 < populations.share_of_child(features).mean() < 0.99
    np.testing.assert_allclose(outputs[0], sigmoid(populations.pneumonia(features)), atol=1e-5)
    np.testing.assert_allclose(outputs[5], sigmoid(populations.abnormality(features)), atol=1e-5)
    np.testing.assert_allclose(outputs[6], all_heads.view.of(features), atol=1e-4)
    np.testing.assert_allclose(outputs[7], populations.share_of_child(features), atol=1e-5)
    assert outputs[7].shape == (5,)
    np.testing.assert_allclose(outputs[8], all_heads.mirroring.of(features), atol=1e-4)
    assert outputs[8].std() > 0.01


def test_a_model_of_one_population_has_no_output_for_a_child(network, heads, all_heads, inputs):
    populations = all_heads.pneumonia
    single = PopulationHeads(populations.adults, abnormal=populations.abnormal)
    for one in (heads, replace(all_heads, pneumonia=single)):
        assert "child" not in one.outputs
        with torch.inference_mode():
            assert len(DeployedNetwork(network, one, SIZE)(torch.from_numpy(inputs))) == len(one.outputs)


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
        assert output.child == pytest.approx(float(expected[7][index]), abs=1e-4)
        assert output.mirrored == pytest.approx(float(expected[8][index]), abs=1e-4)


def test_views_are_told_apart_by_features_that_differ():
    rng = np.random.default_rng(0)

    def features(index, count):
        pooled = np.abs(rng.normal(0, 1, (count, 512))).astype(np.float32)
        pooled[:, 10 * index : 10 * index + 10] += 3
        return Features(np.zeros((count, 3), np.float32), *[pooled] * 4, np.zeros((count, 1024), np.float32))

    # Few lateral images: the classes weigh the same.
    fitted = fit_view({name: features(i, 30 if name == "lateral" else 200) for i, name in enumerate(VIEWS)})
    for index in range(3):
        assert (fitted.of(features(index, 100)).argmax(axis=1) == index).mean() > 0.95


def test_mirror_images_are_found_by_what_differs_between_the_sides():
    rng = np.random.default_rng(0)
    there = rng.normal(0, 1, 1024)

    def features(count, sign):
        sides = (sign * 0.3 * there + rng.normal(0, 1, (count, 1024))).astype(np.float32)
        return Features(np.zeros((count, 3), np.float32), *[np.zeros((count, 512), np.float32)] * 4, sides)

    fitted = fit_mirroring(features(300, 1), features(300, -1))
    usual, mirrored = fitted.of(features(200, 1)), fitted.of(features(200, -1))
    assert (usual < 0.5).mean() > 0.95
    assert (mirrored > 0.5).mean() > 0.95
    one = features(5, 1)
    np.testing.assert_allclose(fitted.of(one) + fitted.of(replace(one, sides=-one.sides)), 1, atol=1e-6)


def test_sides_change_their_sign_with_the_image_and_leave_the_middle_of_an_odd_width_out():
    for width in (6, 7):
        maps = torch.rand(2, 3, 5, width)
        sides = left_minus_right(maps.mean(dim=2))
        torch.testing.assert_close(sides, -left_minus_right(maps.flip(3).mean(dim=2)))
        half = width // 2
        expected = maps[0, 1, :, :half].mean() - maps[0, 1, :, width - half :].mean()
        torch.testing.assert_close(sides[0, 1], expected)


def test_the_distance_of_usual_samples_is_about_one_and_that_of_others_larger():
    rng = np.random.default_rng(0)

    def features(scale):
        block4 = rng.gamma(4, scale, (1500, 512)).astype(np.float32)
        return Features(np.zeros((1500, 3), np.float32), *[block4] * 4, np.zeros((1500, 1024), np.float32))

    distance = fit_distance(features(1.0))
    assert np.median(distance.of(features(1.0))) == pytest.approx(1, abs=0.1)
    assert distance.of(features(2.0)).min() > 1.5


def test_presentations_are_told_apart_by_features_that_differ():
    rng = np.random.default_rng(0)

    def features(index):
        pooled = rng.normal(0, 1, (300, 512)).astype(np.float32)
        pooled[:, 10 * index : 10 * index + 10] += 3
        return Features(np.zeros((300, 3), np.float32), *[pooled] * 4, np.zeros((300, 1024), np.float32))

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
