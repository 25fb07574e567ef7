"""How many photos have no preview can be asked of any file, also of one that is gone or damaged."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from imalink_desktop.catalog.previews import Preview, Previews
from imalink_desktop.catalog.previews.lacking import how_many_lack
from tests.drawing import jpeg, scene


def test_photos_without_a_preview_are_counted(tmp_path: Path) -> None:
    uids = [str(uuid4()) for _ in range(1_200)]
    picture = jpeg(scene(30, 20, seed=1))
    with Previews.open(tmp_path, cold_budget=0) as previews:
        previews.put(Preview(uid, picture, None) for uid in uids[:700])
        assert how_many_lack(tmp_path, uids) == 500
    assert how_many_lack(tmp_path, uids) == 500
    assert how_many_lack(tmp_path, []) == 0


def test_of_a_file_that_is_gone_or_damaged_all_are_lacking(tmp_path: Path) -> None:
    uids = [str(uuid4()) for _ in range(3)]
    assert how_many_lack(tmp_path, uids) == 3
    assert not any(tmp_path.iterdir())
    (tmp_path / "previews.db").write_bytes(b"\x55" * 9_000)
    assert how_many_lack(tmp_path, [*uids, "no uid"]) == 4
