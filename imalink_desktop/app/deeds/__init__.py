"""What each command does with the catalog, and how it tells of it."""
