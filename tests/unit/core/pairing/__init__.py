"""Which files are one photo, and which photos belong together."""
