"""Measuring and annotating on the image: annotations of a frame, and what makes and changes them."""
