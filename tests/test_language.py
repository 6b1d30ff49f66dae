"""The words of the glossary (CONTEXT.md) are kept: no word that it avoids in texts, documents or code."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from xray_desktop.messages.catalogue import load_catalogue, load_report_texts
from xray_desktop.resources import resource

ROOT = Path(__file__).parents[1]

AVOIDED = {
    "film": r"films?",
    "verdict": r"verdicts?",
    "judge": r"(?:re|mis)?judg\w*",
    "anew": r"anew",
    "influence map": r"influences?",
    "screening": r"screening",
    "confirmatory": r"confirmatory",
    "lane": r"lanes?",
    "veil": r"veil",
    "standpoint": r"standpoints?",
    "befall": r"befalls?|befell",
    "burnt-in": r"burnt",
    "told": r"told",
    "turned away": r"turned away",
    "go on with": r"go(?:es)? on with",
    "comes along": r"comes? along",
    "sees to it": r"sees? to it",
    "sign of life": r"signs? of life",
    "by its own lights": r"own lights",
    "homeless": r"homeless",
    "is no X": r"(?<!there )is no (?!longer\b|more\b|less\b)\w+",
}
"""Each word that the glossary avoids, and how it is found in a text in lower case with its words apart."""

ALLOWED = (
    r"scanned films?",
    r"films? digiti[sz]er",
    r"photographs of films",
    r"pixar film",
    r"nominal scanned pixel spacing",
    r"(?:were|was) `[^)]*`",
    r"the results column `verdict`",
)
"""What is taken out of a text before it is searched: other meanings, and old names in the changelog."""

KOREAN_AVOIDED = (
    *("필름", "확진", "열지도", "문턱값", "새겨진 글자", "촬영 장비", "광도 해석", "작업 목록", "회색값"),
    *("두 번 누르", "고르십시오", "고르기", "끌기", "잊기", "판정", "선별"),
)

DOCUMENTS = [
    file
    for file in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("resources/*.md")])
    if file.name != "CONTEXT.md" and ".ko." not in file.name
]
CODE = sorted(
    file
    for folder in ("xray_desktop", "training", ".ci")
    for file in (ROOT / folder).rglob("*")
    if file.is_file() and file.suffix in (".py", ".html", ".md") and ".ko." not in file.name
)
KOREAN_DOCUMENTS = sorted(
    [*ROOT.glob("*.ko.md"), *ROOT.glob("resources/*.ko.md"), *ROOT.glob("training/templates/*.ko.md")]
)


def plain(text: str) -> str:
    """A text in lower case with the words of identifiers apart, without what is allowed."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ").lower()
    for allowed in ALLOWED:
        words = re.sub(allowed, "", words)
    return words


def found_in(text: str) -> Iterator[str]:
    """The lines of a text that hold a word to be avoided, with the word."""
    for number, line in enumerate(plain(text).splitlines(), 1):
        for word, pattern in AVOIDED.items():
            if re.search(rf"\b(?:{pattern})\b", line):
                yield f"{number}: {word}: {line.strip()[:100]}"


def window_texts() -> Iterator[tuple[str, str]]:
    """English and Korean of every text of the window."""
    for entry in ET.parse(resource("translations/xray-desktop_ko.ts")).getroot().iter("message"):
        translation = entry.find("translation")
        assert translation is not None
        yield entry.findtext("source") or "", "".join(translation.itertext())


def test_messages_keep_the_glossary() -> None:
    assert [(code, line) for code, text in load_catalogue("en").items() for line in found_in(text)] == []


def test_the_window_keeps_the_glossary() -> None:
    assert [(text, line) for text, _ in window_texts() for line in found_in(text)] == []


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_documents_keep_the_glossary(file: Path) -> None:
    assert list(found_in(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_code_keeps_the_glossary(file: Path) -> None:
    assert list(found_in(file.read_text(encoding="utf-8"))) == []


def test_korean_texts_keep_the_glossary() -> None:
    texts = [*load_catalogue("ko").values(), *(korean for _, korean in window_texts())]
    assert [(word, text) for text in texts for word in KOREAN_AVOIDED if word in text] == []


def with_wrong_particle(text: str) -> list[str]:
    """Korean words whose particle belongs to the other kind of final sound: "기록를" for "기록을".

    Only particles that are seldom the end of another word; "평가" and "증가" are such words.
    """
    found = re.findall(r"(?<![가-힣])([가-힣]+)(가|를|와)(?![가-힣])", text)
    closed = [(noun, particle) for noun, particle in found if (ord(noun[-1]) - ord("가")) % 28]
    return [noun + particle for noun, particle in closed if noun + particle not in ("평가", "증가")]


def test_korean_particles_follow_the_final_sound() -> None:
    assert with_wrong_particle("판독 기록가, 기록를, 정답와") == ["기록가", "기록를", "정답와"]
    assert with_wrong_particle("기록이, 파일과, 영상을, 평가") == []
    texts = [*load_catalogue("ko").values(), *load_report_texts("ko").values()]
    texts += [korean for _, korean in window_texts()]
    assert [(found, text) for text in texts for found in with_wrong_particle(text)] == []


@pytest.mark.parametrize("file", KOREAN_DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_korean_documents_keep_the_glossary(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [(word, line[:100]) for line in lines for word in KOREAN_AVOIDED if word in line] == []
