"""Faults of others that we must hear of when they come back."""
