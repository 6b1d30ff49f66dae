"""Chest radiographs, opened and classified by a VGG16. Research software, not a medical device."""

__version__ = "0.1.0"
