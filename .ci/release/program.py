"""Where the frozen programs begin; the window and the command line are one program under two names."""

import sys
from pathlib import Path

from xray_desktop.__main__ import main

if __name__ == "__main__":
    arguments = sys.argv[1:]
    # The program for the command line explains itself when nothing is asked of it; it opens no window.
    if not arguments and Path(sys.executable).stem.endswith("-cli"):
        arguments = ["--help"]
    sys.exit(main(arguments))
