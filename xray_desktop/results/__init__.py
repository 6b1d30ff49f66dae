"""Rows of results and the files that hold them: CSV, JSON Lines, Parquet; resume, merge, reclassification.

No Qt, no torch.
"""
