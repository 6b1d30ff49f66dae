"""The languages: complete, with the same places for values, and switched while the window is open."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xray_desktop.messages import load_catalogue, message
from xray_desktop.resources import resource
from xray_desktop.ui.text import translation
from xray_desktop.ui.text.messages import sentences, shown, shown_all
from xray_desktop.ui.text.translation import Translation, language_of_the_system, languages
from xray_desktop.ui.window.main_window import MainWindow

ROOT = Path(__file__).parents[3]
CATALOGUES = sorted(resource("translations").glob("xray-desktop_*.ts"))
WAIT_MS = 60_000


def tool(name: str) -> str:
    """One of Qt's translation tools, which come with PySide6."""
    return str(Path(sys.executable).with_name(name))


def translations(catalogue: Path) -> list[tuple[str, str, list[str], bool]]:
    """Context, source, translations and whether they are finished."""
    found = []
    for context in ET.parse(catalogue).getroot().iter("context"):
        for entry in context.iter("message"):
            element = entry.find("translation")
            assert element is not None
            texts = [form.text or "" for form in element.iter("numerusform")] or [element.text or ""]
            source = entry.findtext("source") or ""
            found.append((context.findtext("name") or "", source, texts, element.get("type") is None))
    return found


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the catalogues, brought up to date with the code."""
    folder = tmp_path_factory.mktemp("translations")
    sources = [str(file) for file in sorted((ROOT / "xray_desktop" / "ui").rglob("*.py"))]
    for catalogue in CATALOGUES:
        copy = shutil.copy(catalogue, folder)
        plurals = ["-pluralonly"] if catalogue.stem.endswith("_en") else []
        command = [tool("pyside6-lupdate"), *sources, "-ts", copy, "-no-obsolete", "-locations", "none"]
        subprocess.run([*command, *plurals], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", [file.name for file in CATALOGUES])
def test_every_text_of_the_window_has_a_translation(updated: Path, name: str) -> None:
    missing = [(context, source) for context, source, _, done in translations(updated / name) if not done]
    assert not missing, "run .ci/update-translations and translate"
    assert all(all(texts) for _, _, texts, _ in translations(updated / name))


def test_the_korean_catalogue_holds_the_whole_window(updated: Path) -> None:
    assert len(translations(updated / "xray-desktop_ko.ts")) > 400


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.stem)
def test_the_compiled_file_is_that_of_the_catalogue(catalogue: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "made.qm"
    subprocess.run(
        [tool("pyside6-lrelease"), str(catalogue), "-qm", str(compiled)], check=True, capture_output=True
    )
    assert compiled.read_bytes() == catalogue.with_suffix(".qm").read_bytes(), "run .ci/update-translations"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.stem)
def test_a_translation_has_the_same_places_for_values(catalogue: Path) -> None:
    for _, source, texts, _ in translations(catalogue):
        wanted = sorted(re.findall(r"\{[^}]*\}|%n", source))
        for text in texts:
            assert sorted(re.findall(r"\{[^}]*\}|%n", text)) == wanted, source


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.stem)
def test_a_translation_keeps_the_menu_key(catalogue: Path) -> None:
    for _, source, texts, _ in translations(catalogue):
        key = re.search(r"&([A-Za-z])", source)
        for text in texts:
            found = re.search(r"&([A-Za-z])", text)
            assert (found and found[1].upper()) == (key and key[1].upper()), source


# Messages of the other layers


def test_a_message_is_shown_in_the_language_in_use(qapp: QApplication) -> None:
    made = Translation(qapp)
    text = message("decoder_missing", file="x.dcm", kind="JPEG")
    english = shown(text)
    made.use("ko")
    assert shown(text) == text.text(load_catalogue("ko"))
    made.use("en")
    assert shown(text) == english == str(text)


def test_messages_are_joined_as_sentences(qapp: QApplication) -> None:
    Translation(qapp).use("en")
    notes = [message("luminance_shown"), message("truncated")]
    assert shown_all(notes) == "; ".join(map(str, notes))
    assert (
        sentences(notes) == "Colour image, luminance shown. The image data is truncated: copy the file again."
    )


# Which languages there are, and switching


def test_english_and_korean_are_there_by_their_own_names() -> None:
    assert languages() == {"en": "English", "ko": "한국어"}


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["ko-KR", "en-US"], "ko"),
        (["fr-FR", "ko"], "ko"),
        (["en-GB", "ko"], "en"),
        (["fr"], "en"),
        ([], "en"),
    ],
)
def test_the_systems_first_known_language_is_taken(wanted: list[str], language: str) -> None:
    assert language_of_the_system(wanted) == language


def test_another_language_is_one_more_file(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = tmp_path / "xray-desktop_de.ts"
    catalogue.write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="de"><context>'
        "<name>MainWindow</name><message><source>Open files</source>"
        "<translation>Dateien öffnen</translation></message></context></TS>",
        encoding="utf-8",
    )
    subprocess.run([tool("pyside6-lrelease"), str(catalogue)], check=True, capture_output=True)
    monkeypatch.setattr(translation, "resource", lambda name: tmp_path.joinpath(*name.split("/")[1:]))
    assert languages() == {"en": "English", "de": "Deutsch"}
    made = Translation(qapp)
    made.use("de")
    assert QApplication.translate("MainWindow", "Open files") == "Dateien öffnen"
    made.use("en")
    assert QApplication.translate("MainWindow", "Open files") == "Open files"


def test_an_unknown_language_in_the_settings_is_english(qapp: QApplication) -> None:
    made = Translation(qapp)
    made.use("tlh")
    assert made.language == "en"


def test_the_open_window_changes_its_language_and_back(
    window: MainWindow, image_file: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([image_file])
    before = texts_of(window)
    with qtbot.waitSignal(window.translation.changed):
        window.translation.use("ko")
    QApplication.processEvents()
    korean = texts_of(window)
    assert {name: text for name, text in korean.items() if not re.search("[가-힣]", text)} == {}
    window.translation.use("en")
    QApplication.processEvents()
    assert texts_of(window) == before


def texts_of(window: MainWindow) -> dict[str, str]:
    """The texts of the window's actions, docks and menus."""
    texts = {name: window.actions_[name].text() for name in window.actions_}
    texts |= {dock.objectName(): dock.windowTitle() for dock in window.docks}
    texts["search"] = window.worklist.filter_bar.search.placeholderText()
    texts["menu"] = window.menus.file.title()
    return texts
