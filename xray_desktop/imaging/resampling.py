"""Pillow's antialiased bicubic filter on large images, by matrix products.

Pillow sums each output pixel with scalar code. Here the same sums are products of a strip of the image with
narrow parts of the filter's matrix, which the linear algebra library of numpy computes several times faster.
Images come out equal to Pillow's to the bit. Those of 8 bits are summed in single precision, with weights
taken from Pillow itself: where single precision leaves open to which level a sum is rounded, it is computed
again in whole numbers. Images of floats are summed in double precision and rounded to single, as Pillow does.
"""

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

_BITS = 22
"""Pillow's weights for 8-bit images are whole numbers of this many fractional bits."""
_GROUP = 8
"""Output pixels of one product: more waste zeros, fewer waste calls."""
_STRIP_PIXELS = 250_000
_LEAST_SCALE = 2
"""Input pixels per output pixel, in both directions, from which the products pay."""
_EPSILON = 2.0**-24


@dataclass(frozen=True, eq=False)
class _Filter:
    """The weights with which a line of pixels becomes a shorter one.

    Attributes:
        size: pixels of the shorter line.
        starts: int, shape (size,): the first input pixel of each output pixel.
        weights: float64, shape (size, width): the weights of the input pixels from there on.
        groups: for each group of output pixels its first and last input pixel and the matrix, shape (input
            pixels, output pixels); float32 for 8-bit images, else float64.
        error: bound of the rounding error of a product with pixels from 0 to 255.
    """

    size: int
    starts: npt.NDArray[np.intp]
    weights: npt.NDArray[np.float64]
    groups: tuple[tuple[int, int, Floats | Doubles], ...]
    error: float


def pays(shape: tuple[int, ...], size: int) -> bool:
    """Whether an image of this shape is for the functions of this module.

    It is large enough, and not so much higher than wide that Pillow (since 13) squeezes its columns first.
    """
    rows, columns = shape
    return min(shape) >= _LEAST_SCALE * size and 3 * rows <= 4 * columns


def resized_8_bit(pixels: npt.NDArray[np.uint8], size: int) -> npt.NDArray[np.uint8]:
    """A large image as a square of `size` pixels: equal to Pillow's `resize` with `Resampling.BICUBIC`.

    Args:
        pixels: uint8, shape (rows, columns), both at least twice `size`.
    """
    rows, columns = pixels.shape
    across = _squeezed_lines(pixels, _filter(columns, size, whole=True))
    return np.ascontiguousarray(_squeezed_lines(across.T, _filter(rows, size, whole=True)).T)


def resized_floats(strip: Callable[[slice], Floats], shape: tuple[int, int], size: int) -> Floats:
    """The same for an image of floats.

    Args:
        strip: gives some rows of the image, float32; called for one strip after the other.
        shape: rows and columns of the image, both at least twice `size`.
    """
    rows, columns = shape
    across = np.empty((rows, size), np.float32)
    for part in _strips(rows, columns):
        _multiply(strip(part).astype(np.float64), _filter(columns, size, whole=False), across[part])
    down = np.empty((size, size), np.float32)
    _multiply(across.T.astype(np.float64, order="C"), _filter(rows, size, whole=False), down)
    return np.ascontiguousarray(down.T)


def _strips(rows: int, columns: int) -> list[slice]:
    height = max(1, _STRIP_PIXELS // columns)
    return [slice(top, min(top + height, rows)) for top in range(0, rows, height)]


def _squeezed_lines(pixels: npt.NDArray[np.uint8], line: _Filter) -> npt.NDArray[np.uint8]:
    """Every row of an 8-bit image made shorter, as Pillow does it: in whole numbers, rounded to 8 bits."""
    sums = np.empty((len(pixels), line.size), np.float32)
    for part in _strips(*pixels.shape):
        _multiply(pixels[part].astype(np.float32, order="C"), line, sums[part])
    sums += np.float32(0.5)
    # Levels change where a sum, one half added, is a whole number.
    distance = np.rint(sums)
    distance -= sums
    np.abs(distance, out=distance)
    undecided = np.flatnonzero(distance <= line.error)
    np.maximum(sums, np.float32(0), out=sums)
    np.minimum(sums, np.float32(255), out=sums)
    squeezed = sums.astype(np.uint8)  # cut off to whole numbers
    row, column = np.divmod(undecided, line.size)
    squeezed[row, column] = _exact(pixels, line, row, column)
    return squeezed


def _exact(
    pixels: npt.NDArray[np.uint8], line: _Filter, row: npt.NDArray[np.intp], column: npt.NDArray[np.intp]
) -> npt.NDArray[np.uint8]:
    """Some output pixels in whole numbers."""
    taken = line.starts[column][:, None] + np.arange(line.weights.shape[1])
    products = pixels[row[:, None], taken] * line.weights[column]  # whole numbers below 2 ** 53
    levels = (products.sum(axis=1).astype(np.int64) + (1 << (_BITS - 1))) >> _BITS
    exact: npt.NDArray[np.uint8] = np.clip(levels, 0, 255).astype(np.uint8)
    return exact


def _multiply(lines: Floats | Doubles, line: _Filter, into: Floats) -> None:
    for group, (start, stop, matrix) in enumerate(line.groups):
        first = group * _GROUP
        np.matmul(lines[:, start:stop], matrix, out=into[:, first : first + matrix.shape[1]])


@functools.lru_cache(maxsize=32)
def _filter(length: int, size: int, *, whole: bool) -> _Filter:
    """The filter from `length` to `size` pixels; `whole` for Pillow's weights for 8-bit images."""
    scale = length / size
    width = min(math.ceil(4 * scale) + 4, length)  # the filter reaches two output pixels to either side
    middles = (np.arange(size) + 0.5) * scale
    starts = np.clip(np.floor(middles - width / 2), 0, length - width).astype(np.intp)
    taken = starts[:, None] + np.arange(width)
    weights = _whole_weights(length, taken) if whole else _weights(length, taken)
    shares = weights / (1 << _BITS) if whole else weights
    groups = []
    for first in range(0, size, _GROUP):
        members = np.arange(first, min(first + _GROUP, size))
        start, stop = int(starts[members[0]]), int(starts[members[-1]]) + width
        matrix = np.zeros((stop - start, len(members)), np.float32 if whole else np.float64)
        matrix[taken[members] - start, (members - first)[:, None]] = shares[members]
        groups.append((start, stop, matrix))
    # Higham, Accuracy and Stability of Numerical Algorithms, 3.1; and one rounding for the half that is added
    error = 255 * float(np.abs(shares).sum(axis=1).max()) * (width + 2) * _EPSILON
    return _Filter(size, starts, weights, tuple(groups), error)


def _whole_weights(length: int, taken: npt.NDArray[np.intp]) -> Doubles:
    """Pillow's weights for 8-bit images, of the input pixels `taken` (size, width): what becomes of single
    pixels.
    """
    size, width = taken.shape
    # Pixels further apart than the filter is wide share a row.
    single = np.zeros((width, length), np.int32)
    single[np.arange(length) % width, np.arange(length)] = 1 << _BITS
    image = Image.fromarray(single).resize((size, width), Image.Resampling.BICUBIC)
    weights: Doubles = np.asarray(image)[taken % width, np.arange(size)[:, None]].astype(np.float64)
    return weights


def _weights(length: int, taken: npt.NDArray[np.intp]) -> Doubles:
    """Weights of the input pixels `taken` (size, width) as Pillow computes them: Keys' cubic convolution
    (1981) with a = -0.5, which reaches two output pixels to either side, its sum made 1.
    """
    size = len(taken)
    scale = length / size
    middles = (np.arange(size) + 0.5) * scale
    first = np.maximum((middles - 2 * scale + 0.5).astype(np.intp), 0)
    past = np.minimum((middles + 2 * scale + 0.5).astype(np.intp), length)
    x = np.abs((taken - middles[:, None] + 0.5) * (1 / scale))
    near = ((-0.5 + 2.0) * x - (-0.5 + 3.0)) * x * x + 1
    far = (((x - 5) * x + 8) * x - 4) * -0.5
    weights = np.where(x < 1, near, np.where(x < 2, far, 0.0))
    weights[(taken < first[:, None]) | (taken >= past[:, None])] = 0
    shares: Doubles = weights * (1 / weights.sum(axis=1))[:, None]
    return shares
