"""The trained network, its calibration and its gate as one ONNX file with everything about it inside."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from torch import Tensor, nn

from training.export.calibration import Calibration
from training.export.features import left_minus_right
from training.export.gate import Distance, Mirroring, Presentation, View
from training.export.heads import POOLED, LinearHead, PopulationHeads
from training.export.released import record
from training.network.model import BACTERIAL, PNEUMONIA, Network
from xray_desktop.inference import Classifier, ModelMetadata
from xray_desktop.inference.loading import INPUT
from xray_desktop.inference.metadata import KEY
from xray_desktop.whole_file import replacing

OUTPUTS = (
    "probability",
    "cam",
    "bacterial",
    "distance",
    "presentation",
    "abnormal",
    "view",
    "child",
    "mirrored",
)
"""The outputs in their order; "bacterial" and those after "presentation" only where they were fitted."""


@dataclass(frozen=True, eq=False)
class Heads:
    """The parts on top of the network: calibrated heads, and the gate.

    Attributes:
        pneumonia: the heads of pneumonia and of any abnormality.
        cam_scale: factor from the network's own logits to calibrated ones, for the CAM.
        bacterial: calibration of the network's own output; None leaves it out.
        distance, presentation, view, mirroring: the gate's parts.
    """

    pneumonia: PopulationHeads
    cam_scale: float
    bacterial: Calibration | None
    distance: Distance
    presentation: Presentation
    view: View | None = None
    mirroring: Mirroring | None = None

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the outputs in their order."""
        optional = {
            "bacterial": self.bacterial,
            "abnormal": self.pneumonia.abnormal,
            "view": self.view,
            "child": self.pneumonia.children,
            "mirrored": self.mirroring,
        }
        return tuple(name for name in OUTPUTS if optional.get(name, True) is not None)


class DeployedNetwork(nn.Module):
    """The network as the application runs it, one pass for all outputs.

    The logit of PNEUMONIA is a mixture of the heads for adults and for children by the probability of a
    child, an output of its own where there are both heads. The class-activation map (Zhou et al. 2016) is
    that of the network's own head, which was trained to lie in the boxes, moved so that its mean is the
    calibrated logit. The low-pass is two products of matrices, which ONNX Runtime computes in half the time
    of a convolution with a single channel.

    Args:
        size: edge of the input in pixels.
    """

    def __init__(self, network: Network, heads: Heads, size: int) -> None:
        super().__init__()
        self.network = network.eval()
        weight, bias = own_head(network)
        rows = _rows(heads.pneumonia)
        self.populations = heads.pneumonia.children is not None
        self.abnormal = heads.pneumonia.abnormal is not None
        with torch.no_grad():
            self.place = nn.Conv2d(512, 1, 1, bias=False)
            self.place.weight.copy_(weight[PNEUMONIA : PNEUMONIA + 1, :, None, None] * heads.cam_scale)
            self.kind: nn.Linear | None = None
            if heads.bacterial is not None:
                self.kind = nn.Linear(512, 1)
                self.kind.weight.copy_(weight[BACTERIAL : BACTERIAL + 1] * heads.bacterial.scale)
                self.kind.bias.copy_(heads.bacterial.scale * bias[BACTERIAL] + heads.bacterial.offset)
            self.heads = nn.Linear(POOLED, len(rows))
            self.heads.weight.copy_(torch.tensor(np.stack([row.weight for row in rows])))
            self.heads.bias.copy_(torch.tensor([row.bias for row in rows]))
            self.view: nn.Linear | None = None
            if heads.view is not None:
                self.view = nn.Linear(*heads.view.weight.shape)
                self.view.weight.copy_(torch.tensor(heads.view.weight.T))
                self.view.bias.copy_(torch.tensor(heads.view.bias))
        self.blur: Tensor
        self.register_buffer("blur", network.lowpass_matrix(size))
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
        self.mirroring: Tensor | None
        weight_of_sides = None if heads.mirroring is None else torch.tensor(heads.mirroring.weight).float()
        self.register_buffer("mirroring", weight_of_sides)

    def forward(self, radiograph: Tensor) -> tuple[Tensor, ...]:
        """Outputs in the order of `Heads.outputs` for radiographs (N, 1, size, size), 0 to 1."""
        block4, block5 = self.network.maps_of_smooth(self.blur.T @ (radiograph @ self.blur))
        columns4, columns5 = block4.mean(dim=2), block5.mean(dim=2)
        pooled4, pooled5 = columns4.mean(dim=2), columns5.mean(dim=2)
        with_max4 = torch.cat([pooled4, torch.sqrt(block4.amax(dim=(2, 3))), pooled5], dim=1)
        pooled = torch.cat([with_max4, torch.sqrt(block5.amax(dim=(2, 3)))], dim=1)
        logits = self.heads(pooled)
        pneumonia, abnormal = self._mixed(logits)
        own = self.place(block5)[:, 0]
        cam = own + (pneumonia - own.mean(dim=(1, 2)))[:, None, None]
        whitened = (torch.sqrt(pooled4) - self.mean) @ self.whiten
        distance = torch.sqrt((whitened * whitened).sum(dim=1))
        presented = torch.cat([pooled4, pooled5], dim=1) @ self.presentation_weight + self.presentation_bias
        outputs = [torch.sigmoid(pneumonia), cam]
        if self.kind is not None:
            outputs.append(torch.sigmoid(self.kind(pooled5))[:, 0])
        outputs += [distance, torch.softmax(presented, dim=1)]
        if self.abnormal:
            outputs.append(torch.sigmoid(abnormal))
        if self.view is not None:
            outputs.append(torch.softmax(self.view(with_max4), dim=1))
        if self.populations:
            outputs.append(self._share_of_child(logits))
        if self.mirroring is not None:
            sides = torch.cat([left_minus_right(columns4), left_minus_right(columns5)], dim=1)
            outputs.append(torch.sigmoid(sides @ self.mirroring))
        return tuple(outputs)

    def _mixed(self, logits: Tensor) -> tuple[Tensor, Tensor]:
        """The logits of pneumonia and of abnormality (N,) from those of the heads, in the order of
        `_rows`.
        """
        adults, abnormal = logits[:, 0], logits[:, -1]
        if not self.populations:
            return adults, abnormal
        share, children = self._share_of_child(logits), logits[:, 1]
        return share * children + (1 - share) * adults, share * children + (1 - share) * abnormal

    @staticmethod
    def _share_of_child(logits: Tensor) -> Tensor:
        """Probability (N,) of a child, 0 to 1, by which the heads of both populations are mixed."""
        return torch.sigmoid(logits[:, 2])


def _rows(heads: PopulationHeads) -> list[LinearHead]:
    """The heads that there are: adults, children, child, abnormal."""
    return [head for head in (heads.adults, heads.children, heads.child, heads.abnormal) if head is not None]


def own_head(network: Network) -> tuple[Tensor, Tensor]:
    """Weights (3, 512) and biases (3,) of the network's own head on the means of block 5, normalisation
    included.
    """
    norm = network.norm
    assert norm.running_var is not None
    assert norm.running_mean is not None
    with torch.no_grad():
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        bias = network.classifier.bias + network.classifier.weight @ (norm.bias - norm.running_mean * scale)
        return network.classifier.weight * scale, bias


def export(network: Network, heads: Heads, metadata: ModelMetadata, file: Path) -> DeployedNetwork:
    """Writes the ONNX file and returns the network that it was made from."""
    size = metadata.preprocessing.size
    deployed = DeployedNetwork(network.to(memory_format=torch.contiguous_format), heads, size).eval()
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
