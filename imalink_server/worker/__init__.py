"""Work that nobody waits for: originals that have come are looked at, and what is left over is swept away.

May import: schemas, services and below. Never: SQLAlchemy, api.
"""
