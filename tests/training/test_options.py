"""Options declared once: default, command line and back."""

import argparse
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from training.options import add_options, command_line, from_arguments, option


@dataclass(frozen=True)
class Inner:
    rate: float = option("a number", 5e-5)
    range: tuple[float, float] = option("two", (0.5, 1.0), flags=("--area",))
    fixed: int = 7
    seed: int = option("shared", 0)


@dataclass(frozen=True, kw_only=True)
class Outer:
    run: Path = option("required", flags=("--run", "--folder"))
    runs: tuple[Path, ...] = option("several", positional=True, metavar="RUN")
    shares: dict[str, float] = option("by name", {"children": 2.0}, flags=("--share",))
    equal: bool = option("a switch", False)
    side: str = option("a choice", "train", choices=("train", "validation"))
    one: str = option("either", "", group="either")
    other: str = option("or", "", group="either")
    seed: int = option("shared", 0)
    inner: Inner = field(default_factory=Inner)


def _parsed(*words):
    parser = argparse.ArgumentParser()
    add_options(parser, Outer)
    return from_arguments(Outer, parser.parse_args(list(words)))


def test_what_is_not_given_keeps_the_default_of_the_dataclass():
    assert _parsed("a", "--run", "r") == Outer(run=Path("r"), runs=(Path("a"),))


def test_every_kind_of_field_is_read():
    words = ["a", "b", "--folder", "r", "--share", "nih=3", "--share", "adult=1.5", "--equal"]
    words += ["--side", "validation", "--area", "0.2", "1.1", "--rate", "1e-3"]
    inner = Inner(rate=1e-3, range=(0.2, 1.1))
    assert _parsed(*words) == Outer(
        run=Path("r"),
        runs=(Path("a"), Path("b")),
        shares={"nih": 3.0, "adult": 1.5},
        equal=True,
        side="validation",
        inner=inner,
    )


def test_an_option_of_two_dataclasses_is_given_to_both():
    options = _parsed("a", "--run", "r", "--seed", "5")
    assert (options.seed, options.inner.seed) == (5, 5)


@pytest.mark.parametrize(
    "words",
    [
        ["a"],
        ["a", "--run", "r", "--share", "nih"],
        ["a", "--run", "r", "--share", "nih=many"],
        ["a", "--run", "r", "--fixed", "8"],
        ["a", "--run", "r", "--side", "test"],
        ["a", "--run", "r", "--one", "x", "--other", "y"],
    ],
)
def test_wrong_usage_ends_with_status_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        _parsed(*words)
    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_the_command_line_of_options_gives_the_same_options():
    words = ["a", "b", "--run", "r", "--share", "nih=3", "--equal", "--rate", "0.001", "--area", "0.2", "1.1"]
    options = _parsed(*words)
    prefix = ["python", "-m", "training", "train"]
    line = command_line("train", options).split()
    assert line[:4] == prefix
    assert _parsed(*line[4:]) == options
    assert command_line("train", _parsed("a", "--run", "r")) == "python -m training train a --run r"


def test_help_names_the_defaults(capsys):
    with pytest.raises(SystemExit):
        _parsed("--help")
    said = capsys.readouterr().out
    assert "(default: children=2)" in said
    assert "(default: 0.5 1)" in said
