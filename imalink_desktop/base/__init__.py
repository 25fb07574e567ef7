"""The ground floor: paths, logging, events, progress, errors, atomic writes.

May import: the engine. Never: Qt, nor any other room of the desktop.
"""
