"""The actions of the Measure menu: the tools, the key image flag, and what is done with annotations."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from xray_desktop.measurement.annotation import Kind
from xray_desktop.ui.window.controls import Action, Controls, has_image


def _toggle_key_image(c: Controls) -> None:
    annotations = c.window.viewer.view.editor.annotations
    annotations.set_key_image(not annotations.key_image)


def _toggle_annotations(c: Controls) -> None:
    editor = c.window.viewer.view.editor
    editor.set_visible(not editor.layer.visible)


def _has_selected(c: Controls) -> bool:
    return c.window.viewer.view.editor.annotations.selected is not None


def _tool(kind: Kind, text: object, shortcut: str, icon: str, *, separator: bool = False) -> Action:
    """The action that takes up a tool, and puts it down when it is in use."""
    return Action(
        kind.value,
        text,
        "measure",
        lambda c: c.window.viewer.view.editor.choose(kind),
        shortcut,
        icon,
        separator=separator,
        checkable=True,
        checked=lambda c: c.window.viewer.view.editor.tool is kind,
        enabled=has_image,
    )


# One entry, one paragraph: the table is to be read at a glance.
# fmt: off
MEASURE_ACTIONS: tuple[Action, ...] = (
    _tool(Kind.LENGTH, QT_TRANSLATE_NOOP("Actions", "&Length"), "D", "ruler"),
    _tool(Kind.ANGLE, QT_TRANSLATE_NOOP("Actions", "&Angle"), "Q", "angle"),
    _tool(Kind.RECTANGLE, QT_TRANSLATE_NOOP("Actions", "&Rectangle ROI"), "B", "roi-rectangle"),
    _tool(Kind.ELLIPSE, QT_TRANSLATE_NOOP("Actions", "&Ellipse ROI"), "Shift+B", "roi-ellipse"),
    _tool(Kind.PROFILE, QT_TRANSLATE_NOOP("Actions", "Line &profile"), "Shift+P", "profile"),
    _tool(Kind.CARDIOTHORACIC, QT_TRANSLATE_NOOP("Actions", "&Cardiothoracic ratio"), "Shift+H",
          "cardiothoracic"),
    _tool(Kind.ARROW, QT_TRANSLATE_NOOP("Actions", "Arro&w"), "W", "arrow", separator=True),
    _tool(Kind.TEXT, QT_TRANSLATE_NOOP("Actions", "&Text"), "Shift+T", "text"),
    _tool(Kind.FREEHAND, QT_TRANSLATE_NOOP("Actions", "&Freehand line"), "Shift+W", "freehand"),
    Action("key_image", QT_TRANSLATE_NOOP("Actions", "&Key image"), "measure",
           _toggle_key_image, "Shift+K", "key-image", separator=True, checkable=True,
           checked=lambda c: c.window.viewer.view.editor.annotations.key_image, enabled=has_image),
    Action("delete_annotation", QT_TRANSLATE_NOOP("Actions", "Delete the selected &measurement"), "measure",
           lambda c: c.window.viewer.view.editor.annotations.remove_selected(), icon="delete",
           enabled=_has_selected),
    Action("show_annotations", QT_TRANSLATE_NOOP("Actions", "&Show measurements and annotations"), "measure",
           _toggle_annotations, "Shift+M", separator=True, checkable=True,
           checked=lambda c: c.window.viewer.view.editor.layer.visible),
)
"""All entries of the menu, in its order."""
# fmt: on
