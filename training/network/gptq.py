"""Weights in whole numbers such that a layer's output changes least on what the layer sees."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

_BLOCK = 128
_DAMPING = 0.01


def patches(maps: npt.NDArray[np.float32], places: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """What a 3 x 3 convolution with a border of zeros sees at random places of (1, channels, rows, columns).

    Returns:
        float32 (places, channels * 9), in the order of a kernel (channels, 3, 3).
    """
    padded = np.pad(maps[0], ((0, 0), (1, 1), (1, 1)))
    rows = rng.integers(0, maps.shape[2], places)
    columns = rng.integers(0, maps.shape[3], places)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    return np.ascontiguousarray(windows[:, rows, columns].transpose(1, 0, 2, 3)).reshape(places, -1)


def round_weights(weight: Numbers, moments: Numbers, largest: int) -> tuple[npt.NDArray[np.int8], Numbers]:
    """Rounds one input after the other, and lets the inputs not yet rounded make up for the error so far.

    GPTQ (Frantar et al. 2023), after the optimal brain surgeon: the sum over the layer's inputs x of
    |(W - W') x|² is brought down greedily, the inputs of most energy first.

    Args:
        weight: (outputs, inputs).
        moments: (inputs, inputs), sum of x x' over what the layer sees.
        largest: largest whole number, for instance 127, which the largest weight of an output becomes.

    Returns:
        Whole numbers (outputs, inputs), -`largest` to `largest`, and the scale (outputs,) of each output.
    """
    scale = np.abs(weight).max(axis=1) / largest
    scale[scale == 0] = 1.0
    order = np.argsort(-np.diag(moments))
    left = weight[:, order].copy()
    damped = moments[np.ix_(order, order)].copy()
    damped[np.diag_indices_from(damped)] += _DAMPING * np.mean(np.diag(damped)) + 1e-12
    # The upper Cholesky factor of the inverse: its row j says how the inputs after j make up for j.
    factor = np.linalg.cholesky(np.linalg.inv(damped)).T
    whole = np.zeros(weight.shape)
    for first in range(0, weight.shape[1], _BLOCK):
        block = slice(first, min(first + _BLOCK, weight.shape[1]))
        errors = np.zeros((weight.shape[0], block.stop - first))
        for column in range(first, block.stop):
            whole[:, column] = np.clip(np.rint(left[:, column] / scale), -largest, largest)
            error = (left[:, column] - whole[:, column] * scale) / factor[column, column]
            inside = slice(column + 1, block.stop)
            left[:, inside] -= np.outer(error, factor[column, inside])
            errors[:, column - first] = error
        left[:, block.stop :] -= errors @ factor[block, block.stop :]
    result = np.empty(weight.shape, np.int8)
    result[:, order] = whole
    return result, scale
