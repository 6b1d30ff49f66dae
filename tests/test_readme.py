"""The commands in the READMEs work, their links lead somewhere, and their tables match the program."""

import argparse
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from release.readme_figures import READMES, with_figures
from training.__main__ import parse as parse_training
from xray_desktop.cli.classify import classify_parser
from xray_desktop.cli.window import window_parser
from xray_desktop.inference import Classifier, UnusableModel
from xray_desktop.results.row import COLUMNS

ROOT = Path(__file__).resolve().parent.parent


def text_of(readme: str) -> str:
    return (ROOT / readme).read_text(encoding="utf-8")


def commands(readme: str) -> list[str]:
    """Lines of the shell blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", text_of(readme), re.DOTALL)
    return [line for block in blocks for line in block.strip().splitlines()]


def simple_commands(readme: str) -> list[list[str]]:
    """Single commands, without the folder of the program."""
    parts = [shlex.split(part) for line in commands(readme) for part in line.split("&&")]
    return [[Path(words[0]).name, *words[1:]] for words in parts]


def test_ci_runs_the_test_command_of_the_readme():
    (test_command,) = [line for line in commands("README.md") if line.endswith("-m pytest")]
    assert test_command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_two_readmes_give_the_same_commands():
    assert commands("README.md") == commands("README.ko.md")


@pytest.mark.parametrize("readme", READMES)
def test_commands_of_the_application_and_of_training_can_be_parsed(readme):
    parsed: list[argparse.Namespace] = []
    for program, *arguments in simple_commands(readme):
        if program == "xray-desktop":
            classify = arguments[0] == "classify"
            parser = classify_parser() if classify else window_parser()
            parsed.append(parser.parse_args(arguments[1:] if classify else arguments))
        elif arguments[:2] == ["-m", "training"]:
            parsed.append(parse_training(arguments[2:]))
    assert len(parsed) == 8


@pytest.mark.parametrize("readme", READMES)
def test_linked_files_and_samples_exist(readme):
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text_of(readme))
    named = re.findall(r"resources/samples/[\w-]+\.png", text_of(readme))
    missing = [link for link in (*links, *named) if "://" not in link and not (ROOT / link).exists()]
    assert not missing


@pytest.mark.parametrize("readme", READMES)
def test_named_extras_and_dependency_groups_exist(readme):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = {name for group in re.findall(r"'\.\[([\w,]+)\]'", text_of(readme)) for name in group.split(",")}
    assert extras
    assert extras <= project["project"]["optional-dependencies"].keys()
    groups = set(re.findall(r"--group (\w+)", text_of(readme)))
    assert groups == {"test", "build"}
    assert groups <= project["dependency-groups"].keys()


@pytest.mark.parametrize("readme", READMES)
def test_table_of_columns_is_that_of_the_results_files(readme):
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", text_of(readme), re.MULTILINE)
    documented = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert documented == list(COLUMNS)


@pytest.mark.parametrize("readme", READMES)
def test_figures_are_those_of_the_bundled_model(readme):
    try:
        metadata = Classifier.load().metadata
    except UnusableModel as unusable:
        pytest.skip(str(unusable))
    documented = with_figures(text_of(readme), metadata, readme)
    assert documented == text_of(readme), "update them: python .ci/release/readme_figures.py"
