"""Images that are not frontal chest radiographs, in a folder for each kind, to fit the view gate on."""

from collections.abc import Collection
from pathlib import Path

from training.data.dataset import OTHER, SUFFIXES, Sample, UnusableDataset

LATERAL = "lateral"
"""Kinds whose name contains this are lateral chest radiographs."""

BORDERLINE = "borderline"
"""Kinds whose name begins so show a chest in part or in disguise, and are left out."""


def scan_not_chest(folder: Path, excluded: Collection[str] = ()) -> dict[str, list[Sample]]:
    """The images by view: "lateral" for lateral chest radiographs, "other" for everything else.

    Args:
        folder: a folder with one folder for each kind of image; the kind becomes `Sample.kind`.
        excluded: kinds to leave out, for instance for their licence.

    Raises:
        UnusableDataset: there are no images of one of both.
    """
    if not folder.is_dir():
        raise UnusableDataset(f"{folder} is not a folder.")
    found: dict[str, list[Sample]] = {"lateral": [], "other": []}
    for kind in sorted(path for path in folder.iterdir() if path.is_dir()):
        if kind.name.startswith(BORDERLINE) or kind.name in excluded:
            continue
        paths = sorted(path for path in kind.rglob("*") if path.suffix.lower() in SUFFIXES)
        view = "lateral" if LATERAL in kind.name else "other"
        found[view] += [
            Sample(path, "not_chest", OTHER, f"not_chest:{kind.name}/{path.name}", kind=kind.name)
            for path in paths
        ]
    for view, samples in found.items():
        if not samples:
            raise UnusableDataset(f"{folder} has no images of the view {view}.")
    return found
