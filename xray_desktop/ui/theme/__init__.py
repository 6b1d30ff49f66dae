"""Colours, icons and type sizes, light and dark."""
