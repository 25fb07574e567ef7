"""Previews and originals as bytes under a key: a folder, or a store that speaks S3.

May import: base, the engine, obstore. Never: db, security, FastAPI.
"""
