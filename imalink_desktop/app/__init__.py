"""Where all comes together: the command line, one running copy, the crash handler, closing.

May import: every room of the desktop. No room may import this one.
"""
