"""Routes: take a question apart, call one service, shape the answer.

May import: schemas, services and below, FastAPI. Never: SQLAlchemy, web, worker.
"""
