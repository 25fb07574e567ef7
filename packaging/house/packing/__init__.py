"""The package of the desktop: a folder that runs without Python, and a .deb of it.

`recipe` does all of it in order; each other file is one step. Nothing but Python itself is needed here: what
needs more is run in a clean environment that holds the desktop and PyInstaller, and nothing else.
"""
