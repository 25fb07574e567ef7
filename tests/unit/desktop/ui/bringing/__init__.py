"""Bringing photos in, with real files, a real catalog and real widgets."""
