"""Coverage-guided fuzzing of the reader; needs the dependency group `fuzz` (atheris, on Linux).

    python -m tests.fuzz.fuzz_guided CORPUS [-max_total_time=120 ...]     further options as in libFuzzer

CORPUS is a folder; a small valid file of every format is written there first. Any result other than a
radiograph or UnreadableRadiograph ends the run with an error status and leaves the input as fuzz-crash-…
(fuzz-timeout-…, fuzz-oom-…) in the working folder. Reproduce it with

    python -m tests.fuzz.fuzz_guided CORPUS fuzz-crash-…
"""

import sys
import warnings
from pathlib import Path

import atheris

# Only modules imported here for the first time are instrumented, so modules loaded lazily are imported as
# well. Of pydicom only the reading modules: instrumenting its dictionaries takes long and adds no branches.
_PYDICOM = ("filereader", "dataset", "dataelem", "values", "sequence", "encaps", "pixels")
with atheris.instrument_imports(include=["xray_desktop", "PIL", *(f"pydicom.{part}" for part in _PYDICOM)]):
    from PIL import Image

    import xray_desktop.imaging.dicom
    import xray_desktop.imaging.raster  # noqa: F401
    from tests.fuzz.fuzz_reading import read_in_time
    from tests.imaging.seed_files import seed_files

    Image.init()

_BOUNDS = ("-timeout=60", "-rss_limit_mb=2048", "-artifact_prefix=fuzz-")
_MOST_INPUTS = 80_000
"""atheris keeps 12 kB of each input: with more of them, its own memory would reach the bound of 2 GB."""


def main() -> None:
    """Entry point; see the module's docstring."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        raise SystemExit("The first argument must be a folder for the corpus.")
    corpus, *options = sys.argv[1:]
    Path(corpus).mkdir(parents=True, exist_ok=True)
    for name, data in seed_files().items():
        (Path(corpus) / name.replace(" ", "-")).write_bytes(data)
    if not any(not option.startswith("-") for option in options):  # with files, libFuzzer only repeats them
        options = [f"-runs={_MOST_INPUTS}", *options, corpus]
    warnings.simplefilter("error")
    atheris.Setup([sys.argv[0], *_BOUNDS, *options], lambda data: read_in_time(data) and None)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
