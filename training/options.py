"""Options declared once: the fields of a dataclass are the defaults, the command line and the record of a
run.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, field, fields, is_dataclass
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Options = TypeVar("Options")


def option(
    help: str,
    default: Any = MISSING,
    *,
    flags: tuple[str, ...] = (),
    metavar: str | tuple[str, ...] | None = None,
    choices: tuple[str, ...] | None = None,
    positional: bool = False,
    group: str = "",
) -> Any:
    """A field of a dataclass of options that is also an option of the command line.

    Args:
        help: for `--help`.
        default: a mapping is copied for each instance; without a default the option is required.
        flags: instead of the field's own name.
        positional: an argument without a flag.
        group: options of the same group exclude each other.
    """
    metadata = {"help": help, "flags": flags, "positional": positional, "group": group}
    metadata |= {"keywords": {"metavar": metavar, "choices": choices}}
    if isinstance(default, Mapping):
        return field(default_factory=lambda: dict(default), metadata=metadata)
    return field(default=default, metadata=metadata)


def add_options(parser: argparse.ArgumentParser, kind: type) -> None:
    """Adds the options of a dataclass, and of the dataclasses that are its fields, to a parser.

    An option of the same flag in two of them is one option for both. Fields that were not made by `option`
    stay off the command line.
    """
    _add(parser, kind, {}, set())


def from_arguments(kind: type[Options], arguments: argparse.Namespace) -> Options:
    """The dataclass with the values that were given; the others keep the dataclass's defaults."""
    values: dict[str, Any] = {}
    for item, hint in _typed_fields(kind):
        if isinstance(hint, type) and is_dataclass(hint):
            values[item.name] = from_arguments(hint, arguments)
        elif item.metadata and hasattr(arguments, _name(item)):
            value = getattr(arguments, _name(item))
            container = {tuple: tuple, dict: dict}.get(get_origin(hint) or hint)
            values[item.name] = container(value) if container else value
    return kind(**values)


def command_line(command: str, options: Any) -> str:
    """The command that gives these options; what is as by default is left out."""
    return " ".join(["python -m training", command, *_words(options, set())])


def _add(parser: argparse.ArgumentParser, kind: type, groups: dict[str, Any], known: set[str]) -> None:
    for item, hint in _typed_fields(kind):
        if isinstance(hint, type) and is_dataclass(hint):
            _add(parser, hint, groups, known)
        elif item.metadata and _name(item) not in known:
            known.add(_name(item))
            target: Any = parser
            if name := item.metadata["group"]:
                if name not in groups:
                    groups[name] = parser.add_mutually_exclusive_group()
                target = groups[name]
            target.add_argument(*_flags(item), **_keywords(item, hint))


def _keywords(item: Field[Any], hint: Any) -> dict[str, Any]:
    keywords = {key: value for key, value in item.metadata["keywords"].items() if value is not None}
    keywords |= {"help": item.metadata["help"], "default": argparse.SUPPRESS}
    default = _default(item)
    if default not in (MISSING, None, "", False, {}, ()):
        keywords["help"] += f" (default: {' '.join(_shown(default))})"
    inner = [part for part in get_args(hint) if part not in (NoneType, Ellipsis)]
    origin = get_origin(hint)
    if hint is bool:
        return keywords | {"action": "store_true"}
    if origin is dict:
        keywords |= {"action": "append", "type": _pair(inner[1])}
    elif origin is tuple:
        keywords["type"] = inner[0]
        if Ellipsis not in get_args(hint):
            keywords["nargs"] = len(inner)
        elif item.metadata["positional"]:
            keywords["nargs"] = "+"
        else:
            keywords["action"] = "append"
    else:
        keywords["type"] = inner[0] if inner else hint
    if not item.metadata["positional"]:
        keywords |= {"required": default is MISSING, "dest": _name(item)}
    return keywords


def _pair(of: Callable[[str], Any]) -> Callable[[str], tuple[str, Any]]:
    def pair(text: str) -> tuple[str, Any]:
        name, found, value = text.partition("=")
        if not (name and found and value):
            raise argparse.ArgumentTypeError(f"{text}: write NAME=VALUE")
        try:
            return name, of(value)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text}: {value} is not a number") from None

    return pair


def _words(options: Any, known: set[str]) -> list[str]:
    words, positional = [], []
    for item, hint in _typed_fields(type(options)):
        value = getattr(options, item.name)
        if is_dataclass(hint):
            words += _words(value, known)
        elif item.metadata and _name(item) not in known and value != _default(item):
            known.add(_name(item))
            if item.metadata["positional"]:
                positional += _shown(value)
            elif isinstance(value, dict) or get_args(hint)[1:] == (Ellipsis,):
                words += [word for one in _shown(value) for word in (_flags(item)[0], one)]
            else:
                words += [_flags(item)[0], *([] if value is True else _shown(value))]
    return [*positional, *words]


def _shown(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"{name}={''.join(_shown(one))}" for name, one in value.items()]
    if isinstance(value, tuple):
        return [word for one in value for word in _shown(one)]
    return [f"{value:g}" if isinstance(value, float) else str(value)]


def _typed_fields(kind: type) -> Iterator[tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    for item in fields(kind):
        yield item, hints[item.name]


def _default(item: Field[Any]) -> Any:
    return item.default_factory() if item.default_factory is not MISSING else item.default


def _flags(item: Field[Any]) -> tuple[str, ...]:
    if item.metadata["positional"]:
        return (item.name,)
    flags: tuple[str, ...] = item.metadata["flags"]
    return flags or (f"--{item.name.replace('_', '-')}",)


def _name(item: Field[Any]) -> str:
    return _flags(item)[0].removeprefix("--").replace("-", "_")
