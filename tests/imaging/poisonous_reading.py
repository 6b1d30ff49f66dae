"""A reading process in which the file's name decides what its decoder does: crash, hang, be hungry or read.

Started by the tests of isolation in the place of the real one, around which it is wrapped.
"""

import ctypes
import os
import sys
import time

from xray_desktop.imaging import reading_process

read_for_real = reading_process.read_radiograph


def read_radiograph(path, *, frame=0):
    """Does what a defective native decoder does, inside C and with the interpreter's lock held."""
    name = os.path.basename(path)
    if "crash" in name:
        ctypes.string_at(0)
    if "hungry" in name:
        bytearray(1 << 62)
    if "exit" in name:
        os._exit(0)
    if "hang" in name:
        if sys.platform == "win32":
            time.sleep(60)
        else:
            ctypes.PyDLL(None).sleep(60)
    return read_for_real(path, frame=frame)


reading_process.read_radiograph = read_radiograph

if __name__ == "__main__":
    reading_process.serve()
