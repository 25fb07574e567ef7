"""How pixels are decoded."""
