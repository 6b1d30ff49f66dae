"""The list of released models by hash: `python -m training.export.released` writes it again.

The application rejects its built-in model when it is not in the list, and marks any other model that is not
in it. An export or a quantisation into the folder of the list enters its model there by itself.
"""

import hashlib
import re
import sys
from pathlib import Path

from xray_desktop.inference.model_files import HASHES_FILE
from xray_desktop.resources import resource


def record(model: Path) -> None:
    """Enters a model into the list in its folder, in the place of its name; does nothing without a list."""
    listed = model.parent / HASHES_FILE
    if not listed.is_file():
        return
    others = re.compile(rf"^[0-9a-f]+ [ *]{re.escape(model.name)}$")
    lines = [line for line in listed.read_text(encoding="utf-8").splitlines() if not others.match(line)]
    _write(listed, [*lines, _line(model)])


def record_all(folder: Path) -> list[Path]:
    """Makes the list again of all ONNX files in a folder, and returns them."""
    models = sorted(folder.glob("*.onnx"))
    _write(folder / HASHES_FILE, [_line(model) for model in models])
    return models


def _line(model: Path) -> str:
    with model.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {model.name}"


def _write(listed: Path, lines: list[str]) -> None:
    by_name = sorted(lines, key=lambda line: line[66:])
    listed.write_text("".join(f"{line}\n" for line in by_name), encoding="utf-8", newline="\n")


def main() -> int:
    """Lists the models among the resources."""
    for model in record_all(resource(HASHES_FILE).parent):
        print(_line(model))
    return 0


if __name__ == "__main__":
    sys.exit(main())
