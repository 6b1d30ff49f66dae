"""Fitting the network: the training loop, validation, the state of a run, the table of trials."""
