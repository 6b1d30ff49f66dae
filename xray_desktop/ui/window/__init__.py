"""The main window: its parts, actions, menus, docks and status line, and what connects the rooms.

The only package that knows all rooms. A room emits signals; what they cause in another room is decided here.
"""
