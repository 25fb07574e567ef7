"""Tables, migrations, and the queries on them; no other room knows SQL.

May import: base, the engine, SQLAlchemy, Alembic, psycopg. Never: storage, security, FastAPI.
"""
