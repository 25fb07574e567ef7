"""The tests of the sync room."""
