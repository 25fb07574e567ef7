"""The shapes of questions and answers on the wire.

May import: services, base, the engine, pydantic. Never: the tables, FastAPI.
"""
