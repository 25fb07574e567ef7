"""The inspector: what it reads, what it shows, and what it changes."""
