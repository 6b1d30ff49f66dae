"""Reader studies: who reads which images in which order, the append-only record of each reader, and the
results.
"""
