"""The one door to ONNX Runtime, which phones home unless it is told not to before it is loaded.

From 1.29 on, its builds for Linux and macOS make a device identifier and a data base in the user's cache, and
send to their maker what they are used for. `disable_telemetry_events` comes too late to keep them from it;
those for Windows need it.
"""

import os
from typing import Any


def onnx_runtime() -> Any:
    """The module `onnxruntime`, silenced."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    # Imported here: it takes longer than everything else before the first paint together.
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime
