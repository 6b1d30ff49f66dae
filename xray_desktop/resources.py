"""The one way to the files that travel with the program: model, model card, icons, translations, samples."""

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "resources_data"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(name: str) -> Path:
    """Path of a resource by its name with forward slashes, for instance "icons/open.svg".

    The file need not exist: a model that is missing is reported by who loads it.

    Raises:
        ValueError: the name leads out of the resources.
    """
    if name.startswith("/") or ".." in name.split("/"):
        raise ValueError(f"{name} is not the name of a resource")
    return _root().joinpath(*name.split("/"))
