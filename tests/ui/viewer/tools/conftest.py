import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.viewer.tools.bench import ToolBench
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel

PIXELS = np.random.default_rng(5).integers(0, 4000, (500, 600), np.uint16)


def phantom(**attributes: object) -> Radiograph:
    """Noise of 600 by 500 pixels."""
    voi = WindowLevel.from_range(0, 4095)
    return Radiograph(PIXELS, 12, voi, "phantom", "DICOM", **attributes)  # type: ignore[arg-type]


@pytest.fixture
def bench(qtbot: QtBot) -> ToolBench:
    """A view of the phantom, pixel on pixel."""
    made = ToolBench(qtbot)
    made.show(phantom())
    return made
