"""How folders are watched."""
