"""From a trained network to a model file: calibration, gate, ONNX, INT8."""
