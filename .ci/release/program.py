"""Entry point of the frozen programs; the window and the command line are one program with two names."""

import sys
from pathlib import Path

from xray_desktop.__main__ import main

if __name__ == "__main__":
    arguments = sys.argv[1:]
    # The command-line program shows its help when called without arguments; it opens no window.
    if not arguments and Path(sys.executable).stem.endswith("-cli"):
        arguments = ["--help"]
    sys.exit(main(arguments))
