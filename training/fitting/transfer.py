"""What is to make a network hold at a hospital that it has not seen: mixed styles, the worst group first."""

import torch
from torch import Tensor, nn


def with_style_of(grey: Tensor, other: Tensor, shares: Tensor) -> Tensor:
    """Images whose amplitude spectrum is mixed with that of others, the phase being kept.

    Contrast, sharpness and noise of a device stand in the amplitudes, anatomy in the phases (Xu et al. 2021,
    "A Fourier-based framework for domain generalization").

    Args:
        grey: (N, 1, H, W), 0 to 1.
        other: of each image, which one lends its style; (N,), int64.
        shares: how much of the other's amplitudes; (N,), 0 to 1.

    Returns:
        (N, 1, H, W), 0 to 1.
    """
    spectrum = torch.fft.rfft2(grey)
    amplitude = spectrum.abs()
    lent = torch.lerp(amplitude, amplitude[other], shares.view(-1, 1, 1, 1))
    mixed: Tensor = torch.fft.irfft2(torch.polar(lent, spectrum.angle()), s=grey.shape[-2:])
    return mixed.clamp(0, 1)


class GroupWeights(nn.Module):
    """Weights of the groups in the loss: those grow whose loss is large.

    Group DRO (Sagawa et al. 2020, "Distributionally robust neural networks for group shifts", algorithm 1). A
    weight follows what its group's loss is above the least possible: a group of unreliable labels, whose loss
    stays large, would otherwise take all the weight in the end.

    Args:
        groups: how many there are.
        rate: step size of the exponentiated gradient ascent; 0 leaves the weights equal.
    """

    weights: Tensor

    def __init__(self, groups: int, rate: float) -> None:
        super().__init__()
        self._rate = rate
        self.register_buffer("weights", torch.full((groups,), 1 / groups))

    def forward(self, losses: Tensor, least: Tensor, group: Tensor, known: Tensor) -> Tensor:
        """The weighted mean of the groups' mean losses, after the weights have followed them.

        Args:
            losses: of each image; (N,), float32.
            least: the smallest loss that its smoothed target allows; (N,), float32.
            group: of each image; (N,), int64.
            known: 1 for an image that counts, 0 for one without a target; (N,), float32.
        """
        zeros = torch.zeros_like(self.weights)
        counts = zeros.index_add(0, group, known)
        means = zeros.index_add(0, group, losses * known) / counts.clamp(min=1)
        with torch.no_grad():
            seen = torch.stack([zeros.index_add(0, group, (losses - least) * known), counts])
            if torch.distributed.is_initialized():
                torch.distributed.all_reduce(seen)
            grown = self.weights * torch.exp(self._rate * seen[0] / seen[1].clamp(min=1))
            self.weights.copy_(grown / grown.sum())
            present = self.weights * (counts > 0)
        return (present * means).sum() / present.sum()
