"""Previews: what may be deleted at any time, and how it comes back."""
