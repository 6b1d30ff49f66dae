"""Set before any Qt import: tests run without a screen, and never read or write this user's settings."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
