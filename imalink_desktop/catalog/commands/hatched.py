"""The full reading of files: begun, finished with an egg or with a problem, gone on with after a restart.

What a file is becomes known here. What the user said of it since the glance stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, select

from imalink_core import Found, PhotoEgg, Problem
from imalink_core.previews.look import look
from imalink_desktop.base.clock import Clock, now
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.facts import Gear, exif_text, facts
from imalink_desktop.catalog.commands.hearing import follow
from imalink_desktop.catalog.commands.leading import lead_anew, leads
from imalink_desktop.catalog.commands.opinions import IN_THE_FILE, Opinion, hear, take_over
from imalink_desktop.catalog.commands.sessions import settle_fates
from imalink_desktop.catalog.commands.syncing import let_files_wait
from imalink_desktop.catalog.commands.uniting import (
    BESIDE,
    found_apart,
    shows,
    unite,
    unite_same_bytes,
    unite_with_elsewhere,
)
from imalink_desktop.catalog.journal import Writer, among, one_of, table_of
from imalink_desktop.catalog.models import (
    Base,
    Fate,
    ImageFile,
    Photo,
    PhotoExif,
    Reading,
    RemotePhoto,
    SessionFile,
)
from imalink_desktop.catalog.touched import Value


@dataclass(frozen=True, slots=True)
class Laid:
    """What the full reading of one file gave. Of a companion that was merely hashed there is no egg.

    `beside` is what stands in its sidecars; it is believed before what stands in the file.
    """

    file: int
    sha256: str
    egg: PhotoEgg | None = None
    found: Found = field(default_factory=Found)
    beside: tuple[Opinion, ...] = ()


def begin(catalog: Catalog, files: Iterable[int], reading: Reading = Reading.HATCHING) -> Changes:
    """Note that files are being read from now on, so that one which kills the program is known by it."""
    return _set(catalog, files, reading=reading.value)


def put_back(catalog: Catalog, files: Iterable[int]) -> Changes:
    """Note that files were not read after all, as when the user stops."""
    return _set(catalog, files, reading=Reading.GLANCED.value)


def failed(catalog: Catalog, problems: Mapping[int, Problem]) -> Changes:
    """Note why files could not be read whole. They stay in the catalog, as far as the glance saw them."""
    told = dict(problems)

    def work(writer: Writer) -> None:
        there = [
            row[0] for row in writer.read(select(ImageFile.id).where(among(table_of(ImageFile), list(told))))
        ]
        writer.set(ImageFile, there, reading=Reading.FAILED.value)
        writer.set_each(ImageFile, "problem", {file: told[file].code for file in there})
        for file in there:
            why = (told[file].code, told[file].message)
            settle_fates(writer, [file], [Fate.IMPORTED], Fate.FAILED, why)

    return catalog.transact(Op.HATCH, work, by_machine=True)


def hatched(catalog: Catalog, laid: Iterable[Laid], *, clock: Clock = now) -> Changes:
    """Keep what the full reading gave: what the photos are, which files are the same bytes.

    Files that have left the catalog meanwhile are passed over. A file that was read before and now
    holds the bytes of another photo becomes a place of that one; else it is a new version of its own.
    """
    by_file = {one.file: one for one in laid}
    looks = {one.file: look(one.egg.hotpreview) for one in by_file.values() if one.egg is not None}

    def work(writer: Writer) -> None:
        files = _files(writer, by_file)
        _hand_over_what_changed(writer, files, by_file)
        _write_files(writer, files, by_file)
        first = leads(writer, [row["photo_id"] for row in files.values()])
        eggs = {
            row["photo_id"]: by_file[file]
            for file, row in files.items()
            if by_file[file].egg is not None and first.get(row["photo_id"]) == file
        }
        _write_facts(writer, eggs, looks)
        changed = {
            photo: [Opinion(IN_THE_FILE, one.found)]
            for photo, one in eggs.items()
            if _holds_others(files[one.file], one)
        }
        follow(writer, changed)
        _tell_what_is_not_new(writer, files, by_file)
        unite_same_bytes(writer, files, clock)
        new = [file for file, row in files.items() if row["sha256"] != by_file[file].sha256]
        photos = {row["photo_id"] for row in _files(writer, new).values()}
        unite_with_elsewhere(writer, photos, clock)
        let_files_wait(writer, sorted(photos))

    return catalog.transact(Op.HATCH, work, by_machine=True)


def found_again(catalog: Catalog, files: Iterable[int], *, clock: Clock = now) -> Changes | None:
    """Note that files were met which are known: photos from elsewhere whose originals they are join them.

    Whoever imports a file wants to see it: such a photo leaves the trash.
    """
    chosen = list(files)
    with catalog.reading() as look_for:
        if look_for.execute(found_apart(chosen).limit(1)).first() is None:
            return None

    def work(writer: Writer) -> None:
        groups: dict[int, set[int]] = {}
        for photo, elsewhere in writer.read(found_apart(chosen)):
            groups.setdefault(elsewhere, {elsewhere, photo})
        thrown = select(Photo.id).where(
            one_of(table_of(Photo).c.id, [one for group in groups.values() for one in group]),
            Photo.trashed_at.is_not(None),
        )
        trash = {row[0] for row in writer.read(thrown)}
        unite(writer, groups.values(), clock)
        seen = [photo for group in groups.values() if group - trash for photo in group & trash]
        left = [row[0] for row in writer.read(select(Photo.id).where(among(table_of(Photo), seen)))]
        writer.set(Photo, left, trashed_at=None)

    return catalog.transact(Op.HATCH, work, by_machine=True)


def _set(catalog: Catalog, files: Iterable[int], **values: Value) -> Changes:
    chosen = list(files)
    return catalog.transact(Op.HATCH, lambda writer: writer.set(ImageFile, chosen, **values), by_machine=True)


def _files(writer: Writer, wanted: Iterable[int]) -> dict[int, dict[str, Any]]:
    table = table_of(ImageFile)
    columns = [table.c[name] for name in ("id", "photo_id", "sha256", "size", "leads", "role")]
    rows = writer.read(select(*columns).where(among(table, list(wanted))).order_by(table.c.id))
    return {row[0]: dict(zip((column.name for column in columns), row, strict=True)) for row in rows}


def _hand_over_what_changed(
    writer: Writer, files: dict[int, dict[str, Any]], laid: Mapping[int, Laid]
) -> None:
    """Files that hold another photo's bytes by now go over to it. What was said of their own stays there."""
    changed = [file for file, row in files.items() if _holds_others(row, laid[file])]
    table = table_of(ImageFile)
    known = select(table.c.sha256, table.c.photo_id).where(
        one_of(table.c.sha256, list({laid[file].sha256 for file in changed})),
        table.c.reading == Reading.HATCHED.value,
        ~among(table, changed),
        shows(table),
    )
    homes: dict[str, list[int]] = {}
    for sha256, photo in writer.read(known.order_by(table.c.photo_id)):
        homes.setdefault(sha256, []).append(photo)
    lost: dict[int, str | None] = {}
    moved: dict[int, int] = {}
    for file in changed:
        row, there = files[file], homes.get(laid[file].sha256)
        if there and row["role"] not in BESIDE and row["photo_id"] not in there:
            if row["leads"]:
                lost[row["photo_id"]] = row["sha256"]
            moved[file] = row["photo_id"] = there[0]
    writer.set(ImageFile, moved, leads=0)
    writer.set_each(ImageFile, "photo_id", moved)
    told = select(SessionFile.id, SessionFile.file_id)
    rows = writer.read(told.where(one_of(table_of(SessionFile).c.file_id, list(moved))))
    writer.set_each(SessionFile, "photo_id", {row: moved[file] for row, file in rows})
    lead_anew(writer, lost)


def _holds_others(row: Mapping[str, Any], laid: Laid) -> bool:
    """Whether a file that was read before holds other bytes by now."""
    return row["sha256"] not in (None, laid.sha256)


def _tell_what_is_not_new(
    writer: Writer, files: Mapping[int, Mapping[str, Any]], laid: Mapping[int, Laid]
) -> None:
    """A file that had merely been touched is as it was; one whose bytes its photo had already is a copy."""
    table = table_of(ImageFile)
    as_before = [file for file, row in files.items() if row["sha256"] == laid[file].sha256]
    settle_fates(writer, as_before, [Fate.IMPORTED], Fate.UNCHANGED, anew=True)
    read = {file: row for file, row in files.items() if row["sha256"] != laid[file].sha256}
    photos = sorted({row["photo_id"] for row in read.values()})
    columns = select(table.c.id, table.c.photo_id, table.c.sha256).where(
        one_of(table.c.photo_id, photos),
        table.c.reading == Reading.HATCHED.value,
        table.c.sha256.is_not(None),
    )
    had: dict[tuple[int, str], list[int]] = {}
    for file, photo, sha256 in writer.read(columns):
        had.setdefault((photo, sha256), []).append(file)
    copies = [
        file
        for file, row in read.items()
        if row["role"] not in BESIDE
        and any(
            other not in read or other < file
            for other in had[row["photo_id"], laid[file].sha256]
            if other != file
        )
    ]
    settle_fates(writer, copies, [Fate.IMPORTED], Fate.DUPLICATE)


def _write_files(writer: Writer, files: Iterable[int], laid: Mapping[int, Laid]) -> None:
    there = list(files)
    writer.set_each(ImageFile, "sha256", {file: laid[file].sha256 for file in there})
    sizes = {file: egg.file_size_bytes for file in there if (egg := laid[file].egg) is not None}
    writer.set_each(ImageFile, "size", sizes)
    writer.set(ImageFile, there, reading=Reading.HATCHED.value, state="present", problem=None)
    settle_fates(writer, there, [Fate.FAILED], Fate.IMPORTED)


def _write_facts(writer: Writer, eggs: Mapping[int, Laid], looks: Mapping[int, int]) -> None:
    """What the eggs say of their photos, and what others said, where a photo is read for the first time."""
    photos = list(eggs)
    before = dict(
        map(tuple, writer.read(select(Photo.id, Photo.hothash).where(among(table_of(Photo), photos))))
    )
    sent = {row[0] for row in writer.read(select(RemotePhoto.photo_id).where(_of(RemotePhoto, photos)))}
    gear = Gear(writer, [one.egg.metadata for one in eggs.values() if one.egg is not None])
    columns: dict[int, dict[str, Value]] = {}
    exif: dict[int, str] = {}
    for photo, one in eggs.items():
        if (egg := one.egg) is None:
            continue
        columns[photo] = {
            **facts(egg.metadata, one.found),
            **gear.of(egg.metadata),
            "image_format": egg.image_format,
            "file_size_bytes": egg.file_size_bytes,
            "is_valid_image": int(egg.is_valid_image),
            "width": egg.width,
            "height": egg.height,
            "look": looks[one.file],
        }
        if photo not in sent:  # a server knows the photo by the hash it has
            columns[photo]["hothash"] = egg.hothash
        exif[photo] = exif_text(egg.exif_dict)
    for name in sorted({name for values in columns.values() for name in values}):
        writer.set_each(Photo, name, {p: values[name] for p, values in columns.items() if name in values})
    _write_exif(writer, exif)
    new = {photo: one for photo, one in eggs.items() if before[photo] is None}
    told = {p: hear((*one.beside, Opinion(IN_THE_FILE, one.found))) for p, one in new.items()}
    take_over(writer, told)


def _write_exif(writer: Writer, exif: Mapping[int, str]) -> None:
    there = dict(
        map(tuple, writer.read(select(PhotoExif.photo_id, PhotoExif.id).where(_of(PhotoExif, list(exif)))))
    )
    writer.set_each(PhotoExif, "exif", {row: exif[photo] for photo, row in there.items()})
    new = [photo for photo in exif if photo not in there]
    writer.insert(PhotoExif, [{"photo_id": photo, "exif": exif[photo]} for photo in new])


def _of(model: type[Base], photos: Sequence[int]) -> ColumnElement[bool]:
    return one_of(table_of(model).c.photo_id, photos)
