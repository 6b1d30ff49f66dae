"""What the window's actions do, and which of them need an image."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from xray_desktop.messages import Message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.viewer.gestures import ZOOM_STEP
from xray_desktop.ui.window.parts import WindowParts

IMAGE_ACTIONS = (
    *("close_image", "fit", "actual_size", "zoom_in", "zoom_out", "auto_window", "reset_window"),
    *("reset_display", "invert", "rotate_left", "rotate_right", "flip_horizontally", "flip_vertically"),
    *("previous_frame", "next_frame"),
)
"""Actions that mean nothing without an image on the screen."""


def connect_actions(window: WindowParts, slots: Mapping[str, Callable[[], object]]) -> None:
    """Connects the actions of `actions.SPECS`, but for Help's, which `help` connects itself.

    Args:
        slots: what the window itself does, by the names of the actions.
    """
    view, display = window.viewer.view, window.display

    def reset_display() -> None:
        display.reset()
        view.fit()

    own: dict[str, Callable[[], object]] = {
        "quit": window.close,
        "undo": display.undo_stack.undo,
        "redo": display.undo_stack.redo,
        "fit": view.fit,
        "actual_size": view.actual_size,
        "zoom_in": lambda: view.zoom(ZOOM_STEP),
        "zoom_out": lambda: view.zoom(1 / ZOOM_STEP),
        "auto_window": window.histogram_panel.window_automatically,
        "reset_window": display.reset_window,
        "reset_display": reset_display,
        "invert": display.invert,
        "rotate_left": lambda: display.turn(-1),
        "rotate_right": lambda: display.turn(1),
        "flip_horizontally": display.flip,
        "flip_vertically": lambda: display.flip(vertically=True),
        "previous_image": lambda: window.worklist.step(-1),
        "next_image": lambda: window.worklist.step(1),
        "choose_model": lambda: _choose_model(window),
        "own_model": lambda: window.model_runner.use_model(None),
    }
    for name, slot in {**own, **slots}.items():
        window.actions_[name].triggered.connect(lambda _=False, slot=slot: slot())
    display.undo_stack.canUndoChanged.connect(window.actions_["undo"].setEnabled)
    display.undo_stack.canRedoChanged.connect(window.actions_["redo"].setEnabled)
    _connect_switches(window)
    _connect_model(window)


def _connect_model(window: WindowParts) -> None:
    """A custom model is marked as such; one that cannot be used is reported and changes nothing."""
    panel, runner = window.prediction_panel, window.model_runner

    def ready() -> None:
        own = runner.classifier is not None and runner.classifier.released
        panel.set_metadata(runner.metadata, runner.operating_point, own=own)
        window.actions_["own_model"].setEnabled(runner.model_file is not None)
        if runner.classifier is not None and runner.classifier.remark:
            window.viewer.show_notice(runner.classifier.remark)

    def failed(message: Message) -> None:
        if runner.classifier is not None:
            window.viewer.show_notice(message)

    runner.modelReady.connect(ready)
    runner.decisionContextChanged.connect(lambda: panel.set_operating_point(runner.operating_point))
    runner.modelFailed.connect(failed)
    panel.retryWanted.connect(window.actions_["classify_again"].trigger)
    panel.modelWanted.connect(window.actions_["choose_model"].trigger)
    window.actions_["own_model"].setEnabled(False)


def _choose_model(window: WindowParts) -> None:
    title = QCoreApplication.translate("MainWindow", "Choose a model file")
    file, _ = QFileDialog.getOpenFileName(window, title, "", "ONNX (*.onnx)")
    if file:
        window.model_runner.use_model(Path(file))


def _connect_switches(window: WindowParts) -> None:
    """Switches stand both in a menu and in a panel, and go together."""
    actions, settings = window.actions_, window.settings
    heat_map, histogram = window.prediction_panel.heat_map, window.histogram_panel

    def show_heat_map(on: bool) -> None:
        heat_map.set_shown(on)
        window.viewer.view.set_heat_map_visible(on)

    def set_opacity(opacity: float) -> None:
        window.viewer.view.set_heat_map_opacity(opacity)
        settings.set(remembered.HEATMAP_OPACITY, opacity)

    def logarithmic_chosen(on: bool) -> None:
        settings.set(remembered.HISTOGRAM_LOGARITHMIC, on)
        actions["logarithmic"].setChecked(on)

    def references_chosen(on: bool) -> None:
        settings.set(remembered.HISTOGRAM_REFERENCES, on)
        actions["references"].setChecked(on)

    def keep_window(on: bool) -> None:
        window.display_memory.keep_window = on

    for name, switch in {
        "keep_window": keep_window,
        "heat_map": show_heat_map,
        "logarithmic": histogram.set_logarithmic,
        "references": histogram.set_references_shown,
        "patient_data": window.information_panel.set_patient_shown,
        "full_screen": lambda on: window.showFullScreen() if on else window.showNormal(),
    }.items():
        actions[name].toggled.connect(switch)
    heat_map.toggled.connect(actions["heat_map"].setChecked)
    heat_map.opacityChanged.connect(set_opacity)
    histogram.logarithmicChanged.connect(logarithmic_chosen)
    histogram.referencesChanged.connect(references_chosen)
    window.information_panel.patientShown.connect(actions["patient_data"].setChecked)


def show_state(window: WindowParts) -> None:
    """Lets those actions be chosen that mean something now."""
    actions, display = window.actions_, window.display
    shown = window.image is not None
    for name in IMAGE_ACTIONS:
        actions[name].setEnabled(shown)
    actions["invert"].setChecked(shown and display.state.inverted)
    actions["undo"].setEnabled(display.undo_stack.canUndo())
    actions["redo"].setEnabled(display.undo_stack.canRedo())
