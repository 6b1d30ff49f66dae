"""The self-test on the command line: every check of the program, and an image in a window that nobody
sees.
"""

import sys
from collections.abc import Iterator
from itertools import chain

from xray_desktop import __version__
from xray_desktop.messages import message
from xray_desktop.resources import resource
from xray_desktop.self_test import Check, check_prediction, expected_predicted_class, run_self_test


def report_self_test() -> int:
    """Prints every check, and returns 0 when all passed, else 1."""
    passed = True
    print(f"xray-desktop {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    for check in chain(run_self_test(), _window()):
        passed = passed and check.passed
        print(f"{'ok    ' if check.passed else 'FAILED'} {check.subject}: {check.result}", flush=True)
    print("The self-test passed." if passed else "The self-test FAILED. Reinstall the program.")
    return 0 if passed else 1


def _window() -> Iterator[Check]:
    """An image dropped on the window; apart from the others, which the window itself can run."""
    image = next(iter(sorted(resource("samples").glob("*pneumonia*.png"))), None)
    if image is None:
        return
    try:
        from xray_desktop.ui.application.window_check import WindowFailed, classified_in_window

        prediction = classified_in_window(image)
    except ImportError as error:
        yield Check(message("check_window"), False, message("check_no_qt", problem=str(error)))
    except WindowFailed as error:
        yield Check(message("check_window"), False, error.message)
    else:
        right = prediction.predicted_class == expected_predicted_class(image.name)
        yield Check(message("check_window"), right, check_prediction(prediction))
