"""Drift: two files of results, or two periods of one, compared without labels."""
