"""Photos beside each other."""
