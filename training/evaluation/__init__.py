"""Figures of a model file on labelled images: metrics with intervals, subgroups, curves, deletion test."""
