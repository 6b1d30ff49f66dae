import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")

from training.network import UnusableWeights
from training.network.model import GREY_MEAN, GREY_STD, Network, _grey_first_convolution, load_weights


@pytest.fixture(scope="module")
def network(hed_weights):
    network = Network()
    load_weights(network, str(hed_weights))
    return network.eval()


def test_the_one_channel_first_convolution_equals_the_three_channel_one_inside_the_sample():
    """At the edge they differ, since padding with zeros means another grey level before normalisation."""
    torch.manual_seed(0)
    colour = torch.nn.Conv2d(3, 64, 3, padding=1)
    mean, std = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
    grey = torch.rand(2, 1, 20, 20)
    normalised = (grey.expand(-1, 3, -1, -1) - torch.tensor(mean).view(3, 1, 1)) / torch.tensor(std).view(
        3, 1, 1
    )
    weight, bias = _grey_first_convolution(colour.weight, colour.bias, mean, std)
    folded = torch.nn.functional.conv2d((grey - GREY_MEAN) / GREY_STD, weight, bias, padding=1)
    inside = (..., slice(1, -1), slice(1, -1))
    torch.testing.assert_close(folded[inside], colour(normalised)[inside], atol=2e-5, rtol=1e-4)


def test_hed_kernels_are_turned_from_keras_order_into_torchs(network, hed_weights):
    import h5py

    with h5py.File(hed_weights) as stored:
        kernel = stored["block3/layers/conv2d_1/vars/0"][()]
    assert kernel.shape == (3, 3, 256, 256)
    own = network.features[12].weight.detach().numpy()
    np.testing.assert_array_equal(own[5, 7], kernel[:, :, 7, 5])


def test_a_hed_first_convolution_sees_bgr_less_caffes_means(network, hed_weights):
    import h5py

    with h5py.File(hed_weights) as stored:
        kernel = torch.tensor(np.transpose(stored["block1/layers/conv2d/vars/0"][()], (3, 2, 0, 1)))
        bias = torch.tensor(stored["block1/layers/conv2d/vars/1"][()])
    grey = torch.rand(1, 1, 12, 12)
    bgr = grey.expand(-1, 3, -1, -1) * 255 - torch.tensor((104.00699, 116.66877, 122.67892)).view(3, 1, 1)
    expected = torch.nn.functional.conv2d(bgr, kernel, bias)
    with torch.inference_mode():
        own = network.features[0]((grey - GREY_MEAN) / GREY_STD)[..., 1:-1, 1:-1]
    torch.testing.assert_close(own, expected, atol=1e-3, rtol=1e-3)


def test_the_convolutional_part_is_vgg16s_without_the_last_pooling(network):
    widths = [layer.out_channels for layer in network.features if isinstance(layer, torch.nn.Conv2d)]
    assert widths == [64, 64, 128, 128] + [256] * 3 + [512] * 6
    with torch.inference_mode():
        block4, block5 = network.maps(torch.rand(1, 1, 96, 96))
        assert block4.shape == (1, 512, 12, 12)
        assert block5.shape == (1, 512, 6, 6)
        assert network(torch.rand(3, 1, 64, 64)).shape == (3, 3)


def test_the_cam_of_a_network_in_evaluation_is_the_logit_of_pneumonia_up_to_a_constant(network):
    grey = torch.rand(2, 1, 64, 64)
    with torch.inference_mode():
        logits, cam, *_ = network.outputs(grey)
        torch.testing.assert_close(logits, network(grey))
    assert cam.shape == (2, 4, 4)
    difference = logits[:, 0] - cam.mean(dim=(1, 2))
    torch.testing.assert_close(difference[0], difference[1], atol=1e-4, rtol=1e-4)


def test_the_low_pass_as_a_matrix_is_the_convolution(network):
    grey = torch.rand(2, 1, 40, 40)
    seen = []
    hook = network.features[0].register_forward_pre_hook(lambda _module, inputs: seen.append(inputs[0]))
    matrix = network.lowpass_matrix(40)
    with torch.inference_mode():
        network.maps(grey)
        network.maps_of_smooth(matrix.T @ (grey @ matrix))
    hook.remove()
    torch.testing.assert_close(seen[1], seen[0], atol=1e-5, rtol=1e-5)


def test_the_low_pass_hides_the_finest_detail_and_keeps_brightness(network):
    checks = torch.from_numpy(np.indices((64, 64)).sum(0) % 2).float()[None, None]
    flat = torch.full_like(checks, 0.5)
    with torch.inference_mode():
        there, same = network(checks), network(flat)
        brighter = network(flat + 0.3)
    assert (there - same).abs().max() < 0.05 * (brighter - same).abs().max()


@pytest.mark.parametrize("kind", ["missing", "text", "other layout"])
def test_weights_that_are_none_are_refused_in_one_sentence(tmp_path, kind):
    h5py = pytest.importorskip("h5py", reason="the training package needs h5py")
    file = tmp_path / "weights.h5"
    if kind == "text":
        file.write_text("weights")
    elif kind == "other layout":
        with h5py.File(file, "w") as stored:
            stored["block1"] = np.zeros(3)
    with pytest.raises(UnusableWeights, match=r"weights\.h5 holds no VGG16 weights"):
        load_weights(Network(), str(file))
