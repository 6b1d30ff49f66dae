"""The table of the main window's actions: text, menu, shortcut, icon, what each does, when it is enabled.

The order of the table is the order of the menus and of the sheet of shortcuts. A new action is one more
entry.
"""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from xray_desktop.imaging.display_filters import DisplayFilters
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.actions import ActionSpec
from xray_desktop.ui.viewer.gestures import ZOOM_STEP
from xray_desktop.ui.window import comparing, connections, image_tools
from xray_desktop.ui.window.controls import Action, Controls, has_image
from xray_desktop.ui.window.measure_actions import MEASURE_ACTIONS


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


def _has_frames(c: Controls) -> bool:
    return c.window.cine.possible


def _is_inverted(c: Controls) -> bool:
    return c.window.image is not None and c.window.display.state.inverted


def _is_dicom(c: Controls) -> bool:
    return c.window.image is not None and c.window.image.radiograph.format == "DICOM"


def _has_filters(c: Controls) -> bool:
    return has_image(c) and c.window.display.state.filters != DisplayFilters()


def _is_filtered(c: Controls, name: str) -> bool:
    filters = c.window.display.state.filters
    return has_image(c) and getattr(filters, name) != getattr(DisplayFilters(), name)


def _is_turned(c: Controls, *quarter_turns: int) -> bool:
    orientation = c.window.display.state.orientation
    flipped_vertically = orientation.mirrored and orientation.quarter_turns == 2
    return has_image(c) and not flipped_vertically and orientation.quarter_turns in quarter_turns


def _is_flipped(c: Controls, *, vertically: bool) -> bool:
    orientation = c.window.display.state.orientation
    return has_image(c) and orientation.mirrored and (orientation.quarter_turns == 2) == vertically


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
           lambda c: c.workspace.report.ask(), "Ctrl+P", "report", separator=True, enabled=has_image),
    Action("snapshot", QT_TRANSLATE_NOOP("Actions", "Snaps&hot…"), "file",
           lambda c: c.workspace.report.choose_and_snapshot(), "Ctrl+Shift+S",
           "snapshot", enabled=has_image),
    Action("copy_result", QT_TRANSLATE_NOOP("Actions", "Copy resu&lt"), "file",
           lambda c: c.workspace.report.copy_result(), "Ctrl+Shift+C", "copy", enabled=has_image),
    Action("copy_image", QT_TRANSLATE_NOOP("Actions", "Copy &image"), "file",
           lambda c: c.workspace.export.copy_image(), "Ctrl+C", "copy-image", enabled=has_image),
    Action("export_anonymised", QT_TRANSLATE_NOOP("Actions", "&Anonymised export…"), "file",
           lambda c: c.workspace.export.ask(), "Ctrl+Shift+E", "anonymise", enabled=has_image),
    Action("close_image", QT_TRANSLATE_NOOP("Actions", "&Close image"), "file",
           lambda c: c.window.close_image(), "Ctrl+W", "close", separator=True, enabled=has_image),
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
    Action("reset_display", QT_TRANSLATE_NOOP("Actions", "Reset all display settin&gs"), "edit",
           lambda c: connections.reset_display(c.window), "Shift+R", separator=True, enabled=has_image),
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
           lambda c: c.window.step_frame(-1), "Shift+PgUp", separator=True, enabled=has_image),
    Action("next_frame", QT_TRANSLATE_NOOP("Actions", "N&ext frame"), "image",
           lambda c: c.window.step_frame(1), "Shift+PgDown", enabled=has_image),
    Action("play", QT_TRANSLATE_NOOP("Actions", "Pla&y the frames"), "image",
           lambda c: c.window.cine.toggle(), "J", "resume",
           checkable=True, checked=lambda c: c.window.cine.playing, enabled=_has_frames),
    Action("slower", QT_TRANSLATE_NOOP("Actions", "Play slower"), "image",
           lambda c: c.window.cine.change_rate(-1), "[", enabled=_has_frames),
    Action("faster", QT_TRANSLATE_NOOP("Actions", "Play faster"), "image",
           lambda c: c.window.cine.change_rate(1), "]", enabled=_has_frames),
    Action("classify_again", QT_TRANSLATE_NOOP("Actions", "Re&load and reclassify"), "image",
           lambda c: c.window.classify_again(), "F5", separator=True),
    Action("heat_map", QT_TRANSLATE_NOOP("Actions", "&Heat map (attribution)"), "image",
           lambda c, on: connections.show_heat_map(c.window, on), "H",
           "heatmap", checkable=True, enabled=has_image),
    Action("patient_data", QT_TRANSLATE_NOOP("Actions", "Pat&ient data"), "image",
           lambda c, on: c.window.information_panel.set_patient_shown(on), icon="patient", checkable=True),
    Action("elements", QT_TRANSLATE_NOOP("Actions", "DICOM elemen&ts…"), "image",
           lambda c: c.workspace.show_elements(), "Ctrl+T", "tags", enabled=_is_dicom),
    Action("choose_model", QT_TRANSLATE_NOOP("Actions", "Choose a model &file…"), "image",
           lambda c: connections.choose_model(c.window), separator=True),
    Action("built_in_model", QT_TRANSLATE_NOOP("Actions", "&Built-in model"), "image",
           lambda c: c.window.model_runner.use_model(None),
           enabled=lambda c: c.window.model_runner.model_file is not None),
    Action("agree", QT_TRANSLATE_NOOP("Actions", "A&gree with the prediction"), "image",
           lambda c: c.workspace.marks.panel.agree(), "Shift+A",
           "agree", separator=True, enabled=_is_classified),
    Action("disagree", QT_TRANSLATE_NOOP("Actions", "&Disagree with the prediction"), "image",
           lambda c: c.workspace.marks.panel.disagree(), "Shift+D", "disagree", enabled=_is_classified),
    Action("note", QT_TRANSLATE_NOOP("Actions", "N&ote…"), "image",
           lambda c: c.workspace.marks.panel.edit_note(), "N", "note", enabled=_has_entry),
    Action("images_folder", QT_TRANSLATE_NOOP("Actions", "Locate i&mages…"), "image",
           lambda c: c.workspace.results.choose_images_folder(), enabled=_is_from_results),
    Action("compare", QT_TRANSLATE_NOOP("Actions", "&Compare two images"), "image",
           lambda c: comparing.compare_selected(c.window, c.workspace), "C",
           "compare", separator=True, enabled=_has_several),
    Action("compare_prior", QT_TRANSLATE_NOOP("Actions", "Compare with the prior image (&K)"), "image",
           lambda c: comparing.compare_with_prior(c.window, c.workspace), "V", "prior", enabled=_has_entry),
    Action("compare_heat_map", QT_TRANSLATE_NOOP("Actions", "Compare &with the heat map"), "image",
           lambda c: comparing.compare_heat_map(c.window, c.workspace), "Shift+C", enabled=_has_entry),
    Action("evaluate", QT_TRANSLATE_NOOP("Actions", "E&valuate dataset"), "image",
           lambda c: c.workspace.evaluate(), "Ctrl+E", "evaluate"),
    Action("reader_study", QT_TRANSLATE_NOOP("Actions", "Re&ader study…"), "image",
           lambda c: c.workspace.show_reader_study(), "Ctrl+Shift+T"),
    Action("review", QT_TRANSLATE_NOOP("Actions", "Ca&se review"), "image",
           lambda c: c.workspace.review_cases(), "Ctrl+Shift+R", "gallery"),
    Action("explore", QT_TRANSLATE_NOOP("Actions", "E&xplore dataset"), "image",
           lambda c: c.workspace.explore(), "Ctrl+D", "search"),
    Action("drift", QT_TRANSLATE_NOOP("Actions", "Compare res&ults over time"), "image",
           lambda c: c.workspace.compare_results(), icon="histogram"),
)
_VIEW: tuple[Action | Submenu, ...] = (
    Action("fit", QT_TRANSLATE_NOOP("Actions", "&Fit to window"), "view",
           lambda c: c.window.viewer.view.fit(), "F", "fit", enabled=has_image),
    Action("actual_size", QT_TRANSLATE_NOOP("Actions", "&Actual size"), "view",
           lambda c: c.window.viewer.view.actual_size(), "1", "actual-size", enabled=has_image),
    Action("zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom &in"), "view",
           lambda c: c.window.viewer.view.zoom(ZOOM_STEP), "+", "zoom-in", enabled=has_image),
    Action("zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom &out"), "view",
           lambda c: c.window.viewer.view.zoom(1 / ZOOM_STEP), "-", "zoom-out", enabled=has_image),
    Action("auto_window", QT_TRANSLATE_NOOP("Actions", "Auto &W/L"), "view",
           lambda c: c.window.histogram_panel.window_automatically(), "A",
           "auto-window", separator=True, enabled=has_image),
    Action("reset_window", QT_TRANSLATE_NOOP("Actions", "D&efault W/L"), "view",
           lambda c: c.window.display.reset_window(), "R", "reset", enabled=has_image),
    Submenu("windows", "view"),
    Action("keep_window", QT_TRANSLATE_NOOP("Actions", "Apply W/L to all i&mages"), "view",
           lambda c, on: connections.keep_window(c.window, on), "K", "link", checkable=True),
    Action("invert", QT_TRANSLATE_NOOP("Actions", "In&vert"), "view",
           lambda c: c.window.display.invert(), "I",
           "invert", checkable=True, checked=_is_inverted, enabled=has_image),
    Action("rotate_left", QT_TRANSLATE_NOOP("Actions", "Rotate &left"), "view",
           lambda c: c.window.display.turn(-1), "Shift+L",
           "rotate-left", separator=True,
           checkable=True, checked=lambda c: _is_turned(c, 2, 3), enabled=has_image),
    Action("rotate_right", QT_TRANSLATE_NOOP("Actions", "Rotate &right"), "view",
           lambda c: c.window.display.turn(1), "L", "rotate-right",
           checkable=True, checked=lambda c: _is_turned(c, 1, 2), enabled=has_image),
    Action("flip_horizontally", QT_TRANSLATE_NOOP("Actions", "Flip hori&zontally"), "view",
           lambda c: c.window.display.flip(), "X", "flip-horizontal",
           checkable=True, checked=lambda c: _is_flipped(c, vertically=False), enabled=has_image),
    Action("flip_vertically", QT_TRANSLATE_NOOP("Actions", "Flip verticall&y"), "view",
           lambda c: c.window.display.flip(vertically=True), "Y", "flip-vertical",
           checkable=True, checked=lambda c: _is_flipped(c, vertically=True), enabled=has_image),
    Submenu("tools", "view", separator=True),
    Action("local_contrast", QT_TRANSLATE_NOOP("Actions", "&Local contrast (CLAHE)"), "tools",
           lambda c: image_tools.toggle_local_contrast(c.window), "E",
           checkable=True, checked=lambda c: _is_filtered(c, "local_contrast"), enabled=has_image),
    Action("sharpen", QT_TRANSLATE_NOOP("Actions", "&Sharpen"), "tools",
           lambda c: image_tools.toggle_sharpening(c.window), "S",
           checkable=True, checked=lambda c: _is_filtered(c, "sharpened"), enabled=has_image),
    Action("gamma", QT_TRANSLATE_NOOP("Actions", "Next &gamma"), "tools",
           lambda c: image_tools.next_gamma(c.window), "U",
           checkable=True, checked=lambda c: _is_filtered(c, "gamma"), enabled=has_image),
    Action("colour_map", QT_TRANSLATE_NOOP("Actions", "Next &colour map"), "tools",
           lambda c: image_tools.next_colour_map(c.window), "P",
           checkable=True, checked=lambda c: _is_filtered(c, "colour_map"), enabled=has_image),
    Action("reset_filters", QT_TRANSLATE_NOOP("Actions", "&Reset display tools"), "tools",
           lambda c: image_tools.reset_filters(c.window), "Shift+E", enabled=_has_filters),
    Action("loupe", QT_TRANSLATE_NOOP("Actions", "Lo&upe (hold the key)"), "tools",
           lambda c, on: image_tools.hold_loupe(c.window, on), "Z",
           separator=True, checkable=True, enabled=has_image),
    Action("overview", QT_TRANSLATE_NOOP("Actions", "&Overview while zoomed"), "tools",
           lambda c, on: image_tools.show_overview(c.window, on), "O", checkable=True),
    Action("corner_overlay", QT_TRANSLATE_NOOP("Actions", "&Text in the corners"), "tools",
           lambda c, on: image_tools.show_corner_overlay(c.window, on), "T", checkable=True),
    Action("logarithmic", QT_TRANSLATE_NOOP("Actions", "Lo&garithmic histogram"), "view",
           lambda c, on: c.window.histogram_panel.set_logarithmic(on), "G", separator=True, checkable=True),
    Action("references", QT_TRANSLATE_NOOP("Actions", "Reference &curves in the histogram"), "view",
           lambda c, on: c.window.histogram_panel.set_references_shown(on), "Shift+G", checkable=True),
    Action("preset_1", QT_TRANSLATE_NOOP("Actions", "W/L preset &1"), "windows",
           lambda c: c.window.choose_preset(1), enabled=has_image),
    Action("preset_2", QT_TRANSLATE_NOOP("Actions", "W/L preset &2"), "windows",
           lambda c: c.window.choose_preset(2), enabled=has_image),
    Action("preset_3", QT_TRANSLATE_NOOP("Actions", "W/L preset &3"), "windows",
           lambda c: c.window.choose_preset(3), enabled=has_image),
    Action("preset_4", QT_TRANSLATE_NOOP("Actions", "W/L preset &4"), "windows",
           lambda c: c.window.choose_preset(4), enabled=has_image),
    Action("preset_5", QT_TRANSLATE_NOOP("Actions", "W/L preset &5"), "windows",
           lambda c: c.window.choose_preset(5), enabled=has_image),
    Submenu("mouse", "view", separator=True),
    Action("drag_window", QT_TRANSLATE_NOOP("Actions", "Window &width and centre"), "mouse",
           lambda c: c.window.settings.set(remembered.MOUSE_LEFT, "window"),
           checkable=True, checked=lambda c: c.window.settings.get(remembered.MOUSE_LEFT) == "window"),
    Action("drag_pan", QT_TRANSLATE_NOOP("Actions", "&Pan"), "mouse",
           lambda c: c.window.settings.set(remembered.MOUSE_LEFT, "pan"),
           checkable=True, checked=lambda c: c.window.settings.get(remembered.MOUSE_LEFT) == "pan"),
    Action("drag_zoom", QT_TRANSLATE_NOOP("Actions", "&Zoom"), "mouse",
           lambda c: c.window.settings.set(remembered.MOUSE_LEFT, "zoom"),
           checkable=True, checked=lambda c: c.window.settings.get(remembered.MOUSE_LEFT) == "zoom"),
    Action("drag_region", QT_TRANSLATE_NOOP("Actions", "W/L from &ROI"), "mouse",
           lambda c: c.window.settings.set(remembered.MOUSE_LEFT, "region"),
           checkable=True, checked=lambda c: c.window.settings.get(remembered.MOUSE_LEFT) == "region"),
    Action("drag_images", QT_TRANSLATE_NOOP("Actions", "&Next and previous image"), "mouse",
           lambda c: c.window.settings.set(remembered.MOUSE_LEFT, "images"),
           checkable=True, checked=lambda c: c.window.settings.get(remembered.MOUSE_LEFT) == "images"),
    Submenu("panels", "view"),
    Submenu("themes", "view"),
    Submenu("languages", "view"),
    Action("full_screen", QT_TRANSLATE_NOOP("Actions", "Reading mode (f&ull screen)"), "view",
           lambda c: c.reading_mode.toggle(), "F11",
           checkable=True, checked=lambda c: c.reading_mode.on),
    Action("panel_worklist", QT_TRANSLATE_NOOP("Actions", "&Worklist"), "panels",
           lambda c: c.window.docks.switch("worklist"), "F6",
           checkable=True, checked=lambda c: c.window.docks.in_front("worklist")),
    Action("panel_prediction", QT_TRANSLATE_NOOP("Actions", "&Prediction"), "panels",
           lambda c: c.window.docks.switch("prediction"), "F7",
           checkable=True, checked=lambda c: c.window.docks.in_front("prediction")),
    Action("panel_histogram", QT_TRANSLATE_NOOP("Actions", "&Histogram"), "panels",
           lambda c: c.window.docks.switch("histogram"), "F8",
           checkable=True, checked=lambda c: c.window.docks.in_front("histogram")),
    Action("panel_information", QT_TRANSLATE_NOOP("Actions", "&Image information"), "panels",
           lambda c: c.window.docks.switch("information"), "F9",
           checkable=True, checked=lambda c: c.window.docks.in_front("information")),
    Action("panel_measurements", QT_TRANSLATE_NOOP("Actions", "&Measurements"), "panels",
           lambda c: c.window.docks.switch("measurements"), "F4",
           checkable=True, checked=lambda c: c.window.docks.in_front("measurements")),
    Action("reset_panels", QT_TRANSLATE_NOOP("Actions", "&Reset the panels"), "panels",
           lambda c: c.window.docks.reset(), separator=True),
)
_HELP: tuple[Action | Submenu, ...] = (
    Action("shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard and mouse…"), "help",
           lambda c: c.help.show_shortcuts(), shortcut="F1", icon="keyboard"),
    Action("tour", QT_TRANSLATE_NOOP("Actions", "&Tour of the window"), "help",
           lambda c: c.tour.start()),
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

MENU_ENTRIES: tuple[Action | Submenu, ...] = (*_FILE, *_EDIT, *_IMAGE, *MEASURE_ACTIONS, *_VIEW, *_HELP)
"""All menus, entry by entry."""

ACTIONS: tuple[Action, ...] = tuple(entry for entry in MENU_ENTRIES if isinstance(entry, ActionSpec))
"""All actions of the main window."""

TOOL_BAR = (
    *("open", "open_folder", "", "previous_image", "next_image", "", "undo", "redo", ""),
    *("fit", "actual_size", "zoom_in", "zoom_out", "", "auto_window", "reset_window", "invert", ""),
    *("rotate_left", "rotate_right", "flip_horizontally", "flip_vertically", "", "heat_map", ""),
    *("length", "angle", "rectangle", "ellipse", "profile", "cardiothoracic_ratio", ""),
    *("arrow", "text", "freehand"),
)
"""Names of the actions of the tool bar; an empty one is a separator."""

CONTEXT_MENU = (
    *("fit", "actual_size", "", "auto_window", "reset_window", "invert", "", "rotate_left"),
    *("rotate_right", "flip_horizontally", "flip_vertically", "", "reset_display", "heat_map", ""),
    *("key_image", "delete_annotation"),
)
"""Names of the actions of the image's context menu; an empty one is a separator."""
