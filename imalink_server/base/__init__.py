"""The ground floor: settings from the environment, errors, logging, the clock.

May import: the engine. Never: any other room of the server.
"""
