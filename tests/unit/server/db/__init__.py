"""The database: both kinds, by the same tests."""
