"""What the window remembers, and what it must not."""

import stat
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from xray_desktop.ui import settings as declared
from xray_desktop.ui.settings import RECENT_LIMIT, Setting, Settings

ALL = [value for value in vars(declared).values() if isinstance(value, Setting)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


@pytest.mark.parametrize("setting", ALL, ids=lambda setting: setting.key)
def test_a_setting_has_its_default_until_it_is_set(file: Path, setting: Setting[Any]) -> None:
    assert Settings(file).get(setting) == setting.default


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (declared.THEME, "dark"),
        (declared.HEATMAP_OPACITY, 0.25),
        (declared.REMEMBER_RECENT, False),
        (declared.GEOMETRY, QByteArray(b"\x00\x01\xff")),
        (declared.RECENT, ["one"]),
        (declared.RECENT, ["폐, 1.png", "b"]),
        (declared.RECENT, []),
    ],
)
def test_a_value_is_there_after_a_restart(file: Path, setting: Setting[Any], value: object) -> None:
    first = Settings(file)
    first.set(setting, value)
    assert first.save()
    assert Settings(file).get(setting) == value


def test_nonsense_in_the_file_gives_the_defaults(file: Path) -> None:
    file.write_text(
        "[appearance]\ntheme=purple\n[viewer]\nheatmap_opacity=much\nhistogram_logarithmic=perhaps\n"
        "[window]\ngeometry=12\n[classifying\n",
        encoding="utf-8",
    )
    settings = Settings(file)
    assert [settings.get(setting) for setting in ALL] == [setting.default for setting in ALL]


def test_a_number_outside_its_limits_gives_the_default(file: Path) -> None:
    file.write_text("[viewer]\nheatmap_opacity=7\n", encoding="utf-8")
    assert Settings(file).get(declared.HEATMAP_OPACITY) == declared.HEATMAP_OPACITY.default


def test_a_value_outside_the_choices_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="purple"):
        Settings(file).set(declared.THEME, "purple")


def test_a_change_is_signalled_once(file: Path, qtbot: QtBot) -> None:
    settings = Settings(file)
    with qtbot.waitSignal(settings.changed) as notified:
        settings.set(declared.THEME, "dark")
    assert notified.args == ["appearance/theme"]
    with qtbot.assertNotEmitted(settings.changed):
        settings.set(declared.THEME, "dark")


def test_recent_files_are_newest_first_unique_and_few(file: Path) -> None:
    settings = Settings(file)
    for number in range(RECENT_LIMIT + 5):
        settings.add_recent(f"{number}.png")
    settings.add_recent("8.png")
    assert settings.recent()[:2] == ["8.png", "16.png"]
    assert len(settings.recent()) == RECENT_LIMIT


def test_thousands_of_files_at_once_leave_the_last_few(file: Path) -> None:
    settings = Settings(file)
    changes: list[str] = []
    settings.changed.connect(changes.append)
    settings.add_recent(*(f"{number}.png" for number in range(5000)))
    assert settings.recent() == [f"{4999 - number}.png" for number in range(RECENT_LIMIT)]
    assert changes == ["files/recent"]


def test_turning_recent_files_off_forgets_them_and_adds_no_more(file: Path) -> None:
    settings = Settings(file)
    settings.add_recent("a.png")
    settings.remember_recent(False)
    settings.add_recent("b.png")
    assert settings.recent() == []
    assert settings.save()
    assert "a.png" not in file.read_text(encoding="utf-8")
    settings.remember_recent(True)
    assert settings.recent() == []


def test_a_shortcut_is_the_built_in_one_until_it_is_bound_again(file: Path) -> None:
    settings = Settings(file)
    assert settings.shortcut("open", "Ctrl+O") == "Ctrl+O"
    settings.set_shortcuts({"open": "Ctrl+Shift+O", "invert": ""})
    again = Settings(file)
    assert again.shortcut("open", "Ctrl+O") == "Ctrl+Shift+O"
    assert again.shortcut("invert", "I") == ""
    again.set_shortcuts({})
    assert again.shortcut("open", "Ctrl+O") == "Ctrl+O"


def test_reset_forgets_everything(file: Path) -> None:
    settings = Settings(file)
    settings.set(declared.THEME, "dark")
    settings.add_recent("a.png")
    settings.set_shortcuts({"open": "F2"})
    settings.reset()
    assert [settings.get(setting) for setting in ALL] == [setting.default for setting in ALL]
    assert settings.shortcut("open", "Ctrl+O") == "Ctrl+O"


def test_a_file_that_cannot_be_written_is_reported_and_does_no_harm(file: Path) -> None:
    file.mkdir()
    settings = Settings(file)
    settings.set(declared.THEME, "dark")
    assert not settings.save()
    assert settings.get(declared.THEME) in ("dark", "system")
    assert stat.S_ISDIR(file.stat().st_mode)
