"""Feeds the reader files that coverage guides; needs the extra `fuzz` (atheris, on Linux).

    python -m tests.fuzz.fuzz_guided CORPUS [-max_total_time=120 ...]     further options are libFuzzer's

CORPUS is a folder; a small valid file of every kind is put there first. Anything but a radiograph or an
UnreadableRadiograph ends the run with an exit status, and leaves the input that did it as fuzz-crash-…
(fuzz-timeout-…, fuzz-oom-…) in the working folder. Read it again with

    python -m tests.fuzz.fuzz_guided CORPUS fuzz-crash-…
"""

import sys
import warnings
from pathlib import Path

import atheris

# Only what is imported here for the first time is watched, the lazily loaded parts therefore too.
# Of pydicom the parts that read: its dictionaries would take long to prepare, and branch nowhere.
_PYDICOM = ("filereader", "dataset", "dataelem", "values", "sequence", "encaps", "pixels")
with atheris.instrument_imports(include=["xray_desktop", "PIL", *(f"pydicom.{part}" for part in _PYDICOM)]):
    from PIL import Image

    import xray_desktop.imaging.dicom
    import xray_desktop.imaging.raster  # noqa: F401
    from tests.fuzz.fuzz_reading import read_in_time
    from tests.imaging.seed_files import seed_files

    Image.init()

_BOUNDS = ("-timeout=60", "-rss_limit_mb=2048", "-artifact_prefix=fuzz-")


def main() -> None:
    """The command line; see the module's text."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        raise SystemExit("Name a folder for the corpus first.")
    corpus, *options = sys.argv[1:]
    Path(corpus).mkdir(parents=True, exist_ok=True)
    for name, data in seed_files().items():
        (Path(corpus) / name.replace(" ", "-")).write_bytes(data)
    if not any(not option.startswith("-") for option in options):  # else libFuzzer only repeats those inputs
        options.append(corpus)
    warnings.simplefilter("error")
    atheris.Setup([sys.argv[0], *_BOUNDS, *options], lambda data: read_in_time(data) and None)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
