"""Case review: the cases that are worth a look, on screen, on paper and as a bundle for a colleague."""
