"""Release tools: contents of the frozen program, notices, icons, desktop integration."""
