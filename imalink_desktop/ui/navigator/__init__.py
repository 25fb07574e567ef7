"""The left side of the window: one tree of all ways to the photos, with how many lie on each.

What is in it is read beside the window as frozen values, a level when it is opened and again when something
changed; the tree takes them in place, so that nothing jumps. A row carries the query that shows its photos.
"""
