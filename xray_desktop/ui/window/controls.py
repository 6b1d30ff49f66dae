"""What the actions of the main window work on."""

from dataclasses import dataclass

from xray_desktop.ui.actions import ActionSpec
from xray_desktop.ui.window.help_menu import Help
from xray_desktop.ui.window.image_window import ImageWindow
from xray_desktop.ui.window.reading_mode import ReadingMode
from xray_desktop.ui.window.tour import Tour
from xray_desktop.ui.window.workspace import Workspace


@dataclass(frozen=True)
class Controls:
    """What the actions work on."""

    window: ImageWindow
    reading_mode: ReadingMode
    workspace: Workspace
    help: Help
    tour: Tour


Action = ActionSpec[Controls]
"""One action of the main window."""


def has_image(c: Controls) -> bool:
    """Whether an image is open."""
    return c.window.image is not None
