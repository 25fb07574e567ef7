"""From folders, cards and drives into the catalog: scan, plan, glance, hatch, register, watch.

May import: catalog, base, the engine. Never: Qt, SQL, sync, settings.
"""
