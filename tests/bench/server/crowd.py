"""A made-up crowd: accounts and photos, written by SQL alone, the same on both databases.

It comes about as it would have: photos in the tables of an older version, and then the steps to today's.
"""

from __future__ import annotations

import io
import itertools
import random
from collections.abc import Iterator

import sqlalchemy as sa
from PIL import Image
from sqlalchemy import Connection

from imalink_server.db import migrate
from imalink_server.db.database import Database
from imalink_server.security.passwords import Passwords

PEOPLE = 100
PASSWORD = "a long enough one"  # noqa: S105 - of nobody
PASSWORDS = {"password_memory_kib": 19 * 1024, "password_rounds": 2}

_BEFORE = "0007"
_AT = "2026-01-01T00:00:00.000000Z"
_TAGS = 60
_CIRCLE = 5
"""So many know each other, and share a space."""
_CAMERAS = 40
_PHRASES = 2000
_AT_ONCE = 20_000
_SEED = 2024

_SYLLABLES = ("ba", "le", "mi", "ro", "su", "ta", "ne", "vi", "go", "ka")
WORDS = tuple(map("".join, itertools.product(_SYLLABLES, repeat=3)))
"""A thousand words, the first ones said more often."""

_ACCOUNT = """
    INSERT INTO account (id, uid, username, username_folded, email, email_folded, display_name,
        password_hash, is_active, created_at, updated_at, last_change)
    VALUES (:id, :uid, :name, :name, :name, :name, :name, :kept, true, :at, :at, 0)
"""
_SPACE = """
    INSERT INTO space (id, uid, owner_id, name, version, created_at, updated_at)
    VALUES (:id, :uid, :owner, 'Family', 1, :at, :at)
"""
_MEMBER = """
    INSERT INTO space_member (space_id, account_id, role, joined_at) VALUES (:space, :who, :role, :at)
"""
_TAG = """
    INSERT INTO tag (id, uid, owner_id, name, folded, version, created_at, updated_at)
    VALUES (:id, :uid, :who, :name, :name, 1, :at, :at)
"""


def fill(database: Database, photos: int) -> Iterator[str]:
    """Fill a database that has no tables yet; says how far it is."""
    with database.migrating() as connection:
        migrate.rebuild(connection, _BEFORE)
        _people(connection)
        _vocabulary(connection)
    for start in range(1, photos + 1, _AT_ONCE):
        yield f"photos {start - 1:,}"
        with database.migrating() as connection:
            _photos(connection, start, min(start + _AT_ONCE, photos + 1))
    yield "taking the steps to today"
    with database.migrating() as connection:
        if connection.dialect.name == "postgresql":  # it counts on from what it gave out itself
            for table in ("account", "space", "tag", "photo"):
                largest = f"SELECT max(id) FROM {table}"
                connection.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), ({largest}))"
                )
        for name in ("word", "camera"):
            connection.exec_driver_sql(f"DROP TABLE bench_{name}")
    migrate.up(database)
    with database.migrating() as connection:
        connection.exec_driver_sql("ANALYZE")


def _people(connection: Connection) -> None:
    """Accounts, a space for every five of them, and the tags of each."""
    kept = Passwords(*PASSWORDS.values()).hash(PASSWORD)
    accounts = [
        {"id": who, "uid": f"{who:08}-0000-4000-8000-000000000000", "name": f"person{who}", "kept": kept}
        for who in range(1, PEOPLE + 1)
    ]
    circles = range(1, PEOPLE // _CIRCLE + 1)
    spaces = [{"id": each, "uid": f"space-{each:04}", "owner": each * _CIRCLE} for each in circles]
    members = [
        {"space": each, "who": each * _CIRCLE - left, "role": "member" if left else "owner"}
        for each in circles
        for left in range(_CIRCLE)
    ]
    tags = [
        {"id": who * _TAGS + number, "uid": f"tag-{who}-{number}", "who": who, "name": f"tag{number}"}
        for who in range(1, PEOPLE + 1)
        for number in range(_TAGS)
    ]
    for statement, rows in ((_ACCOUNT, accounts), (_SPACE, spaces), (_MEMBER, members), (_TAG, tags)):
        connection.execute(sa.text(statement), [{**row, "at": _AT} for row in rows])


def _vocabulary(connection: Connection) -> None:
    dice = random.Random(_SEED)  # noqa: S311 - the same each time
    for name in ("word", "camera"):
        connection.exec_driver_sql(f"CREATE TABLE bench_{name} (id INTEGER PRIMARY KEY, said TEXT)")
    often = [1 / (place + 1) for place in range(len(WORDS))]
    said = [
        {"id": id_, "said": " ".join(dice.choices(WORDS, often, k=dice.randint(1, 5)))}
        for id_ in range(_PHRASES)
    ]
    connection.execute(sa.text("INSERT INTO bench_word (id, said) VALUES (:id, :said)"), said)
    models = [{"id": id_, "said": f"Model {id_}"} for id_ in range(_CAMERAS)]
    connection.execute(sa.text("INSERT INTO bench_camera (id, said) VALUES (:id, :said)"), models)


def _hot() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (15, 10), (90, 120, 150)).save(stream, "JPEG")
    return stream.getvalue()


def _photos(connection: Connection, start: int, end: int) -> None:
    some = {"start": start, "end": end, "at": _AT, "hot": _hot()}
    sqlite = connection.dialect.name == "sqlite"
    for statement in _statements(sqlite=sqlite):
        used = {name: value for name, value in some.items() if f":{name}" in statement}
        connection.execute(sa.text(statement), used)
    if not sqlite and end % (_AT_ONCE * 10) < _AT_ONCE:
        connection.exec_driver_sql("ANALYZE photo")


def _statements(*, sqlite: bool) -> Iterator[str]:
    """Some of the photos and what belongs to them: each number is its own dice."""
    if sqlite:
        numbers = (
            "(WITH RECURSIVE n(id) AS (SELECT :start UNION ALL SELECT id + 1 FROM n WHERE id + 1 < :end)"
            " SELECT id FROM n) AS n"
        )
        written, day = "printf('%064d', n.id)", "date('2005-01-01', '+' || {} || ' days')"
        two = "printf('%02d', {})"
    else:
        numbers = "generate_series(CAST(:start AS bigint), CAST(:end AS bigint) - 1) AS n(id)"
        written, day = "lpad(n.id::text, 64, '0')", "(date '2005-01-01' + {}::int)::text"
        two = "lpad(({})::text, 2, '0')"
    clock = " || ':' || ".join(two.format(_dice(salt, sides)) for salt, sides in ((5, 24), (6, 60), (7, 60)))
    moment = f"{day.format(_LATE)} || 'T' || {clock}"
    each = f"{numbers} JOIN photo p ON p.id = n.id"
    yield f"""
        INSERT INTO photo (id, uid, owner_id, version, created_at, updated_at, hothash, width, height,
            taken_at, camera_make, camera_model, is_valid_image, image_format, title,
            description, rating, flag, label, visibility,
            tells_place, tells_names, rotation, gps_latitude, gps_longitude)
        SELECT n.id, 'photo-' || n.id, {_WHO}, 1, :at, :at, {written}, 6000, 4000,
            CASE WHEN {_dice(12, 50)} > 0 THEN {moment} END, 'Maker', c.said, true, 'JPEG',
            CASE WHEN {_dice(13, 5)} = 0 THEN w.said END,
            CASE WHEN {_dice(14, 20)} = 0 THEN w.said || ' evening' END,
            {_STARS}, {_dice(16, 3)} - 1, {_LABEL}, {_LEVEL},
            false, false, 0, 59.0, 10.0
        FROM {numbers}
        JOIN bench_word w ON w.id = {_dice(15, _PHRASES)}
        JOIN bench_camera c ON c.id = {_CAMERA}"""
    yield f"INSERT INTO photo_preview (photo_id, hot) SELECT n.id, :hot FROM {numbers}"
    yield f"INSERT INTO photo_exif (photo_id, exif) SELECT n.id, '{{}}' FROM {numbers}"
    yield f"""
        INSERT INTO image_file (owner_id, photo_id, sha256, filename, format, size, role, added_at)
        SELECT p.owner_id, n.id, {written}, 'IMG_' || (n.id % 10000) || '.CR3', 'CR3', 25000000,
            CASE WHEN n.id % 3 = 0 THEN 'raw' END, :at
        FROM {each}"""
    yield f"""
        INSERT INTO photo_tag (photo_id, tag_id)
        SELECT n.id, p.owner_id * {_TAGS} + {_dice(18, _TAGS)} FROM {each}"""
    yield f"""
        INSERT INTO space_photo (space_id, photo_id)
        SELECT (p.owner_id + {_CIRCLE - 1}) / {_CIRCLE}, n.id FROM {each} WHERE p.visibility = 1"""
    yield f"""
        INSERT INTO change (account_id, number, kind, uid, is_gone, at)
        SELECT p.owner_id, n.id, 'photo', p.uid, false, :at FROM {each}"""
    yield "UPDATE account SET last_change = :end"


def _dice(salt: int, sides: int) -> str:
    return f"((n.id * 2654435761 + {salt} * 40503) / 1024 % 1000003 % {sides})"


# A tenth is of one person, the rest of all; the later years have more.
_WHO = f"CASE WHEN {_dice(1, 10)} = 0 THEN 1 ELSE 1 + {_dice(2, PEOPLE)} END"
_LATE = f"(7300 - {_dice(3, 86)} * {_dice(4, 86)})"
_LEVEL = f"CASE {_dice(8, 10)} WHEN 0 THEN 3 WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE 0 END"
_STARS = f"CASE {_dice(9, 20)} WHEN 0 THEN 5 WHEN 1 THEN 4 WHEN 2 THEN 3 WHEN 3 THEN 1 ELSE 0 END"
_CAMERA = f"{_dice(10, _CAMERAS)} * {_dice(11, _CAMERAS)} / {_CAMERAS}"
_LABEL = f"CASE WHEN {_dice(17, 10)} = 0 THEN 'Red' END"
