"""The catalogues of messages: complete in every language, used by the code, and without English in Korean."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from xray_desktop.messages import Message, load_catalogue, message, os_error
from xray_desktop.messages.operating_system import OS_CODES
from xray_desktop.resources import resource

ROOT = Path(__file__).parents[1]
ENGLISH, KOREAN = load_catalogue("en"), load_catalogue("ko")
LANGUAGES = sorted(
    file.stem.removeprefix("messages.") for file in resource("translations").glob("messages.*.toml")
)

SAME_IN_EVERY_LANGUAGE = frozenset(
    {
        *(
            "DICOM",
            "DICOMDIR",
            "JPEG",
            "PNG",
            "TIFF",
            "BMP",
            "WebP",
            "GIF",
            "AVIF",
            "EXIF",
            "CSV",
            "JSON",
            "Lines",
        ),
        *(
            "PDF",
            "PostScript",
            "ZIP",
            "gzip",
            "RAR",
            "HDF",
            "XML",
            "HTML",
            "SQLite",
            "Parquet",
            "ONNX",
            "csv",
        ),
        *(
            "CT",
            "MR",
            "PET",
            "OCT",
            "LUT",
            "VOI",
            "RGB",
            "YBR",
            "Modality",
            "Rescale",
            "Slope",
            "segmentation",
        ),
        *("Photometric", "Interpretation", "CPU", "MB", "kB", "Qt", "Dask", "pyarrow", "distributed"),
        "PNEUMONIA",
        *("HEIF", "HEIC", "pillow", "heif", "CIELAB", "Zip", "Windows", "Office"),
        *("Debian", "Ubuntu", "libxcb", "cursor"),
        "NORMAL",
        "UTF",
    }
)
"""Names of formats, standards, attributes and classes: not words to be translated."""

AS_IT_IS_TYPED = re.compile(r"--[a-z-]+|pip install \S+|“[A-Za-z .-]+”")
"""Options, commands and names of model outputs, which are typed alike in every language."""


def names(template: str) -> set[str]:
    """The names of a template's values."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def english_words(text: str) -> list[str]:
    """The words of a text in Latin letters that are not the same in every language."""
    words = re.findall(r"[A-Za-z]{2,}", AS_IT_IS_TYPED.sub("", text))
    return [word for word in words if word not in SAME_IN_EVERY_LANGUAGE]


# What the code says


class Use:
    """One place in the code that makes a message: its code and the names of its values (None: not known)."""

    def __init__(self, place: str, code: str, values: frozenset[str] | None, call: ast.Call) -> None:
        self.place, self.code, self.values, self.call = place, code, values, call


@cache
def trees() -> dict[str, ast.Module]:
    files = sorted((ROOT / "xray_desktop").rglob("*.py"))
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8")) for file in files}


@cache
def makers() -> frozenset[str]:
    """The functions and classes that make a message from a code: `message` and what derives from
    MessageError.
    """
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"MessageError"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return frozenset(found | {"message"})


def codes_of(node: ast.expr) -> list[str]:
    """The codes that the first argument of a call may be; none when it is computed."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return codes_of(node.body) + codes_of(node.orelse)
    return []


def uses() -> Iterator[Use]:
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            if name not in makers():
                continue
            given = [keyword.arg for keyword in node.keywords]
            values = None if None in given else frozenset(arg for arg in given if arg is not None)
            for code in codes_of(node.args[0]):
                yield Use(f"{file}:{node.lineno}", code, values, node)


@cache
def texts_of_the_code() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """All strings in the code, and the f-strings as patterns."""
    plain: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9_]+"
                    for part in node.values
                ]
                if re.match(r"[a-z]+_", str(node.values[0].value)):
                    patterns.append(re.compile("".join(parts)))
    return frozenset(plain), tuple(patterns)


def test_every_code_that_the_program_uses_has_a_text() -> None:
    assert [(use.place, use.code) for use in uses() if use.code not in ENGLISH] == []
    assert ENGLISH.keys() >= OS_CODES


def test_every_message_carries_the_values_that_its_text_names() -> None:
    wrong = [
        (use.place, use.code, sorted(use.values ^ names(ENGLISH[use.code])))
        for use in uses()
        if use.values is not None and use.code in ENGLISH and use.values != names(ENGLISH[use.code])
    ]
    assert wrong == []


def test_every_text_of_the_catalogue_is_used() -> None:
    plain, patterns = texts_of_the_code()
    unused = [
        code
        for code in ENGLISH
        if code not in plain and not any(pattern.fullmatch(code) for pattern in patterns)
    ]
    assert unused == []


def test_a_word_within_a_message_is_a_message_itself() -> None:
    """English text as a value would stay English in every language."""
    wrong = [
        (use.place, keyword.arg, keyword.value.value)
        for use in uses()
        for keyword in use.call.keywords
        if isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
        and english_words(keyword.value.value)
    ]
    assert wrong == []


# What the catalogues say


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogues_have_the_same_codes_and_values(language: str) -> None:
    catalogue = load_catalogue(language)
    assert set(catalogue) == set(ENGLISH)
    different = [code for code in ENGLISH if names(catalogue[code]) != names(ENGLISH[code])]
    assert different == []


def filled(code: str) -> Message:
    """A message of a code with a value for each name, a number where the texts want one."""
    values: dict[str, str | int] = {}
    for text in (ENGLISH[code], KOREAN[code]):
        for _, name, spec, _ in string.Formatter().parse(text):
            if name is not None:
                values[name] = 7 if spec or isinstance(values.get(name), int) else values.get(name, "§")
    return message(code, **values)


@pytest.mark.parametrize("code", ENGLISH)
def test_a_text_can_be_filled(code: str) -> None:
    for catalogue in (ENGLISH, KOREAN):
        text = filled(code).text(catalogue)
        assert text
        assert "{" not in text


@pytest.mark.parametrize("code", ENGLISH)
def test_the_korean_text_is_korean(code: str) -> None:
    text = filled(code).text(KOREAN)
    assert english_words(text) == []
    assert re.search("[가-힣]", text) or not english_words(filled(code).text(ENGLISH))


@pytest.mark.parametrize("code", [code for code in ENGLISH if code.startswith("modality_")])
def test_a_rejected_modality_is_named_in_korean(code: str) -> None:
    text = message("not_a_radiograph", modality=filled(code)).text(KOREAN)
    assert english_words(text) == []


@pytest.mark.parametrize("number", range(1, 135))
def test_a_reason_of_the_operating_system_is_given_in_korean(number: int) -> None:
    text = message("file_not_readable", file="§", reason=os_error(OSError(number, "x"))).text(KOREAN)
    assert english_words(text) == []


@pytest.mark.parametrize("code", ENGLISH)
def test_a_message_about_a_file_says_what_to_do(code: str) -> None:
    text = ENGLISH[code]
    if re.match(r"\{file\} .+\.", text):
        assert re.search(r"[.:;] [A-Z]|; |\{reason\}$", text) or code in RESULTS_OF_ACTIONS, text


RESULTS_OF_ACTIONS = frozenset({"results_exist", "results_other_version", "results_other_model"})
"""Messages that another message with the remedy follows."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_messages_of_the_command_line_name_its_options(language: str) -> None:
    shown_in_the_window = {
        use.code for use in uses() if re.match("xray_desktop/ui/(?!application)", use.place)
    }
    assert [
        code for code in shown_in_the_window if re.search(r"(^|[ (])--[a-z]", load_catalogue(language)[code])
    ] == []
