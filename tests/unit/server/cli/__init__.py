"""The command `imalink-server`."""
