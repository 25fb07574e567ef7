"""Settings, secrets and the log."""
