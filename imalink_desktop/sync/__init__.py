"""The catalog and a server of one's own: client, dialects, push, pull, conflicts.

May import: catalog, base, the engine, httpx. Never: Qt, SQL, importing, settings.
No other room knows the network, and one module alone imports httpx.
"""
