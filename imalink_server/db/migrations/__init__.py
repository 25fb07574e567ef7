"""How the tables became what they are. A step that was shipped never changes."""
