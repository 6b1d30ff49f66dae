"""Silences the warnings of the image libraries: what matters in them reaches the user as notes and
reasons.
"""

import logging
import re
import threading
import warnings

_LIBRARIES = re.compile(r"(PIL|pydicom|imagecodecs)(\.|$)")
_ENTRY = ("ignore", None, Warning, _LIBRARIES, 0)
_lock = threading.Lock()


def silence_libraries() -> None:
    """Makes Python ignore warnings raised inside Pillow, pydicom and its decoders, from now on.

    `warnings.catch_warnings` swaps the filters of the whole process and so cannot be used by readers that
    run in several threads; an added filter can. pydicom also logs its warnings, and quotes the values it
    dislikes, which may be a patient's name: its log is closed.
    """
    if _ENTRY in warnings.filters:
        return
    with _lock:
        if _ENTRY not in warnings.filters:
            warnings.filterwarnings("ignore", module=_LIBRARIES.pattern)
    logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)
    logging.getLogger("PIL").setLevel(logging.WARNING)
