"""Routes: take a question apart, call one service, shape the answer.

May import: schemas, services and below, FastAPI. Never: SQLAlchemy, worker.
"""

API = "/api/v1"
"""What the path of every route begins with, but for those who watch over the server."""
