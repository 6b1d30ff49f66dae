"""Widgets without knowledge of images or models: charts, a text dialog, dropping of files."""
