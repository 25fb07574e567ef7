"""Originals, sent and fetched."""
