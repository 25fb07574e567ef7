"""Everything that can be done to a catalog, a file for each kind of deed. Each is one step to undo."""
