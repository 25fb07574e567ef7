"""What the server does, one file for each subject; knows nothing of HTTP.

May import: db, storage, security, base, the engine. Never: FastAPI, pydantic, SQLAlchemy.
"""
