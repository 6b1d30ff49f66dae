"""Keys and mouse buttons as other viewers have them, to choose from and to change from there.

Sources: Weasis, ActionW.java, MouseActions.java and DefaultView2d.java; OHIF, hotkeyBindings.js. What this
program does not have is left out, and Alt+F of Weasis, which opens the File menu here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.settings import Settings


@dataclass(frozen=True)
class PointerBindings:
    """What the mouse and the image's own keys do; words as in the settings of the same names.

    Attributes:
        left, middle, right: what a drag with the button does.
        wheel: what the wheel does; with Ctrl it always zooms.
        space: what the space bar does.
        arrows: what the arrow keys up and down do.
    """

    left: str = remembered.MOUSE_LEFT.default
    middle: str = remembered.MOUSE_MIDDLE.default
    right: str = remembered.MOUSE_RIGHT.default
    wheel: str = remembered.MOUSE_WHEEL.default
    space: str = remembered.KEY_SPACE.default
    arrows: str = remembered.KEY_ARROWS.default


@dataclass(frozen=True)
class InputProfile:
    """Keys and mouse of a viewer.

    Attributes:
        keys: key sequences in Qt's portable text by action name, where they differ from the built-in ones.
        pointer: what the mouse does.
    """

    keys: Mapping[str, str]
    pointer: PointerBindings


PROFILES: Mapping[str, InputProfile] = {
    "default": InputProfile({}, PointerBindings()),
    "weasis": InputProfile(
        {
            "drag_window": "W",
            "drag_pan": "T",
            "drag_zoom": "Z",
            "drag_images": "S",
            "rotate_left": "Alt+L",
            "rotate_right": "Alt+R",
            "corner_overlay": "I",
            # What Weasis's keys displace.
            "loupe": "Shift+Z",
            "sharpen": "Shift+S",
            "arrow": "Alt+W",
            "invert": "Shift+I",
        },
        PointerBindings(right="none", wheel="images"),
    ),
    "ohif": InputProfile(
        {
            "drag_zoom": "Z",
            "fit": "=",
            "rotate_left": "L",
            "rotate_right": "R",
            "flip_horizontally": "H",
            "flip_vertically": "V",
            "redo": "Ctrl+Y",
            **{f"preset_{number}": str(number) for number in range(1, 6)},
            # What OHIF's keys displace.
            "loupe": "Shift+Z",
            "compare_prior": "Shift+V",
            "heat_map": "Ctrl+H",
            "reset_window": "Ctrl+R",
            "actual_size": "Ctrl+1",
        },
        PointerBindings(wheel="images", space="reset", arrows="images"),
    ),
}
"""The profiles by their names in the settings."""


def default_keys(profile: str, built_in: Mapping[str, str]) -> dict[str, str]:
    """The key sequences of all actions under a profile, before anyone changes one.

    Args:
        profile: a name of `PROFILES`.
        built_in: the key sequence of each action by its name; empty for none.

    Returns:
        As `built_in`; an action whose sequence the profile gives to another one has none.
    """
    changed = {name: keys for name, keys in PROFILES[profile].keys.items() if name in built_in}
    taken = set(changed.values())
    kept = {name: "" if keys in taken else keys for name, keys in built_in.items()}
    return kept | changed


def pointer_bindings(settings: Settings) -> PointerBindings:
    """What the mouse does now."""
    get = settings.get
    return PointerBindings(
        get(remembered.MOUSE_LEFT),
        get(remembered.MOUSE_MIDDLE),
        get(remembered.MOUSE_RIGHT),
        get(remembered.MOUSE_WHEEL),
        get(remembered.KEY_SPACE),
        get(remembered.KEY_ARROWS),
    )


def is_changed(settings: Settings) -> bool:
    """Whether keys or buttons differ from the chosen profile."""
    profile = PROFILES[settings.get(remembered.INPUT_PROFILE)]
    return settings.has_own_shortcuts or pointer_bindings(settings) != profile.pointer


def apply_profile(settings: Settings, name: str) -> None:
    """Takes over all keys and buttons of a profile; what was changed by hand is forgotten."""
    pointer = PROFILES[name].pointer
    settings.set(remembered.MOUSE_LEFT, pointer.left)
    settings.set(remembered.MOUSE_MIDDLE, pointer.middle)
    settings.set(remembered.MOUSE_RIGHT, pointer.right)
    settings.set(remembered.MOUSE_WHEEL, pointer.wheel)
    settings.set(remembered.KEY_SPACE, pointer.space)
    settings.set(remembered.KEY_ARROWS, pointer.arrows)
    settings.set(remembered.INPUT_PROFILE, name)
    settings.set_shortcuts({})
