"""The helper processes in which hostile formats are decoded, and where a crash costs one file."""
