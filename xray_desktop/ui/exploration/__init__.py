"""Exploration of a data set before any model: what it holds, and what is wrong with it."""
