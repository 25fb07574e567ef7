"""What the user has set, and what only the keyring may know."""
