"""Looking at a data set before training: counts, grey levels, data issues; and synthetic images made from
it.
"""
