"""The commands of `python -m training`, each a function of one dataclass of options."""
