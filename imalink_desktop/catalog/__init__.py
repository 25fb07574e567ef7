"""The SQLite catalog: models, migrations, queries, reads, commands, undo, outbox, backup, previews.

May import: base, the engine, SQLAlchemy, Alembic. Never: Qt, settings. No other room knows SQL.
"""
