"""Command line of the training package: `python -m training --help`."""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, get_type_hints

from training.data.dataset import UnusableDataset
from training.network import UnusableWeights
from training.options import add_options, from_arguments
from xray_desktop.imaging import UnreadableRadiograph
from xray_desktop.inference import UnusableModel

COMMANDS = {
    "explore": ("data", "counts, samples, grey levels and data issues of a data set"),
    "make": ("make", "the whole recipe: split, train, export, evaluate, card"),
    "split": ("data", "7 : 3 into training and validation, by patient"),
    "train": ("fitting", "fine-tune VGG16"),
    "average": ("fitting", "the mean of the weights of runs with the same starting weights"),
    "prune": ("fitting", "a narrower network of a run, as starting weights for `train`"),
    "recover": ("fitting", "the run that a model was exported from, to export or prune it again"),
    "export": ("model", "calibrate, set thresholds, fit the gate, write the ONNX file"),
    "quantize": ("model", "the int8 form of an exported model"),
    "evaluate": ("evaluation", "report of a model on labelled images"),
    "card": ("evaluation", "model card from a model file and its evaluation"),
    "samples": ("data", "the synthetic images that are bundled with the program"),
    "trials": ("fitting", "table of all training runs from their records"),
}
"""Module below `training.commands`, whose function of the command's name runs it; and one line of help."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Returns 0 on success, 1 for unusable data or models, 2 for wrong usage."""
    command, options = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        command(options)
    except (UnusableDataset, UnusableWeights, UnreadableRadiograph, UnusableModel) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def parse(words: list[str]) -> tuple[Callable[[Any], None], Any]:
    """The function of a command line's command, and its options.

    Raises:
        SystemExit: the words are not a command with its options, or ask for help.
    """
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description="Trains the model of xray-desktop. PNEUMONIA is the positive class.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (module, help_line) in COMMANDS.items():
        command = commands.add_parser(name, help=help_line)
        # Only the chosen command's module is imported: torch and matplotlib take long to load.
        if name in words[:1]:
            function = getattr(import_module(f"training.commands.{module}"), name)
            kind = get_type_hints(function)["options"]
            add_options(command, kind)
            command.set_defaults(run_command=function, options_class=kind)
    found = parser.parse_args(words)
    return found.run_command, from_arguments(found.options_class, found)


if __name__ == "__main__":
    sys.exit(main())
