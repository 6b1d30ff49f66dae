"""Two images side by side, or one without and with its heat map, with linked display."""
