"""The server as its callers see it."""
