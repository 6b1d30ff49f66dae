"""The window: Qt widgets and their workers, in one folder a room.

Arrows point one way: application over window over the rooms over text, widgets and theme, those over jobs and
settings (see the import contracts in pyproject.toml). Everything below this package is free of Qt.
"""
