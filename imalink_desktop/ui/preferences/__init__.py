"""The settings as a dialog, made of the one table of settings and the words for it."""
