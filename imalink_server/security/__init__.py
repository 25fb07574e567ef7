"""Passwords, tokens, attempts at guessing them, and whence these come. Who may see what: `db.policy`.

May import: base, the engine, pwdlib, PyJWT, limits. Never: db, storage, FastAPI.
"""
