"""The texts of the messages in one language, by code."""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from xray_desktop.resources import resource

ENGLISH = "en"

Catalogue = Mapping[str, str]
"""Text by message code, with the names of the message's values in braces: "{file} is empty."."""


@cache
def load_catalogue(language: str) -> Catalogue:
    """The catalogue of a language by its code ("en", "ko"); empty when there is none.

    The file groups the codes in tables for its readers; the groups have no meaning, codes are unique.
    """
    return _texts("messages", language)


@cache
def load_report_texts(language: str) -> Catalogue:
    """The texts of reports and figures in a language, likewise."""
    return _texts("reports", language)


def report_languages() -> list[str]:
    """The codes of the languages that have texts of reports, sorted."""
    return sorted(file.name.split(".")[1] for file in resource("translations").glob("reports.*.toml"))


def _texts(kind: str, language: str) -> Catalogue:
    file = resource(f"translations/{kind}.{language}.toml")
    if not file.is_file():
        return MappingProxyType({})
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return MappingProxyType({code: text for table in tables.values() for code, text in table.items()})
