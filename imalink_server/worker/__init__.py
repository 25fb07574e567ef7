"""Queued work, done beside the answering of questions.

May import: schemas, services and below. Never: SQLAlchemy, api, web.
"""
