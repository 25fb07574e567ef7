"""Long work: lanes of threads, cancelling, progress. The only room that knows threads.

May import: base, PySide6.QtCore. Never: catalog, settings, and no more of Qt.
"""
