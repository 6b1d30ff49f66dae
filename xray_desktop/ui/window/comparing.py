"""Which images are compared: two that are chosen, the current one with its prior, or with its heat map."""

from functools import partial

from xray_desktop.messages import message
from xray_desktop.ui.window.image_window import ImageWindow
from xray_desktop.ui.window.workspace import Workspace
from xray_desktop.ui.worklist.prior import prior_of


def compare_selected(window: ImageWindow, workspace: Workspace) -> None:
    """The two chosen images; with one chosen, that one and the next."""
    chosen = [entry.path for entry in window.worklist.selected()[:2]]
    if len(chosen) == 1:
        chosen += window.worklist.neighbours(chosen[0])[:1]
    if len(chosen) == 2:
        workspace.compare_images(*chosen)


def compare_heat_map(window: ImageWindow, workspace: Workspace) -> None:
    """The current image without and with its heat map, side by side."""
    entry = window.worklist.current()
    if entry is not None:
        workspace.comparison.show()
        workspace.comparison.activateWindow()
        workspace.comparison.compare_heat_map(entry.path)


def compare_with_prior(window: ImageWindow, workspace: Workspace) -> None:
    """Shows the two side by side once the studies of the worklist are known, or says why that cannot be."""
    entry = window.worklist.current()
    if entry is not None:
        window.worklist.studies.want(partial(_compare, window, workspace, entry.path))


def _compare(window: ImageWindow, workspace: Workspace, path: str) -> None:
    model = window.worklist.model
    entry = model.entry(path)
    if entry is None:
        return
    prior = prior_of(entry, model.entries)
    if prior is not None:
        workspace.compare_images(prior.path, path, prior=True)
    elif entry.study is None or entry.study.patient is None:
        window.viewer.show_notice(message("prior_patient_unknown", file=entry.file_name))
    else:
        window.viewer.show_notice(message("prior_not_found", file=entry.file_name))
