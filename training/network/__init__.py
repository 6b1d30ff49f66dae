"""The network: VGG16 for radiographs, narrower forms of it, averaging, quantisation."""


class UnusableWeights(Exception):
    """A file that does not hold the weights to start from; one sentence for the user."""
