"""What holds for the whole tree: rooms, sizes, names, quiet imports, no addresses."""
