"""What is shown of a catalog, held against plain counting."""
