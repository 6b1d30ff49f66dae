"""What the commands' arguments have in common."""

import argparse
from typing import NoReturn

from xray_desktop.messages import MessageError

DISCLAIMER = "Research use only: not a diagnosis."


class WrongUse(MessageError):
    """The arguments of the command line are wrong."""


class Parser(argparse.ArgumentParser):
    """Raises WrongUse where argparse would print its usage and exit."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse("wrong_use", problem=message, program=self.prog)
