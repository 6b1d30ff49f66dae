"""Images that are open and how they are displayed, without widgets.

Reading in workers, the cache of images, resolution levels, thumbnails; window, inversion and orientation of
an image with undo, and the memory of how each image was displayed.
"""
