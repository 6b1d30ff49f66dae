"""The table of the main window's actions: text, menu, shortcut, icon, what each does, when it is enabled.

The order of the table is the order of the menus and of the sheet of shortcuts. A new action is one more entry.
"""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from xray_desktop.ui.actions import ActionSpec
from xray_desktop.ui.viewer.gestures import ZOOM_STEP
from xray_desktop.ui.window import connections
from xray_desktop.ui.window.help_menu import Help
from xray_desktop.ui.window.image_window import ImageWindow
from xray_desktop.ui.window.workspace import Workspace


@dataclass(frozen=True)
class Controls:
    """What the actions work on."""

    window: ImageWindow
    workspace: Workspace
    help: Help


@dataclass(frozen=True)
class Submenu:
    """A submenu at its place among the entries of a menu; `window.menus` fills it.

    Attributes:
        name: attribute of `Menus` that holds it.
        menu: the menu that shows it.
        separator: whether a separator precedes it.
    """

    name: str
    menu: str
    separator: bool = False


Action = ActionSpec[Controls]


def _has_image(c: Controls) -> bool:
    return c.window.image is not None


def _is_inverted(c: Controls) -> bool:
    return c.window.image is not None and c.window.display.state.inverted


def _has_entry(c: Controls) -> bool:
    return c.window.worklist.current() is not None


def _has_several(c: Controls) -> bool:
    return c.window.worklist.model.rowCount() > 1


def _has_results(c: Controls) -> bool:
    return c.window.worklist.model.total > 0


def _is_classified(c: Controls) -> bool:
    entry = c.window.worklist.current()
    return entry is not None and entry.predicted_class in ("NORMAL", "PNEUMONIA")


def _is_from_results(c: Controls) -> bool:
    entry = c.window.worklist.current()
    return entry is not None and entry.csv is not None


# One entry, one paragraph: the table is to be read at a glance.
# fmt: off
_FILE: tuple[Action | Submenu, ...] = (
    Action("open", QT_TRANSLATE_NOOP("Actions", "&Open files…"), "file",
           lambda c: c.window.choose_files(), "Ctrl+O", "open"),
    Action("open_folder", QT_TRANSLATE_NOOP("Actions", "Open &folder…"), "file",
           lambda c: c.window.choose_folder(), "Ctrl+Shift+O", "open-folder"),
    Submenu("recent", "file"),
    Submenu("samples", "file"),
    Action("classify_folder", QT_TRANSLATE_NOOP("Actions", "&Batch classification…"), "file",
           lambda c: c.workspace.batch.ask(), "Ctrl+B", "batch", separator=True),
    Action("save_results", QT_TRANSLATE_NOOP("Actions", "&Save results…"), "file",
           lambda c: c.workspace.results.choose_and_save(), "Ctrl+S", "save", enabled=_has_results),
    Action("export_reader_table", QT_TRANSLATE_NOOP("Actions", "R&eader study export…"), "file",
           lambda c: c.workspace.results.choose_and_export(), icon="export", enabled=_has_results),
    Action("report", QT_TRANSLATE_NOOP("Actions", "&Report and print…"), "file",
           lambda c: c.workspace.report.ask(), "Ctrl+P", "report", separator=True, enabled=_has_image),
    Action("snapshot", QT_TRANSLATE_NOOP("Actions", "Snap&shot…"), "file",
           lambda c: c.workspace.report.choose_and_snapshot(), "Ctrl+Shift+S",
           "snapshot", enabled=_has_image),
    Action("copy_result", QT_TRANSLATE_NOOP("Actions", "Copy resu&lt"), "file",
           lambda c: c.workspace.report.copy_result(), "Ctrl+Shift+C", "copy", enabled=_has_image),
    Action("close_image", QT_TRANSLATE_NOOP("Actions", "&Close image"), "file",
           lambda c: c.window.close_image(), "Ctrl+W", "close", separator=True, enabled=_has_image),
    Action("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "file",
           lambda c: c.window.close(), "Ctrl+Q", separator=True),
)
_EDIT: tuple[Action | Submenu, ...] = (
    Action("undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), "edit",
           lambda c: c.window.display.undo_stack.undo(), "Ctrl+Z",
           "undo", enabled=lambda c: c.window.display.undo_stack.canUndo()),
    Action("redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), "edit",
           lambda c: c.window.display.undo_stack.redo(), "Ctrl+Shift+Z",
           "redo", enabled=lambda c: c.window.display.undo_stack.canRedo()),
    Action("reset_display", QT_TRANSLATE_NOOP("Actions", "Reset all &display settings"), "edit",
           lambda c: connections.reset_display(c.window), "Shift+R", separator=True, enabled=_has_image),
    Action("find_image", QT_TRANSLATE_NOOP("Actions", "&Find in the worklist"), "edit",
           lambda c: c.workspace.find_image(), "Ctrl+F", "search", separator=True),
    Action("settings", QT_TRANSLATE_NOOP("Actions", "Se&ttings…"), "edit",
           lambda c: c.workspace.change_settings(), "Ctrl+,", "settings", separator=True),
)
_IMAGE: tuple[Action | Submenu, ...] = (
    Action("previous_image", QT_TRANSLATE_NOOP("Actions", "&Previous image"), "image",
           lambda c: c.window.worklist.step(-1), "PgUp", "previous", enabled=_has_several),
    Action("next_image", QT_TRANSLATE_NOOP("Actions", "&Next image"), "image",
           lambda c: c.window.worklist.step(1), "PgDown", "next", enabled=_has_several),
    Action("previous_frame", QT_TRANSLATE_NOOP("Actions", "P&revious frame"), "image",
           lambda c: c.window.step_frame(-1), "Shift+PgUp", separator=True, enabled=_has_image),
    Action("next_frame", QT_TRANSLATE_NOOP("Actions", "N&ext frame"), "image",
           lambda c: c.window.step_frame(1), "Shift+PgDown", enabled=_has_image),
    Action("classify_again", QT_TRANSLATE_NOOP("Actions", "Re&load and reclassify"), "image",
           lambda c: c.window.classify_again(), "F5", separator=True),
    Action("heat_map", QT_TRANSLATE_NOOP("Actions", "&Heat map (attribution)"), "image",
           lambda c, on: connections.show_heat_map(c.window, on), "H", "heatmap", checkable=True),
    Action("patient_data", QT_TRANSLATE_NOOP("Actions", "&Patient data"), "image",
           lambda c, on: c.window.information_panel.set_patient_shown(on), icon="patient", checkable=True),
    Action("choose_model", QT_TRANSLATE_NOOP("Actions", "&Choose a model file…"), "image",
           lambda c: connections.choose_model(c.window), separator=True),
    Action("built_in_model", QT_TRANSLATE_NOOP("Actions", "&Built-in model"), "image",
           lambda c: c.window.model_runner.use_model(None),
           enabled=lambda c: c.window.model_runner.model_file is not None),
    Action("agree", QT_TRANSLATE_NOOP("Actions", "&Agree with the prediction"), "image",
           lambda c: c.workspace.marks.panel.agree(), "Shift+A",
           "agree", separator=True, enabled=_is_classified),
    Action("disagree", QT_TRANSLATE_NOOP("Actions", "&Disagree with the prediction"), "image",
           lambda c: c.workspace.marks.panel.disagree(), "Shift+D", "disagree", enabled=_is_classified),
    Action("note", QT_TRANSLATE_NOOP("Actions", "N&ote…"), "image",
           lambda c: c.workspace.marks.panel.edit_note(), "N", "note", enabled=_has_entry),
    Action("images_folder", QT_TRANSLATE_NOOP("Actions", "Locate i&mages…"), "image",
           lambda c: c.workspace.results.choose_images_folder(), enabled=_is_from_results),
    Action("compare", QT_TRANSLATE_NOOP("Actions", "&Compare two images"), "image",
           lambda c: c.workspace.compare_selected(), "C", "compare", separator=True, enabled=_has_several),
    Action("compare_heat_map", QT_TRANSLATE_NOOP("Actions", "Com&pare with the heat map"), "image",
           lambda c: c.workspace.compare_heat_map(), "Shift+C", enabled=_has_entry),
    Action("evaluate", QT_TRANSLATE_NOOP("Actions", "E&valuate dataset"), "image",
           lambda c: c.workspace.evaluate(), "Ctrl+E", "evaluate"),
)
_VIEW: tuple[Action | Submenu, ...] = (
    Action("fit", QT_TRANSLATE_NOOP("Actions", "&Fit to window"), "view",
           lambda c: c.window.viewer.view.fit(), "F", "fit", enabled=_has_image),
    Action("actual_size", QT_TRANSLATE_NOOP("Actions", "&Actual size"), "view",
           lambda c: c.window.viewer.view.actual_size(), "1", "actual-size", enabled=_has_image),
    Action("zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom &in"), "view",
           lambda c: c.window.viewer.view.zoom(ZOOM_STEP), "+", "zoom-in", enabled=_has_image),
    Action("zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom &out"), "view",
           lambda c: c.window.viewer.view.zoom(1 / ZOOM_STEP), "-", "zoom-out", enabled=_has_image),
    Action("auto_window", QT_TRANSLATE_NOOP("Actions", "Auto &W/L"), "view",
           lambda c: c.window.histogram_panel.window_automatically(), "A",
           "auto-window", separator=True, enabled=_has_image),
    Action("reset_window", QT_TRANSLATE_NOOP("Actions", "D&efault W/L"), "view",
           lambda c: c.window.display.reset_window(), "R", "reset", enabled=_has_image),
    Submenu("windows", "view"),
    Action("keep_window", QT_TRANSLATE_NOOP("Actions", "Apply W/L to all i&mages"), "view",
           lambda c, on: connections.keep_window(c.window, on), "K", "link", checkable=True),
    Action("invert", QT_TRANSLATE_NOOP("Actions", "In&vert"), "view",
           lambda c: c.window.display.invert(), "I",
           "invert", checkable=True, checked=_is_inverted, enabled=_has_image),
    Action("rotate_left", QT_TRANSLATE_NOOP("Actions", "Rotate &left"), "view",
           lambda c: c.window.display.turn(-1), "Shift+L",
           "rotate-left", separator=True, enabled=_has_image),
    Action("rotate_right", QT_TRANSLATE_NOOP("Actions", "Rotate &right"), "view",
           lambda c: c.window.display.turn(1), "L", "rotate-right", enabled=_has_image),
    Action("flip_horizontally", QT_TRANSLATE_NOOP("Actions", "Flip hori&zontally"), "view",
           lambda c: c.window.display.flip(), "X", "flip-horizontal", enabled=_has_image),
    Action("flip_vertically", QT_TRANSLATE_NOOP("Actions", "Flip verticall&y"), "view",
           lambda c: c.window.display.flip(vertically=True), "Y", "flip-vertical", enabled=_has_image),
    Action("logarithmic", QT_TRANSLATE_NOOP("Actions", "Lo&garithmic histogram"), "view",
           lambda c, on: c.window.histogram_panel.set_logarithmic(on), "G", separator=True, checkable=True),
    Action("references", QT_TRANSLATE_NOOP("Actions", "Reference &curves in the histogram"), "view",
           lambda c, on: c.window.histogram_panel.set_references_shown(on), "Shift+G", checkable=True),
    Submenu("panels", "view", separator=True),
    Submenu("themes", "view"),
    Submenu("languages", "view"),
    Action("full_screen", QT_TRANSLATE_NOOP("Actions", "F&ull screen"), "view",
           lambda c, on: c.window.showFullScreen() if on else c.window.showNormal(), "F11", checkable=True),
)
_HELP: tuple[Action | Submenu, ...] = (
    Action("shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard and mouse…"), "help",
           lambda c: c.help.show_shortcuts(), shortcut="F1", icon="keyboard"),
    Action("model_card", QT_TRANSLATE_NOOP("Actions", "&Model card…"), "help",
           lambda c: c.help.show_model_card(), icon="information"),
    Action("self_test", QT_TRANSLATE_NOOP("Actions", "&Self-test…"), "help",
           lambda c: c.help.show_self_test(), separator=True),
    Action("diagnostics", QT_TRANSLATE_NOOP("Actions", "Copy &diagnostic information"), "help",
           lambda c: c.help.copy_diagnostics(), icon="copy"),
    Action("about", QT_TRANSLATE_NOOP("Actions", "&About…"), "help",
           lambda c: c.help.show_about(), icon="help", separator=True),
)
# fmt: on

MENU_ENTRIES: tuple[Action | Submenu, ...] = (*_FILE, *_EDIT, *_IMAGE, *_VIEW, *_HELP)
"""All menus, entry by entry."""

ACTIONS: tuple[Action, ...] = tuple(entry for entry in MENU_ENTRIES if isinstance(entry, ActionSpec))
"""All actions of the main window."""

TOOL_BAR = (
    *("open", "open_folder", "", "previous_image", "next_image", "", "undo", "redo", ""),
    *("fit", "actual_size", "zoom_in", "zoom_out", "", "auto_window", "reset_window", "invert", ""),
    *("rotate_left", "rotate_right", "flip_horizontally", "flip_vertically", "", "heat_map"),
)
"""Names of the actions of the tool bar; an empty one is a separator."""

CONTEXT_MENU = (
    *("fit", "actual_size", "", "auto_window", "reset_window", "invert", "", "rotate_left"),
    *("rotate_right", "flip_horizontally", "flip_vertically", "", "reset_display", "heat_map"),
)
"""Names of the actions of the image's context menu; an empty one is a separator."""
