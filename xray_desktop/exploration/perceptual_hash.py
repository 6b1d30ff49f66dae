"""The same image under several names, found by perceptual hash (difference hash of a thumbnail)."""

from collections import defaultdict

import numpy as np
import numpy.typing as npt

EDGE = 16
DISTANCE = 8
"""Bits, of 256, in which two copies of an image may differ; radiographs of two patients differ in about 15 or
more.
"""

Hashes = npt.NDArray[np.float32]


def perceptual_hashes(inputs: npt.NDArray[np.generic]) -> Hashes:
    """Difference hashes (images, 256) of thumbnails (images, 17, 17): 1 where the left pixel is darker, else
    -1.
    """
    rising = np.diff(inputs[:, :EDGE].astype(np.int32), axis=2) > 0
    return np.where(rising, 1, -1).astype(np.float32).reshape(len(inputs), -1)


def groups_of_same(hashes: Hashes, *, distance: int = DISTANCE) -> npt.NDArray[np.intp]:
    """The number of each image's group (images,): images within `distance` bits of each other share one."""
    if not len(hashes):
        return np.zeros(0, np.intp)
    # Equal hashes are one: thousands of equal images would make millions of pairs.
    different, first, place = np.unique(
        np.packbits(hashes > 0, axis=1), axis=0, return_index=True, return_inverse=True
    )
    place = place.reshape(-1)
    unique = hashes[first]
    group = np.arange(len(different))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = int(group[index])
        return index

    least = EDGE * EDGE - 2 * distance
    for start in range(0, len(unique), 1024):
        likeness = unique[start : start + 1024] @ unique[start:].T
        for one, other in np.argwhere(np.triu(likeness >= least, k=1)):
            group[root(start + int(other))] = root(start + int(one))
    # A group has the number of its first image.
    members: dict[int, list[int]] = defaultdict(list)
    for image, number in enumerate(place.tolist()):
        members[root(number)].append(image)
    found = np.zeros(len(hashes), np.intp)
    for images in members.values():
        found[images] = images[0]
    return found
