"""Numbers that are kept, against the same numbers counted."""
