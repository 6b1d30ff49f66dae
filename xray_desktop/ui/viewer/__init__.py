"""One image on the screen: reading it in a worker, zoom, pan, window, rotation, heat map, scale bar.

Holds the loaded image and its display state, the widgets that paint it, the start and error pages in its
place, and the panel of image information.
"""
