"""What the parts of a file mean."""
