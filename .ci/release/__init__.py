"""What turns the source tree into programs to hand out: recipes, notices, icons, desktop files."""
