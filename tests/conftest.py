"""Set before any Qt import: tests run without a screen, and never read or write this user's settings."""

import os
import signal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# A shell that runs the tests in the background has them ignore Ctrl+C, and so would the programs they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
