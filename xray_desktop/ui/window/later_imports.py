"""The modules of windows that are opened later: the start does without them, and an import takes time."""

from collections.abc import Iterator
from importlib import import_module

MODULES = (
    "xray_desktop.ui.dialogs.settings_dialog",
    "xray_desktop.ui.evaluation.window",
    "xray_desktop.ui.compare.window",
    "xray_desktop.ui.review.window",
    "xray_desktop.ui.exploration.window",
    "xray_desktop.ui.reader_study.study_window",
    "xray_desktop.ui.drift.window",
    "xray_desktop.ui.dialogs.element_browser",
)

DELAY_MS = 1000
"""After the window is shown: the model and a first image come before."""


def import_all() -> Iterator[str]:
    """Imports them one after another, and gives the name of each.

    For a worker thread: together they take 0.1 to 0.3 s of processor time, during which the first opening of
    such a window would hold up the interface.
    """
    for name in MODULES:
        import_module(name)
        yield name
