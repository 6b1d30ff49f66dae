"""What the commands' arguments have in common."""

import argparse
from typing import NoReturn

from xray_desktop.messages import MessageError
from xray_desktop.messages.catalogue import ENGLISH, report_languages

DISCLAIMER = "Research use only: not a diagnosis."


class WrongUse(MessageError):
    """The arguments of the command line are wrong."""


class Parser(argparse.ArgumentParser):
    """Raises WrongUse where argparse would print its usage and exit."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse("wrong_use", problem=message, program=self.prog)


def add_language(parser: argparse.ArgumentParser) -> None:
    """Adds the option for the language of reports and figures; messages of the commands stay English."""
    parser.add_argument(
        "--language",
        choices=report_languages(),
        default=ENGLISH,
        help=f"language of report and figures (default: {ENGLISH}); columns of tables and names in "
        "JSON are English",
    )
