"""Tables, migrations, and the queries on them, with the policy who may see what; no other room knows SQL.

May import: base, the engine, SQLAlchemy, Alembic, psycopg, limits. Never: storage, security, FastAPI.
"""
