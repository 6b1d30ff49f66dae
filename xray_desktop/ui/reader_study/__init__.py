"""Reader studies in the window: setting one up, blinded and unblinded reading, results."""
