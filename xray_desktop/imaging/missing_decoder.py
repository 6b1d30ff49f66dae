"""A decoder that is not there: the installation's fault, and not to be told as the file's."""


class DecoderMissing(Exception):
    """This installation lacks a decoder that the program could use; the words name its kind of image."""
