"""The histogram panel: counts at full bit depth, the display window on them, reference curves."""
