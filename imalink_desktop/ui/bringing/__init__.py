"""Bringing photos in: what is dropped, an import before, while and after it runs, what could not be read.

`Importer` does it and `Watcher` has it done; the rest shows it.
"""
