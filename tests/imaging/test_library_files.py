"""The files that pydicom brings to test itself: what it decodes, we decode alike."""

import warnings
from pathlib import Path

import numpy as np
import pydicom
import pytest

from xray_desktop.imaging import UnreadableRadiograph, read_radiograph

_FOLDER = Path(pydicom.__file__).parent / "data"
_FILES = sorted(
    path for path in _FOLDER.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc", ".json")
)

pytestmark = pytest.mark.skipif(
    not (_FOLDER / "test_files").is_dir(), reason="this pydicom came without its test files"
)


def _decoded_by_pydicom(path: Path) -> np.ndarray | None:  # type: ignore[type-arg]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return pydicom.dcmread(path, force=True).pixel_array
        except Exception:
            return None


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.relative_to(_FOLDER).as_posix())
def test_what_pydicom_decodes_is_read_alike(path: Path) -> None:
    expected = _decoded_by_pydicom(path)
    if expected is None:
        try:
            read_radiograph(path)
        except UnreadableRadiograph as error:
            sentence = str(error)
        else:
            return  # the reader may be more patient: truncated images, odd attributes
        assert sentence.startswith(path.name)
        assert sentence.endswith(".")
        return
    radiograph = read_radiograph(path)
    ds = pydicom.dcmread(path, force=True)
    if ds.SamplesPerPixel == 1 and ds.PhotometricInterpretation != "PALETTE COLOR":
        first = expected[0] if expected.ndim == 3 else expected
        assert np.array_equal(radiograph.pixels, first)
    else:
        assert radiograph.pixels.shape == (ds.Rows, ds.Columns)
        palette = ds.PhotometricInterpretation == "PALETTE COLOR"
        assert radiograph.pixels.dtype == (np.uint8 if palette else expected.dtype)


def test_the_collection_is_there() -> None:
    assert sum(path.suffix == ".dcm" for path in _FILES) > 50
