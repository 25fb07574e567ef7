"""Watching folders: what is new, changed or gone there, told as folders to import again once they rest.

Nothing is read here and nothing is decided. Whoever watches asks `Watch.due()` now and then, and
imports what it answers.
"""
