"""Looking at a data set before any model: counts, sizes, grey levels, duplicates, patients, giveaways. No
Qt.
"""
