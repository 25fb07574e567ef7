"""What holds around every test: no screen, no home of the user's, no network, nothing left behind."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = [
    "tests.house.surroundings",
    "tests.house.network",
    "tests.house.logs",
    "tests.house.leaks",
    "tests.house.originals",
    "tests.house.painters",
    "tests.house.patience",
    "tests.house.reports",
    "tests.house.languages",
    "tests.house.keys",
    "tests.house.sweeping",
]

# Shared machines are slow now and then; that is no fault of the code.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
