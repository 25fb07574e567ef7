"""Photos on the wire, on both databases."""
