"""Which model files were released with this version: their hashes, as `sha256sum` writes them."""

import re

from xray_desktop.resources import resource

LIST = "models.sha256"
"""The resource that names them, one a line; `python -m training.export.released` writes it."""

_LINE = re.compile(r"^([0-9a-f]{64}) [ *]\S", re.MULTILINE)


def released_hashes() -> frozenset[str]:
    """SHA-256 of the released models, 64 hexadecimal digits each; empty without a list of them."""
    try:
        text = resource(LIST).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return frozenset()
    return frozenset(_LINE.findall(text))
