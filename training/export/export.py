"""The trained network, its calibration and its gate as one ONNX file with everything about it inside."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from torch import Tensor, nn

from training.export.calibration import Calibration
from training.export.gate import Distance, Presentation, View
from training.export.released import record
from training.network.model import ABNORMAL, BACTERIAL, Network
from xray_desktop.inference import Classifier, ModelMetadata
from xray_desktop.inference.loading import INPUT
from xray_desktop.inference.metadata import KEY
from xray_desktop.whole_file import replacing

OUTPUTS = ("probability", "cam", "bacterial", "distance", "presentation")
"""The outputs of every exported model; "abnormal" and "view" follow where they were fitted."""


@dataclass(frozen=True, eq=False)
class Heads:
    """The parts on top of the network: calibrations of its outputs, and the gate."""

    pneumonia: Calibration
    bacterial: Calibration
    distance: Distance
    presentation: Presentation
    abnormal: Calibration | None = None
    view: View | None = None

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the outputs in their order."""
        optional = [name for name in ("abnormal", "view") if getattr(self, name) is not None]
        return (*OUTPUTS, *optional)


class DeployedNetwork(nn.Module):
    """The network as the application runs it, one pass for all outputs.

    The head is linear after global average pooling, so it may be applied at every place before pooling: the
    class-activation map (Zhou et al. 2016) whose mean is the calibrated logit.
    """

    def __init__(self, network: Network, heads: Heads) -> None:
        super().__init__()
        self.network = network.eval()
        norm = network.norm
        assert norm.running_var is not None
        assert norm.running_mean is not None
        with torch.no_grad():
            scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            weight = network.classifier.weight * scale
            bias = network.classifier.bias + network.classifier.weight @ (
                norm.bias - norm.running_mean * scale
            )
            factor = torch.tensor([heads.pneumonia.scale, heads.bacterial.scale])
            offset = torch.tensor([heads.pneumonia.offset, heads.bacterial.offset])
            self.place = nn.Conv2d(512, 1, 1)
            self.place.weight.copy_((weight[:1] * factor[0])[:, :, None, None])
            self.place.bias.copy_(bias[:1] * factor[0] + offset[0])  # type: ignore[union-attr]
            self.kind = nn.Linear(512, 1)
            self.kind.weight.copy_(weight[BACTERIAL : BACTERIAL + 1] * factor[1])
            self.kind.bias.copy_(bias[BACTERIAL : BACTERIAL + 1] * factor[1] + offset[1])
            self.abnormal: nn.Linear | None = None
            if heads.abnormal is not None:
                self.abnormal = nn.Linear(512, 1)
                self.abnormal.weight.copy_(weight[ABNORMAL : ABNORMAL + 1] * heads.abnormal.scale)
                self.abnormal.bias.copy_(
                    bias[ABNORMAL : ABNORMAL + 1] * heads.abnormal.scale + heads.abnormal.offset
                )
            self.view: nn.Linear | None = None
            if heads.view is not None:
                self.view = nn.Linear(*heads.view.weight.shape)
                self.view.weight.copy_(torch.tensor(heads.view.weight.T))
                self.view.bias.copy_(torch.tensor(heads.view.bias))
        self.mean: Tensor
        self.whiten: Tensor
        self.presentation_weight: Tensor
        self.presentation_bias: Tensor
        self.register_buffer("mean", torch.tensor(heads.distance.mean, dtype=torch.float32))
        root = np.sqrt(heads.distance.whiten.shape[1])
        self.register_buffer("whiten", torch.tensor(heads.distance.whiten / root, dtype=torch.float32))
        self.register_buffer(
            "presentation_weight", torch.tensor(heads.presentation.weight, dtype=torch.float32)
        )
        self.register_buffer("presentation_bias", torch.tensor(heads.presentation.bias, dtype=torch.float32))

    def forward(self, radiograph: Tensor) -> tuple[Tensor, ...]:
        """Outputs in the order of `Heads.outputs` for radiographs (N, 1, size, size), 0 to 1."""
        block4, block5 = self.network.maps(radiograph)
        pooled4, pooled5 = block4.mean(dim=(2, 3)), block5.mean(dim=(2, 3))
        cam = self.place(block5)[:, 0]
        probability = torch.sigmoid(cam.mean(dim=(1, 2)))
        bacterial = torch.sigmoid(self.kind(pooled5))[:, 0]
        whitened = (torch.sqrt(pooled4) - self.mean) @ self.whiten
        distance = torch.sqrt((whitened * whitened).sum(dim=1))
        presented = torch.cat([pooled4, pooled5], dim=1) @ self.presentation_weight + self.presentation_bias
        outputs = [probability, cam, bacterial, distance, torch.softmax(presented, dim=1)]
        if self.abnormal is not None:
            outputs.append(torch.sigmoid(self.abnormal(pooled5))[:, 0])
        if self.view is not None:
            pooled = torch.cat([pooled4, torch.sqrt(block4.amax(dim=(2, 3))), pooled5], dim=1)
            outputs.append(torch.softmax(self.view(pooled), dim=1))
        return tuple(outputs)


def export(network: Network, heads: Heads, metadata: ModelMetadata, file: Path) -> DeployedNetwork:
    """Writes the ONNX file and returns the network that it was made from."""
    deployed = DeployedNetwork(network.to(memory_format=torch.contiguous_format), heads).eval()
    size = metadata.preprocessing.size
    program = torch.onnx.export(
        deployed,
        (torch.rand(2, 1, size, size),),
        dynamo=True,
        input_names=[INPUT],
        output_names=list(heads.outputs),
        dynamic_shapes={"radiograph": {0: torch.export.Dim("N")}},
        opset_version=18,
        verbose=False,
    )
    assert program is not None
    model = program.model_proto
    _forget_sources(model)
    onnx.checker.check_model(model)
    onnx.helper.set_model_props(model, {KEY: metadata.to_json()})
    file.parent.mkdir(parents=True, exist_ok=True)
    with replacing(file) as part:
        onnx.save(model, part)
    record(file)
    return deployed


def _forget_sources(model: onnx.ModelProto) -> None:
    """Takes out where in the source code each node came from: it names folders of the exporting machine."""
    del model.graph.metadata_props[:]
    for part in (*model.graph.node, *model.graph.value_info, *model.graph.initializer):
        del part.metadata_props[:]
        part.ClearField("doc_string")


def largest_difference(deployed: DeployedNetwork, file: Path, inputs: npt.NDArray[np.float32]) -> float:
    """Largest difference in probability between torch and the ONNX file, on inputs (N, 1, size, size)."""
    classifier = Classifier.load(file)
    largest = 0.0
    for first in range(0, len(inputs), 16):
        part = inputs[first : first + 16]
        with torch.inference_mode():
            expected = deployed(torch.from_numpy(part))[0].numpy()
        given = np.array([score.probability for score in classifier.outputs(part)])
        largest = max(largest, float(np.abs(expected - given).max()))
    return largest
