"""A message to the user as data, and the exception that carries one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Union

from xray_desktop.messages.catalogue import ENGLISH, Catalogue, load_catalogue

Value = Union[str, int, float, "Message"]
"""What a message names: text of the file or the system, a number, or another message (a term or a reason)."""


@dataclass(frozen=True)
class Message:
    """A reason code and the values that it names; immutable, hashable, and fit to be pickled.

    `str` gives the English text.

    Attributes:
        code: stable identifier in snake case, for instance "truncated"; the key of the catalogues.
        values: pairs of name and value, in the order in which they were given.
    """

    code: str
    values: tuple[tuple[str, Value], ...] = ()

    def text(self, catalogue: Catalogue, fallback: Catalogue | None = None) -> str:
        """The text in the language of a catalogue.

        A code that the catalogue lacks is looked up in `fallback`, by default the English catalogue; the text
        of a code that neither has is the code itself. A text that names a value which the message lacks, or
        formats it as another type, is shown unfilled rather than raised.
        """
        template = catalogue.get(self.code)
        if template is None:
            template = (load_catalogue(ENGLISH) if fallback is None else fallback).get(self.code, self.code)
        filled = {
            name: value.text(catalogue, fallback) if isinstance(value, Message) else value
            for name, value in self.values
        }
        try:
            return template.format_map(filled)
        except (KeyError, ValueError, IndexError):
            return template

    def __str__(self) -> str:
        return self.text(load_catalogue(ENGLISH))

    def as_json(self) -> dict[str, Any]:
        """The message as plain values for JSON; `from_json` reads them."""
        values = {
            name: value.as_json() if isinstance(value, Message) else value for name, value in self.values
        }
        return {"code": self.code, "values": values} if values else {"code": self.code}


def message(code: str, /, **values: Value) -> Message:
    """A message by its code and its values by name."""
    return Message(code, tuple(values.items()))


def english(messages: Iterable[Message]) -> str:
    """The English texts of messages, joined by semicolons."""
    return "; ".join(map(str, messages))


def from_json(content: Any) -> Message:
    """The message that `Message.as_json` wrote.

    Raises:
        ValueError: the content is not such a message.
    """
    if not (isinstance(content, Mapping) and isinstance(content.get("code"), str)):
        raise ValueError("a message has a code")
    values = content.get("values", {})
    if not isinstance(values, Mapping):
        raise ValueError("the values of a message have names")
    return Message(content["code"], tuple((str(name), _value(value)) for name, value in values.items()))


def _value(content: Any) -> Value:
    if isinstance(content, str | int | float):
        return content
    return from_json(content)


class MessageError(Exception):
    """An expected failure, which carries its message to the user. The base of the program's own exceptions.

    Attributes:
        message: what is wrong, with which file, and what to do.
    """

    def __init__(self, code: str | Message, /, **values: Value) -> None:
        self.message = code if isinstance(code, Message) else message(code, **values)
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)
