"""Syncing in the window, against a real server of ours."""
