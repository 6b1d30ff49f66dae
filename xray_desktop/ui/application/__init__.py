"""Starting and ending the program with a window.

The splash before the heavy imports, the single running instance, the crash dialog and its log, the main
window itself, and the self-test that looks at a window without a screen.
"""
