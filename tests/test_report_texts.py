"""The texts of reports and figures: complete in every language, all used, and without English in Korean."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_language import KOREAN_AVOIDED, found_in
from tests.test_message_catalogues import SAME_IN_EVERY_LANGUAGE, names
from xray_desktop.messages import Words
from xray_desktop.messages.catalogue import load_report_texts, report_languages

ROOT = Path(__file__).parents[1]
ENGLISH, KOREAN = load_report_texts("en"), load_report_texts("ko")

NAMES = SAME_IN_EVERY_LANGUAGE | frozenset(
    {
        *("AUC", "ROC", "ECE", "PPV", "NPV", "MCC", "LR", "SHA", "UNCERTAIN", "mid"),
        *("Wilson", "DeLong", "McNemar", "Tango", "Fleiss", "Cohen", "Everitt", "Nee", "Landis", "Sun", "Xu"),
        *("Fagerland", "Vickers", "Elkin", "Liang", "Zeger", "Cox", "Wald", "Bayes", "Brier"),
        *(
            "Kolmogorov",
            "Smirnov",
            "Obuchowski",
            "Rockette",
            "Hillis",
            "CLAIM",
            "STARD",
            "AI",
            "Patient",
            "ID",
        ),
    }
)
"""Names of measures, people, guidelines and classes: not words to be translated."""

FILES = re.compile(r"[a-z/]+\.(?:csv|html|json)")


PUNCTUATION = frozenset({"interval", "two_raters"})
"""Words in English, signs in Korean."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """The calls of `words`, whatever object has it."""
    for file in sorted((ROOT / "xray_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name == "words":
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def test_every_code_has_a_text_and_the_values_that_it_names() -> None:
    wrong = []
    for place, call in calls():
        code = call.args[0]
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            given = {keyword.arg for keyword in call.keywords}
            if code.value not in ENGLISH or given != names(ENGLISH[code.value]):
                wrong.append((place, code.value))
    assert wrong == []


def test_every_text_is_used() -> None:
    plain: set[str] = set()
    patterns = []
    for file in sorted((ROOT / "xray_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            elif isinstance(node, ast.JoinedStr) and re.match(r"[a-z_]+_$", str(_first(node))):
                patterns.append(re.compile(re.escape(str(_first(node))) + "[a-z0-9_]+"))
    assert [
        code for code in ENGLISH if code not in plain and not any(each.fullmatch(code) for each in patterns)
    ] == []


def _first(node: ast.JoinedStr) -> object:
    return node.values[0].value if isinstance(node.values[0], ast.Constant) else ""


@pytest.mark.parametrize("language", report_languages())
def test_each_language_has_the_same_codes_and_values(language: str) -> None:
    texts = load_report_texts(language)
    assert set(texts) == set(ENGLISH)
    assert [code for code in ENGLISH if names(texts[code]) != names(ENGLISH[code])] == []
    assert [code for code in texts if re.search("[<>&]", texts[code])] == []


@pytest.mark.parametrize("code", ENGLISH)
def test_the_korean_text_is_korean(code: str) -> None:
    def words(text: str) -> list[str]:
        plain = FILES.sub("", re.sub(r"\{[^}]*\}", "", text))
        return [word for word in re.findall(r"[A-Za-z]{2,}", plain) if word not in NAMES]

    assert words(KOREAN[code]) == []
    assert re.search("[가-힣]", KOREAN[code]) or not words(ENGLISH[code]) or code in PUNCTUATION


def test_the_texts_keep_the_glossary() -> None:
    assert [(code, line) for code, text in ENGLISH.items() for line in found_in(text)] == []
    assert [(word, text) for text in KOREAN.values() for word in KOREAN_AVOIDED if word in text] == []


def test_an_unknown_language_is_english_and_an_unknown_operating_point_keeps_its_name() -> None:
    assert Words("xx").language == "en"
    assert Words("ko").point("by hand") == "직접 설정"
    assert Words("ko").point("my_point") == "my point"
