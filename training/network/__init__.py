"""The network: VGG16 for radiographs, narrower forms of it, averaging, quantisation."""
