"""How a source is walked."""
