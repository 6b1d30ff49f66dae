"""One image on the screen: zoom, pan, window by mouse and keys, rotation, heat map, scale bar.

Holds the widgets that paint the image, the start and error pages in its place, and the panel of image
information. What is shown, and how, comes from `images`.
"""
