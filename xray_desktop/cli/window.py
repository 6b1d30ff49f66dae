"""`xray-desktop [PATH...]`: the window, and the self-test of the installation."""

import argparse

from xray_desktop import __version__
from xray_desktop.cli.options import DISCLAIMER, Parser
from xray_desktop.cli.terminal import say


def window_parser() -> argparse.ArgumentParser:
    """The arguments of `xray-desktop`."""
    parser = Parser(
        prog="xray-desktop",
        description=f"Opens chest radiographs and classifies them for pneumonia. {DISCLAIMER}",
        epilog="Commands without a window: “xray-desktop classify PATH... --output FILE”, “xray-desktop "
        "evaluate "
        "PATH --output FOLDER”, “xray-desktop explore PATH... --output FOLDER”, “xray-desktop readers STUDY "
        "--output FOLDER”, “xray-desktop anonymise "
        "PATH... "
        "--output FOLDER” and “xray-desktop merge RESULTS... --output FILE”; see their --help. "
        "To open a file named like a command, write ./ before its name.",
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file or folder to open")
    parser.add_argument("--version", action="version", version=f"xray-desktop {__version__}")
    parser.add_argument("--self-test", action="store_true", help="check this installation and exit")
    return parser


def window(options: argparse.Namespace) -> int:
    """Runs the window, or the self-test, and returns the exit status."""
    if options.self_test:
        from xray_desktop.cli.self_test_report import report_self_test

        return report_self_test()
    from xray_desktop.ui.application.display_server import why_no_window

    if problem := why_no_window():
        say(str(problem))
        return 2
    from xray_desktop.ui.application.start_up import run

    return int(run(options.paths))
