"""Messages as data: what every layer reports to the user is a reason code with named values, not a sentence.

The lowest layer. Exceptions, notes, warnings and rejection reasons carry a `Message`. Its text comes from a
catalogue, `resources/translations/messages.LANGUAGE.toml`, by the code: English for the command line, CSV and
log, the window's language in the window. No code compares texts. `Words` holds the texts of reports.
"""

from xray_desktop.messages.catalogue import Catalogue, load_catalogue
from xray_desktop.messages.message import Message, MessageError, Value, english, from_json, message
from xray_desktop.messages.operating_system import os_error
from xray_desktop.messages.words import Words

__all__ = [
    "Catalogue",
    "Message",
    "MessageError",
    "Value",
    "Words",
    "english",
    "from_json",
    "load_catalogue",
    "message",
    "os_error",
]
