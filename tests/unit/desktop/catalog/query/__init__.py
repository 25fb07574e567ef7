"""The query language: what is understood, what is found, and that Python and SQL agree."""
