"""The catalog: what is changed, how it is undone, how it is found."""
