"""The prediction of the image on the screen: running the model in a worker, and the panel that shows it."""
