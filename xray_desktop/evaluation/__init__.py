"""Predictions against labels and readers: metrics, agreement, readers' marks. No Qt, no torch."""
