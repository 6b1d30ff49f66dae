"""The worklist: every open image with its result and mark, found from files, folders and results files.

Entries are plain data; the Qt model sorts and filters them, the panel shows them with thumbnails.
"""
