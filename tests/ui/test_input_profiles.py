"""Profiles of keys and mouse: those of other viewers, complete, and without two actions on one key."""

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.input_profiles import (
    PROFILES,
    PointerBindings,
    apply_profile,
    default_keys,
    is_changed,
    pointer_bindings,
)
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.action_table import ACTIONS

BUILT_IN = {action.name: action.shortcut for action in ACTIONS}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


def test_every_profile_can_be_chosen_and_the_default_changes_nothing() -> None:
    assert set(PROFILES) == set(remembered.INPUT_PROFILE.choices)
    assert default_keys("default", BUILT_IN) == BUILT_IN
    assert PROFILES["default"].pointer == PointerBindings()


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_names_actions_there_are_and_gives_no_key_twice(profile: str) -> None:
    assert set(PROFILES[profile].keys) <= set(BUILT_IN)
    keys = [QKeySequence(keys).toString() for keys in default_keys(profile, BUILT_IN).values() if keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("profile", PROFILES)
def test_an_action_that_has_a_key_has_one_in_every_profile(profile: str) -> None:
    keys = default_keys(profile, BUILT_IN)
    assert not [name for name, built_in in BUILT_IN.items() if built_in and not keys[name]]


def test_a_key_that_a_profile_gives_away_is_taken_from_who_had_it() -> None:
    keys = default_keys("ohif", {"flip_horizontally": "X", "other": "H", "third": "T"})
    assert keys == {"flip_horizontally": "H", "other": "", "third": "T"}


def test_keys_and_buttons_are_those_of_the_viewers() -> None:
    weasis, ohif = PROFILES["weasis"].pointer, PROFILES["ohif"].pointer
    assert (weasis.left, weasis.middle, weasis.right, weasis.wheel) == ("window", "pan", "none", "images")
    assert (ohif.left, ohif.middle, ohif.right, ohif.wheel) == ("window", "pan", "zoom", "images")
    assert (ohif.space, ohif.arrows) == ("reset", "images")
    keys = default_keys("ohif", BUILT_IN)
    assert {keys[name] for name in ("rotate_right", "rotate_left", "invert", "fit")} == {"R", "L", "I", "="}
    assert default_keys("weasis", BUILT_IN)["drag_pan"] == "T"


def test_a_profile_replaces_what_was_changed_by_hand(settings: Settings) -> None:
    settings.set(remembered.MOUSE_RIGHT, "region")
    settings.set_shortcuts({"invert": "F9"})
    assert is_changed(settings)
    apply_profile(settings, "weasis")
    assert not is_changed(settings)
    assert pointer_bindings(settings) == PROFILES["weasis"].pointer
    settings.set(remembered.MOUSE_RIGHT, "zoom")
    assert is_changed(settings)
