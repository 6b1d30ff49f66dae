"""The self-test on the command line: every check of the program, and a film in a window that nobody sees."""

import sys
from collections.abc import Iterator
from itertools import chain

from xray_desktop import __version__
from xray_desktop.resources import resource
from xray_desktop.self_test import Check, expected_verdict, run_self_test


def report_self_test() -> int:
    """Prints every check, and returns 0 when all passed, else 1."""
    passed = True
    print(f"xray-desktop {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    for check in chain(run_self_test(), _window()):
        passed = passed and check.passed
        print(f"{'ok    ' if check.passed else 'FAILED'} {check.subject}: {check.finding}", flush=True)
    print("The self-test passed." if passed else "The self-test FAILED. Install the program again.")
    return 0 if passed else 1


def _window() -> Iterator[Check]:
    """A film dropped on the window; apart from the others, which the window itself can run."""
    film = next(iter(sorted(resource("samples").glob("*pneumonia*.png"))), None)
    if film is None:
        return
    try:
        from xray_desktop.ui.application.window_check import WindowFailed, judged_in_window

        prediction = judged_in_window(film)
    except ImportError as error:
        yield Check("window", False, f"Qt cannot be loaded: {error}")
    except WindowFailed as error:
        yield Check("window", False, str(error))
    else:
        found = f"{film.name} dropped on it: {prediction.verdict or prediction.not_assessed}"
        yield Check("window", prediction.verdict == expected_verdict(film.name), found)
