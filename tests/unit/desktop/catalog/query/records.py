"""Small catalogs for the tests of queries: the records in Python, and the same in a real database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select

from imalink_desktop.catalog.engine import writing_engine
from imalink_desktop.catalog.migrate import migrate
from imalink_desktop.catalog.models import (
    Account,
    Author,
    Base,
    Camera,
    Collection,
    CollectionPhoto,
    Conflict,
    Drive,
    Folder,
    ImageFile,
    ImportSession,
    Lens,
    Outbox,
    Photo,
    PhotoSpace,
    PhotoTag,
    RemotePhoto,
    Shoot,
    ShootPhoto,
    Space,
    Stack,
    Tag,
)
from imalink_desktop.catalog.query import text_index
from imalink_desktop.catalog.query.ast import Query
from imalink_desktop.catalog.query.searchable import Searchable, SearchableFile
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import By, Sort

DRIVES = ((1, "Blue"), (2, "Rødt kort"))
TEXTS = (
    *("Tromsø by night", "tromso", "Canon EOS R5", "EOS R50", "eos", "R5", "50mm f/1.8", "Kari Nordmann"),
    *(
        "DSC_0123.NEF",
        "dsc-0124.jpg",
        "100% _real_",
        "a",
        "A\u030a",
        "東京タワー",
        "O'Hara; DROP TABLE photo",
        "",
    ),
    *(
        'say "hi"',
        "  ",
        "İstanbul STRASSE straße",
        "!!!",
        "and OR not",
        "a*b",
        "title:x",
        "हिन्दी",
        "\U0001f642 b",
    ),
)
PATHS = (
    *("travel", "travel/norway", "Travel/Norway/Tromsø", "travels", "norway", "private", "2024", "a/a/b"),
    *("Pictures/2024/06 Summer", "/2024", "", "New York/new", "æ/ø/å", "100%/_"),
)
MOMENTS = (
    *("2024-06-15T14:30:05", "2024-06-15T14:30:05.250000", "2024-01-01T00:00:00", "2023-12-31T23:59:59"),
    *("2024-02-29T12:00:00", "1999-07-01T08:00:00", "9998-12-31T23:59:59", "0001-01-01T00:00:00"),
)
_NUMBERS = st.sampled_from([0, 1, 2, 3, 4, 5, 12, 100, 800, 3200, 4000, 2**40])
_REALS = st.sampled_from([0.0, 1.4, 2.8, 2.79999, 2.815, 24.0, 35.0, 50.0, 1e6])
_FORMATS = st.sampled_from(["JPEG", "NEF", "MOV", "HEIC", "strange"])
_texts = st.sampled_from(TEXTS) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6
)
_files = st.builds(
    lambda name, folder, drive, form, state: SearchableFile(name, folder, drive[0], drive[1], form, state),
    _texts,
    st.sampled_from(PATHS),
    st.sampled_from(DRIVES),
    _FORMATS,
    st.sampled_from(["present", "missing", "unreadable"]),
)


def _several(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3, unique=True).map(tuple)


_records = st.builds(
    Searchable,
    id=st.just(0),
    added_at=st.sampled_from(MOMENTS),
    shown_at=st.none() | st.sampled_from(MOMENTS),
    **{name: st.none() | _texts for name in ("camera_make", "camera_model", "lens_model")},
    **{name: st.none() | _texts for name in ("name", "title", "description", "place", "author")},
    **{name: st.none() | _REALS for name in ("focal_length", "f_number")},
    **{name: st.none() | _NUMBERS for name in ("iso", "width", "height", "file_size_bytes")},
    exposure_seconds=st.none() | st.sampled_from([0.004, 1 / 60, 0.5, 0.0, 30.0]),
    latitude=st.none() | st.sampled_from([59.91, 59.95, -90.0, 0.0, 89.999]),
    longitude=st.none() | st.sampled_from([10.75, 10.80, 179.99, -179.99, 0.0]),
    image_format=st.none() | _FORMATS,
    is_valid_image=st.booleans(),
    rating=st.integers(0, 5),
    flag=st.integers(-1, 1),
    label=st.none() | st.sampled_from(["red", "blue", "gray", "Winner"]),
    visibility=st.integers(0, 3),
    tells=_several(st.sampled_from(["place", "names"])),
    session_id=st.none() | st.integers(1, 12),
    stack_id=st.none() | st.integers(1, 3),
    trashed_at=st.none() | st.just("2024-07-01T00:00:00"),
    tags=_several(st.sampled_from(PATHS[:8] + PATHS[11:])),
    collections=_several(st.sampled_from(["Best", "Best/Of 2024", "travel", "Best/Of 2024/å"])),
    shoots=_several(st.sampled_from(["Wedding", "Åse & Per", "Wedding 2"])),
    spaces=_several(st.sampled_from(["Family", "Åse & Per", "Family 2"])),
    files=st.lists(_files, max_size=3).map(tuple),
    **{name: st.booleans() for name in ("is_on_server", "is_waiting", "is_refused", "is_disputed")},
)


def _numbered(photos: Iterable[Searchable]) -> list[Searchable]:
    return [replace(photo, id=number) for number, photo in enumerate(photos, 1)]


catalogs = st.lists(_records, min_size=1, max_size=5).map(_numbered)
"""A few photos, of which much is unknown."""


def engine(folder: Path) -> Engine:
    """An empty catalog, as the migration makes it."""
    made = writing_engine(folder / "catalog.db")
    with made.begin() as connection:
        migrate(connection)
    return made


class Shelf:
    """Puts records where the catalog keeps them. Shared things (tags, drives) are there once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        for number, label in DRIVES:
            self._insert(Drive, id=number, volume_id=label, label=label)
        for number in range(1, 13):
            self._insert(ImportSession, id=number, source="card", started_at="2024-01-01T00:00:00")
        for number in range(1, 4):
            self._insert(Stack, id=number, kind="burst")

    def put(self, photo: Searchable) -> None:
        author = None if photo.author is None else self._once(Author, name=photo.author)
        self._insert(
            Photo,
            author_id=author,
            camera_id=self._camera(photo),
            lens_id=self._lens(photo),
            **_columns(photo),
        )
        for tag in photo.tags:
            self._insert(PhotoTag, photo_id=photo.id, tag_id=self._once(Tag, path=tag, folded=tag))
        for path in photo.collections:
            self._insert(CollectionPhoto, photo_id=photo.id, collection_id=self._collection(path))
        for title in photo.shoots:
            self._insert(ShootPhoto, photo_id=photo.id, shoot_id=self._once(Shoot, title=title))
        account = self._once(Account, url="https://x.org", username="anna")
        for name in photo.spaces:
            space = self._once(Space, account_id=account, server_space_id=name, name=name)
            self._insert(PhotoSpace, photo_id=photo.id, space_id=space)
        for number, file in enumerate(photo.files):
            self._file(photo.id, number, file)
        self._sync(photo)
        text_index.settle(self._connection)

    def _sync(self, photo: Searchable) -> None:
        account, now = self._once(Account, url="https://x.org", username="anna"), "2024-07-01T00:00:00"
        if photo.is_on_server:
            key = str(photo.id)
            self._insert(RemotePhoto, account_id=account, photo_id=photo.id, server_photo_id=key, base="{}")
        if photo.is_waiting:
            for field in ("rating", "title"):
                self._insert(
                    Outbox,
                    account_id=account,
                    photo_id=photo.id,
                    field=field,
                    base="null",
                    urgency=1,
                    tries=0,
                )
        if photo.is_refused:
            waits = {"account_id": account, "photo_id": photo.id, "base": "null", "urgency": 1, "tries": 5}
            self._insert(Outbox, **waits, field="label", parked="no labels here")
        if photo.is_disputed:
            self._insert(Conflict, photo_id=photo.id, field="title", noticed_at=now)

    def _camera(self, photo: Searchable) -> int | None:
        if photo.camera_make is None and photo.camera_model is None:
            return None
        return self._once(Camera, make=photo.camera_make or "", model=photo.camera_model or "")

    def _lens(self, photo: Searchable) -> int | None:
        return None if photo.lens_model is None else self._once(Lens, model=photo.lens_model)

    def _file(self, photo: int, number: int, file: SearchableFile) -> None:
        # Each file lies in a folder of its own, so that names may repeat.
        folder = self._once(Folder, drive_id=file.drive_id, path=file.folder)
        taken = select(ImageFile.id).where(ImageFile.folder_id == folder, ImageFile.name == file.name)
        if self._connection.execute(taken).first() is not None:
            folder = self._insert(
                Folder, drive_id=file.drive_id, path=file.folder + "/" * (photo * 10 + number + 1)
            )
        self._insert(
            ImageFile,
            photo_id=photo,
            folder_id=folder,
            name=file.name,
            size=1,
            mtime_ns=1,
            format=file.format,
            role="main",
            state=file.state,
        )

    def _collection(self, path: str) -> int:
        parent: int | None = None
        for name in path.split("/"):
            parent = self._once(Collection, name=name, parent_id=parent)
        return parent or 0

    def _once(self, model: type[Base], /, **values: object) -> int:
        table = model.__table__
        same = [table.c[name].is_not_distinct_from(value) for name, value in values.items()]
        found = self._connection.execute(select(table.c.id).where(*same)).scalar()
        return self._insert(model, **values) if found is None else int(found)

    def _insert(self, model: type[Base], /, **values: object) -> int:
        made = self._connection.execute(insert(model).values(**values).returning(model.id))
        return int(made.scalar_one())


def _columns(photo: Searchable) -> dict[str, object]:
    """The photo's own columns; what is shown stands, as a correction would, beside what the camera said."""
    same = (
        *("id", "added_at", "focal_length", "f_number", "iso", "exposure_seconds"),
        *("width", "height", "image_format", "file_size_bytes", "title", "description", "place", "rating"),
        *("flag", "label", "visibility", "session_id", "stack_id", "trashed_at"),
    )
    odd = photo.id % 2
    return {name: getattr(photo, name) for name in same} | {
        "name": min((file.name for file in photo.files), default=None) if photo.name is None else photo.name,
        "uid": f"photo {photo.id}",
        "is_valid_image": int(photo.is_valid_image),
        "tells_place": int("place" in photo.tells),
        "tells_names": int("names" in photo.tells),
        "taken_at": photo.shown_at if odd or photo.shown_at is None else "1970-01-01T00:00:00",
        "corrected_at": None if odd else photo.shown_at,
        "gps_latitude": photo.latitude,
        "gps_longitude": photo.longitude,
    }


def found_by_sql(connection: Connection, query: Query, online: Sequence[int] = ()) -> list[int]:
    """What the database finds."""
    return sorted(ids(connection, query, Sort(By.ADDED), online=online))
