"""Classifying folders from the window: the dialog, the running batch, its panel, and saved results."""
