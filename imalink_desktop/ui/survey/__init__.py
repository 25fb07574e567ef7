"""Several photos beside each other: two to compare, or a handful to choose the best of.

They are seen through one zoom, so that the same place of each can be judged at once.
"""
