"""The panel of the prediction: class, probability bar with thresholds, operating point, heat map controls."""
