"""What the READMEs tell a stranger to type can be typed, and what they point to is there."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from release.readme_figures import READMES, renewed
from training.__main__ import _parser as training_parser
from xray_desktop.cli.main import classify_parser, window_parser
from xray_desktop.inference import Classifier, UnusableModel
from xray_desktop.results.reading import COLUMNS

ROOT = Path(__file__).resolve().parent.parent


def text_of(readme: str) -> str:
    return (ROOT / readme).read_text(encoding="utf-8")


def commands(readme: str) -> list[str]:
    """Lines of the shell blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", text_of(readme), re.DOTALL)
    return [line for block in blocks for line in block.strip().splitlines()]


def simple_commands(readme: str) -> list[list[str]]:
    """Single commands, the folder of the program left out."""
    parts = [shlex.split(part) for line in commands(readme) for part in line.split("&&")]
    return [[Path(words[0]).name, *words[1:]] for words in parts]


def test_ci_runs_the_test_command_of_the_readme():
    (test_command,) = [line for line in commands("README.md") if line.endswith("-m pytest")]
    assert test_command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_two_readmes_give_the_same_commands():
    assert commands("README.md") == commands("README.ko.md")


@pytest.mark.parametrize("readme", READMES)
def test_commands_of_the_application_and_of_training_are_understood(readme):
    parsed: list[argparse.Namespace] = []
    for program, *arguments in simple_commands(readme):
        if program == "xray-desktop":
            classify = arguments[0] == "classify"
            parser = classify_parser() if classify else window_parser()
            parsed.append(parser.parse_args(arguments[1:] if classify else arguments))
        elif arguments[:2] == ["-m", "training"]:
            parsed.append(training_parser().parse_args(arguments[2:]))
    assert len(parsed) == 8


@pytest.mark.parametrize("readme", READMES)
def test_what_is_linked_or_opened_is_there(readme):
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text_of(readme))
    named = re.findall(r"resources/samples/[\w-]+\.png", text_of(readme))
    missing = [link for link in (*links, *named) if "://" not in link and not (ROOT / link).exists()]
    assert not missing


@pytest.mark.parametrize("readme", READMES)
def test_extras_that_are_named_exist(readme):
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for extras in re.findall(r"'\.\[([\w,]+)\]'", text_of(readme)):
        for extra in extras.split(","):
            assert re.search(rf"^{extra} = \[", project, re.MULTILINE)


@pytest.mark.parametrize("readme", READMES)
def test_columns_of_the_results_are_those_that_are_written(readme):
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", text_of(readme), re.MULTILINE)
    notified = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert notified == list(COLUMNS)[: len(notified)]
    assert len(notified) == 9


@pytest.mark.parametrize("readme", READMES)
def test_figures_are_those_of_the_model_that_ships(readme):
    try:
        metadata = Classifier.load().metadata
    except UnusableModel as unusable:
        pytest.skip(str(unusable))
    notified = renewed(text_of(readme), metadata, readme)
    assert notified == text_of(readme), "renew them: python .ci/release/readme_figures.py"
