"""From a folder of labelled radiographs to the model that the application ships."""

import os

# Before anything imports ONNX Runtime, which would send what it is used for to its maker.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
