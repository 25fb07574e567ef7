"""Eggs, submissions and what travels beside them, as JSON."""
