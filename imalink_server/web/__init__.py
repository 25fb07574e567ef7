"""Pages for those who only have a browser.

May import: schemas, services and below, FastAPI. Never: SQLAlchemy, api, worker.
"""
