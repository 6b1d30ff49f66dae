"""The texts of reports and figures in one language."""

from collections.abc import Mapping

from xray_desktop.messages.catalogue import ENGLISH, load_catalogue, load_report_texts
from xray_desktop.messages.message import Message, message


class Words:
    """Texts of reports by code: `words("measure_auc")`. English where the language lacks a text.

    Args:
        language: code of the language, for instance "ko".
    """

    def __init__(self, language: str = ENGLISH) -> None:
        self.language = language if load_report_texts(language) else ENGLISH
        self._texts: Mapping[str, str] = load_report_texts(self.language)
        self._messages = load_catalogue(self.language)

    def __call__(self, code: str, /, **values: str | int | float) -> str:
        return message(code, **values).text(self._texts, load_report_texts(ENGLISH))

    def known(self, code: str, otherwise: str) -> str:
        """The text of a code, or another text where there is none: names that the program may not know."""
        return self(code) if code in load_report_texts(ENGLISH) else otherwise

    def of(self, content: Message) -> str:
        """A message of any layer in the language."""
        return content.text(self._messages)

    def point(self, name: str) -> str:
        """The name of an operating point; those that the program does not know keep their own."""
        return self.known(f"point_{name.replace(' ', '_')}", name.replace("_", " "))

    def interval(self, low: str, high: str) -> str:
        """Two numbers as an interval: "0.906 to 0.925"."""
        return self("interval", low=low, high=high)
