import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.models import tiny_model
from xray_desktop.inference import Classifier


@pytest.fixture(scope="session")
def model_file(tmp_path_factory):
    return tiny_model(tmp_path_factory.mktemp("model") / "tiny.onnx")


@pytest.fixture(scope="session")
def classifier(model_file):
    return Classifier.load(model_file, threads=1)


@pytest.fixture
def public_folder():
    """A folder that a user without privileges may enter, which pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@contextlib.contextmanager
def without_privileges():
    """Permissions bind root as well in here."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions of this kind are POSIX only")
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)
