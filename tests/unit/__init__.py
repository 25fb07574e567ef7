"""Small tests, each of one thing."""
