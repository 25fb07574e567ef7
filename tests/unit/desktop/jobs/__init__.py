"""Lanes, crews and desks, in the window, on the command line and in one thread."""
