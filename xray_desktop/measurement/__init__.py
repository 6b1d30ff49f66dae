"""Measurements on a radiograph: lengths, angles, regions, profiles, and their form in a file. No Qt.

Coordinates are those of the file's own pixels, x across and y down. The pixel in column i and row j covers x
from i to i + 1 and y from j to j + 1, with its centre at (i + 0.5, j + 0.5), as ImageJ has it.
"""
