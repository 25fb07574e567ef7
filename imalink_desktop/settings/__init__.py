"""Typed settings in TOML, and secrets in the keyring; no other room knows the keyring.

May import: base. Never: the catalog, Qt.
"""
