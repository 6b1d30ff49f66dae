"""Messages of all layers in the language of the window."""

from collections.abc import Iterable

from xray_desktop.messages import Catalogue, Message, Words, load_catalogue
from xray_desktop.messages.catalogue import ENGLISH

_ENDS = (".", "!", "?", "…")


class _InUse:
    """The catalogue of the language in use; looked up at each change of language and not at each text."""

    catalogue: Catalogue = load_catalogue(ENGLISH)
    words: Words = Words(ENGLISH)


def use_language(language: str) -> None:
    """Renders messages in a language from now on, by its code; `Translation` calls it."""
    _InUse.catalogue = load_catalogue(language)
    _InUse.words = Words(language)


def report_words() -> Words:
    """The texts of reports and figures in the language in use."""
    return _InUse.words


def shown(message: Message) -> str:
    """A message in the language in use, in English where that language lacks it.

    Takes about two microseconds, so that it may be called while painting.
    """
    return message.text(_InUse.catalogue)


def shown_all(messages: Iterable[Message]) -> str:
    """Messages in the language in use, joined by semicolons."""
    return "; ".join(map(shown, messages))


def sentence(message: Message) -> str:
    """A message in the language in use as a sentence of its own: many are clauses ("frame 1 of 3").

    A value at its beginning, such as the name of a file, keeps its case.
    """
    text = shown(message)
    if not text:
        return ""
    if not _InUse.catalogue.get(message.code, "").startswith("{"):
        text = text[0].upper() + text[1:]
    return text if text.endswith(_ENDS) else f"{text}."


def sentences(messages: Iterable[Message]) -> str:
    """Messages in the language in use, each a sentence."""
    return " ".join(map(sentence, messages))
