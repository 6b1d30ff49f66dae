"""Survey of the class folders of a data set, by the application's own survey."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from training.data.dataset import CLASSES, UnusableDataset
from xray_desktop.exploration.survey import SurveyedImage, SurveySource
from xray_desktop.exploration.survey import survey as survey_files
from xray_desktop.imaging import read_radiograph
from xray_desktop.inference import PredictedClass


def find_parts(data: Path, extra: Mapping[str, Path]) -> dict[str, Path]:
    """The parts of a data set: folders that hold NORMAL or PNEUMONIA, by name.

    `data` may be such a folder itself, or hold several (train, val, test) as Kaggle's does; `extra` names
    further ones. `train` comes first.

    Raises:
        UnusableDataset: there is none.
    """

    def is_part(folder: Path) -> bool:
        return any((folder / name).is_dir() for name in CLASSES)

    if not data.is_dir():
        raise UnusableDataset(f"{data} is not a folder.")
    if is_part(data):
        parts = {data.name: data}
    else:
        found = sorted(data.iterdir(), key=lambda folder: (folder.name != "train", folder.name))
        parts = {folder.name: folder for folder in found if is_part(folder)}
    if not parts:
        raise UnusableDataset(
            f"{data} has no folders NORMAL and PNEUMONIA, neither itself nor in a folder such as train."
        )
    for name, folder in extra.items():
        if not is_part(folder):
            raise UnusableDataset(f"{folder} has no folder NORMAL or PNEUMONIA.")
        parts[name] = folder
    return parts


def survey(
    parts: Mapping[str, Path], progress: Callable[[Iterable[SurveyedImage], int], Iterable[SurveyedImage]]
) -> list[SurveyedImage]:
    """Every file of the class folders of all parts, sorted by part, class and name.

    Args:
        progress: wraps the iteration; it gets the images and how many there will be.
    """
    sources = [
        SurveySource(str(path), path.relative_to(folder).as_posix(), part, PredictedClass(name))
        for part, folder in parts.items()
        for name in CLASSES
        for path in sorted((folder / name).rglob("*"))
        if not path.is_dir()
    ]
    return list(progress(survey_files(sources, read_radiograph), len(sources)))
