"""Passwords, tokens, and who may see and do what.

May import: base, the engine, pwdlib, PyJWT. Never: db, storage, FastAPI.
"""
