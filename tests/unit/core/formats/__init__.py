"""Recognising files by their content."""
