"""Passwords, tokens, attempts and addresses."""
