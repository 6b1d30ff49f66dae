"""A reading process in which the file's name decides what its decoder does: crash, hang, be hungry or read.

Started by the tests of isolation in the place of the real one, around which it is wrapped. A decoder that
is about to hang first makes the file that the environment variable `HANGING` names, if it is there.
"""

import ctypes
import os
import re
import sys
import time
from pathlib import Path

from xray_desktop.imaging import reading_process

HANGING = "XRAY_TEST_HANGING"

decode_for_real = reading_process.decode_radiograph


def decode_radiograph(data, name, *, frame=0):
    """Does what a defective native decoder does, inside C and with the interpreter's lock held."""
    if "crash" in name:
        ctypes.string_at(0)
    if "hungry" in name:
        bytearray(1 << 62)
    if "exit" in name:
        os._exit(0)
    if "hang" in name:
        if sign := os.environ.get(HANGING):
            Path(sign).touch()
        if sys.platform == "win32":
            time.sleep(60)
        else:
            ctypes.PyDLL(None).sleep(60)
    if "busy" in name:
        re.match(r"(a+)+$", "a" * 40 + "b")
    return decode_for_real(data, name, frame=frame)


reading_process.decode_radiograph = decode_radiograph

if __name__ == "__main__":
    reading_process.serve()
