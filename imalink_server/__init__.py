"""The server of one's own: keeps eggs, shows each photo to those who may see it."""
