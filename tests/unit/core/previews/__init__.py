"""How previews are made."""
