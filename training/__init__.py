"""From a folder of labelled radiographs to the model that the application ships."""
