"""Text in the language in use: translation of the window, messages of the lower layers, words for
predictions.

Also what makes text from files fit to be shown.
"""
