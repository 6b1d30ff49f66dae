"""The command line: one module for each command. No window unless one is asked for."""
