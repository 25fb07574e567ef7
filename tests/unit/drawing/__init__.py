"""Proof that the drawings are what they claim to be."""
