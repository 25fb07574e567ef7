"""How the window looks, and that it can be read."""
