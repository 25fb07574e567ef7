"""The stories of the simulation, fewer of them, against a real server upon both databases."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.unit.desktop.sync.ours import serving, signed_in
from tests.unit.desktop.sync.simulation.machine import Machine
from tests.unit.desktop.sync.simulation.real import Real
from tests.unit.desktop.sync.simulation.test_simulation import (
    all_agree,
    all_have_the_same_collections,
    lived,
    machines,
    no_large_preview_is_lost,
    no_title_is_lost,
)
from tests.unit.server.cluster import Cluster
from tests.unit.server.conftest import cluster

__all__ = ["cluster", "machines"]  # fixtures

pytestmark = pytest.mark.slow

SEEDS = int(os.environ.get("IMALINK_REAL_SEEDS", "6"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def there(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server answers, upon a database of either kind."""
    folder = tmp_path_factory.mktemp(f"upon-{request.param}")
    if request.param == "sqlite":
        with serving(folder) as url:
            yield url
        return
    own: Cluster = request.getfixturevalue("cluster")
    name = own.new_database()
    with serving(folder, database=own.url(name)) as url:
        yield url
    own.drop(name)


def test_after_the_faults_all_agree(there: str, machines: list[Machine]) -> None:
    for seed in range(2000, 2000 + SEEDS):
        with signed_in(there) as server:
            world = lived(seed, machines, Real(server))
            try:
                all_agree(world)
                all_have_the_same_collections(world)
                no_title_is_lost(world)
                no_large_preview_is_lost(world)
            except AssertionError:
                print(f"seed {seed}", *world.trace, sep="\n")
                raise
