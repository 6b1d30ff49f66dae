"""The channels of VGG16's convolutions, and what they cost."""

from collections.abc import Sequence

VGG16 = (64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512)
"""Channels of each of the thirteen convolutions (Simonyan and Zisserman 2015, configuration D)."""

POOLINGS = (2, 4, 7, 10)
"""Convolutions, counted from 0, that a pooling stands before."""

READ = (9, 12)
"""Convolutions, counted from 0, that something reads besides the next one: the ends of blocks 4 and 5."""


def multiplications(widths: Sequence[int]) -> float:
    """Multiplications of the thirteen convolutions, in units of 9 for each place of block 5."""
    total, before, places = 0.0, 1, 256.0
    for layer, width in enumerate(widths):
        if layer in POOLINGS:
            places /= 4
        total += before * width * places
        before = width
    return total


def work_left(widths: Sequence[int]) -> float:
    """Multiplications in relation to those of VGG16 with one input channel."""
    return multiplications(widths) / multiplications(VGG16)


_FIRST_OUTPUT = 35
"""What a value that the first convolution gives costs besides its multiplications, in units of 9 of them.

The layer runs in float32, and its output is reordered and rounded: 1.2 ns for a value, by ONNX Runtime's
profiler on a processor with VNNI, where an int8 convolution does 260 multiplications in a nanosecond.
"""


def int8_cost(widths: Sequence[int]) -> float:
    """What the int8 network costs, in the unit of `multiplications`."""
    return multiplications(widths) + _FIRST_OUTPUT * widths[0] * 256.0
