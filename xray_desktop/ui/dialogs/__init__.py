"""Dialogs that belong to no room: settings, keyboard shortcuts, self-test, diagnostic information."""
