"""Documents made from figures: model card, evaluation report."""
