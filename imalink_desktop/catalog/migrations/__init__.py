"""The steps by which a catalog came to its present tables; Alembic runs them."""
