"""Connections between panels, viewer, model and settings of the main window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from xray_desktop.messages import Message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.window.parts import WindowParts


def reset_display(window: WindowParts) -> None:
    """Default display state, and the image fitted into the view."""
    window.display.reset()
    window.viewer.view.fit()


def show_heat_map(window: WindowParts, on: bool) -> None:
    """Switches the heat map over the image."""
    window.prediction_panel.heat_map.set_shown(on)
    window.viewer.view.set_heat_map_visible(on)


def keep_window(window: WindowParts, on: bool) -> None:
    """Whether the next images are shown with the display window of this one."""
    window.display_memory.keep_window = on


def connect_model(window: WindowParts) -> None:
    """A custom model is marked as such; one that cannot be used is reported and changes nothing."""
    panel, runner = window.prediction_panel, window.model_runner

    def ready() -> None:
        built_in = runner.classifier is not None and runner.classifier.released
        panel.set_metadata(runner.metadata, runner.operating_point, built_in=built_in)
        window.stateChanged.emit()
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


def choose_model(window: WindowParts) -> None:
    """Asks for a model file and uses it."""
    title = QCoreApplication.translate("MainWindow", "Choose a model file")
    file, _ = QFileDialog.getOpenFileName(window, title, "", "ONNX (*.onnx)")
    if file:
        window.model_runner.use_model(Path(file))


def connect_switches(window: WindowParts) -> None:
    """Keeps switches that are both in a menu and in a panel in step."""
    actions, settings = window.actions_, window.settings
    heat_map, histogram = window.prediction_panel.heat_map, window.histogram_panel

    def set_opacity(opacity: float) -> None:
        window.viewer.view.set_heat_map_opacity(opacity)
        settings.set(remembered.HEATMAP_OPACITY, opacity)

    def logarithmic_chosen(on: bool) -> None:
        settings.set(remembered.HISTOGRAM_LOGARITHMIC, on)
        actions["logarithmic"].setChecked(on)

    def references_chosen(on: bool) -> None:
        settings.set(remembered.HISTOGRAM_REFERENCES, on)
        actions["references"].setChecked(on)

    heat_map.toggled.connect(actions["heat_map"].setChecked)
    heat_map.opacityChanged.connect(set_opacity)
    histogram.logarithmicChanged.connect(logarithmic_chosen)
    histogram.referencesChanged.connect(references_chosen)
    window.information_panel.patientShown.connect(actions["patient_data"].setChecked)


def connect_worklist(window: WindowParts) -> None:
    """The worklist's columns and groups are as they were left; it shows patient data with the information
    panel.
    """
    columns, settings = window.worklist.columns, window.settings
    group = window.worklist.filter_bar.group
    columns.restore(settings.get(remembered.WORKLIST_COLUMNS))
    columns.changed.connect(lambda names: settings.set(remembered.WORKLIST_COLUMNS, names))
    group.setChecked(settings.get(remembered.WORKLIST_GROUPED))
    group.toggled.connect(lambda on: settings.set(remembered.WORKLIST_GROUPED, on))
    window.information_panel.patientShown.connect(window.worklist.set_patient_shown)


def apply_setting(window: WindowParts, key: str) -> None:
    """Applies a changed setting of the window at once."""
    get = window.settings.get
    if key == remembered.THEME.key and window.theme.name != get(remembered.THEME):
        window.theme.apply(get(remembered.THEME))
    elif key == remembered.LANGUAGE.key:
        window.translation.use(get(remembered.LANGUAGE))
    elif key == remembered.OPERATING_POINT.key:
        window.model_runner.set_operating_point(get(remembered.OPERATING_POINT))
    elif key == remembered.ENGINE.key:
        window.model_runner.use_engine(get(remembered.ENGINE))
    elif key == remembered.WORKLIST_COLUMNS.key:
        columns, wanted = window.worklist.columns, get(remembered.WORKLIST_COLUMNS)
        if wanted != columns.names():
            columns.restore(wanted)
