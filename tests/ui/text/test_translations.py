"""The languages: complete, with the same places for values, and switched while the window is open."""

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xray_desktop.resources import resource
from xray_desktop.ui.text import sentences, translation
from xray_desktop.ui.text.sentences import TEMPLATES, translated
from xray_desktop.ui.text.translation import Translation, language_of_the_system, languages
from xray_desktop.ui.window.main_window import MainWindow

ROOT = Path(__file__).parents[3]
CATALOGUES = sorted(resource("translations").glob("xray-desktop_*.ts"))
WAIT_MS = 60_000


def tool(name: str) -> str:
    """One of Qt's translation tools, which come with PySide6."""
    return str(Path(sys.executable).with_name(name))


def messages(catalogue: Path) -> list[tuple[str, str, list[str], bool]]:
    """Context, source, translations and whether they are finished."""
    found = []
    for context in ET.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            element = message.find("translation")
            assert element is not None
            texts = [form.text or "" for form in element.iter("numerusform")] or [element.text or ""]
            source = message.findtext("source") or ""
            found.append((context.findtext("name") or "", source, texts, element.get("type") is None))
    return found


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the catalogues, brought up to date with the code."""
    folder = tmp_path_factory.mktemp("translations")
    sources = [str(file) for file in sorted((ROOT / "xray_desktop" / "ui").glob("*.py"))]
    for catalogue in CATALOGUES:
        copy = shutil.copy(catalogue, folder)
        plurals = ["-pluralonly"] if catalogue.stem.endswith("_en") else []
        command = [tool("pyside6-lupdate"), *sources, "-ts", copy, "-no-obsolete", "-locations", "none"]
        subprocess.run([*command, *plurals], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", [file.name for file in CATALOGUES])
def test_every_text_of_the_window_has_a_translation(updated: Path, name: str) -> None:
    missing = [(context, source) for context, source, _, done in messages(updated / name) if not done]
    assert not missing, "run .ci/update-translations and translate"
    assert all(all(texts) for _, _, texts, _ in messages(updated / name))


def test_the_korean_catalogue_holds_the_whole_window(updated: Path) -> None:
    assert len(messages(updated / "xray-desktop_ko.ts")) > 500


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.stem)
def test_the_compiled_file_is_that_of_the_catalogue(catalogue: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "made.qm"
    subprocess.run(
        [tool("pyside6-lrelease"), str(catalogue), "-qm", str(compiled)], check=True, capture_output=True
    )
    assert compiled.read_bytes() == catalogue.with_suffix(".qm").read_bytes(), "run .ci/update-translations"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.stem)
def test_a_translation_has_the_same_places_for_values(catalogue: Path) -> None:
    for _, source, texts, _ in messages(catalogue):
        wanted = sorted(re.findall(r"\{[^}]*\}|%n", source))
        for text in texts:
            assert sorted(re.findall(r"\{[^}]*\}|%n", text)) == wanted, source


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.stem)
def test_a_translation_keeps_the_menu_key(catalogue: Path) -> None:
    for _, source, texts, _ in messages(catalogue):
        key = re.search(r"&([A-Za-z])", source)
        for text in texts:
            found = re.search(r"&([A-Za-z])", text)
            assert (found and found[1].upper()) == (key and key[1].upper()), source


# Sentences of the floors below


ERRORS = {
    *("UnreadableRadiograph", "LimitExceeded", "UnusableModel", "NothingToDo", "UnusableResults"),
    *("BatchStopped", "UnusableMarks", "ReadingProcessFailed", "UnwritableReport"),
}
ELSEWHERE = {
    *("cluster", "merging", "parquet", "parquet_results", "row_stream", "heat_maps", "summary", "arrays"),
    "batch_command",
}
"""Modules of the command line and of the Python interface; the window never shows what they say."""


def said_by_the_floors() -> Iterator[tuple[str, str]]:
    """Where, and every sentence written there for a person, with {} for the values in it."""
    for file in sorted((ROOT / "xray_desktop").rglob("*.py")):
        if file.stem in ELSEWHERE or file.stem == "cli":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            owner = getattr(getattr(function, "value", None), "id", "") or getattr(
                getattr(function, "value", None), "attr", ""
            )
            collects = name == "append" and owner in ("notes", "doubts", "remarks", "complaints")
            text = written(node.args[0])
            if text and (name in ERRORS or collects):
                yield f"{file.stem}:{node.lineno}", text


def written(node: ast.expr) -> str:
    """A string or f-string as it is written, {} for values; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def test_every_sentence_of_the_floors_below_is_in_the_list() -> None:
    listed = {re.sub(r"\{\d\}", "{}", template) for template in TEMPLATES}
    missing = [
        (place, text)
        for place, text in said_by_the_floors()
        if text not in listed and re.sub(r"[{} .]", "", text)
    ]
    assert not missing


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[Translation]:
    made = Translation(qapp)
    made.use("ko")
    yield made
    made.use("en")
    made.deleteLater()


@pytest.mark.parametrize("sentence", TEMPLATES)
def test_no_sentence_of_the_window_names_an_option_of_the_command_line(sentence: str) -> None:
    assert not re.search(r"(^|[ (])--[a-z]", sentence)


@pytest.mark.parametrize(
    "sentence", [template for template in TEMPLATES if re.fullmatch(r"\{0\} .+\.", template)]
)
def test_what_is_wrong_with_a_file_comes_with_what_to_do(sentence: str) -> None:
    assert re.search(r"\. [A-Z]|; open ", sentence)


@pytest.mark.parametrize("sentence", [re.sub(r"\{\d\}", "QQ", template) for template in TEMPLATES])
@pytest.mark.usefixtures("korean")
def test_every_listed_sentence_is_said_in_korean(sentence: str) -> None:
    said = translated(sentence)
    assert said != sentence
    assert re.search("[가-힣]", said.replace("QQ", ""))
    assert said.count("QQ") == sentence.count("QQ")


@pytest.mark.usefixtures("korean")
def test_values_stay_and_phrases_within_a_sentence_are_translated() -> None:
    said = translated("image.dcm is not read: it has more than 7 parts. Export it again as one plain image.")
    assert (
        said
        == "image.dcm을(를) 읽지 않습니다. 부분이 7개보다 많습니다. 한 장의 일반 영상으로 다시 내보내십시오."
    )
    assert translated(
        "x.jpg is a web page, not an image. Open a DICOM, JPEG, PNG, TIFF, BMP, WebP or GIF file."
    ) == (
        "x.jpg은(는) 웹 페이지이며 영상이 아닙니다. DICOM, JPEG, PNG, TIFF, BMP, WebP, GIF 파일을 여십시오."
    )
    assert translated("the image data is truncated; its Modality LUT is damaged") == (
        "영상 데이터가 잘렸습니다; Modality LUT이 손상되었습니다"
    )


@pytest.mark.parametrize("sentence", ["", "something unheard of", "한국어", "{0} {x} %n \\ & <b>"])
@pytest.mark.usefixtures("korean")
def test_an_unknown_sentence_stays_as_it_is(sentence: str) -> None:
    assert translated(sentence) == sentence


def test_in_english_every_sentence_stays_as_it_is(qapp: QApplication) -> None:
    Translation(qapp).use("en")
    sentence = "image.dcm is empty. Copy or download it again."
    assert sentences.translated(sentence) == sentence


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
