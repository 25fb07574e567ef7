"""What a photographer decides of photos: stars, flags, labels, words, who sees them and is told what."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.words import line, words
from imalink_desktop.catalog.decisions import LABELS, MOST_STARS, Flag, Telling, Visibility
from imalink_desktop.catalog.journal import Writer, among, chunks, table_of
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.touched import Value


def rate(catalog: Catalog, photos: Iterable[int], stars: int) -> Changes:
    """Give stars, 0 to 5; 0 takes the rating away."""
    if not 0 <= stars <= MOST_STARS:
        raise Expected(
            _("A photo has 0 to {most_stars} stars, not {stars}.").format(most_stars=MOST_STARS, stars=stars)
        )
    return _set(catalog, Op.RATE, photos, rating=stars)


def shift_stars(catalog: Catalog, photos: Iterable[int], by: int) -> Changes:
    """Give each photo so many stars more than it has, or less; none has less than 0 or more than 5."""

    def work(writer: Writer) -> None:
        for chunk in chunks(photos):
            rows = writer.read(select(Photo.id, Photo.rating).where(among(table_of(Photo), chunk)))
            stars = {photo: max(0, min(rating + by, MOST_STARS)) for photo, rating in rows}
            writer.set_each(Photo, "rating", stars)

    return catalog.transact(Op.RATE, work)


def flag(catalog: Catalog, photos: Iterable[int], value: Flag) -> Changes:
    """Pick, reject, or take the flag away."""
    return _set(catalog, Op.FLAG, photos, flag=int(value))


def label(catalog: Catalog, photos: Iterable[int], colour: str | None) -> Changes:
    """Give a colour, or take it away."""
    return _set(catalog, Op.LABEL, photos, label=label_known(colour))


def label_known(colour: str | None) -> str | None:
    """The colour, if it is one of those there are."""
    if colour is not None and colour not in LABELS:
        raise Expected(
            _("There is no label {colour!r}.").format(colour=colour),
            _("The labels are {labels}.").format(labels=_listed(LABELS)),
        )
    return colour


def entitle(catalog: Catalog, photos: Iterable[int], title: str | None) -> Changes:
    """Give a title; an empty one is none."""
    return _set(catalog, Op.TITLE, photos, title=line(title))


def describe(catalog: Catalog, photos: Iterable[int], description: str | None) -> Changes:
    """Give a description; an empty one is none."""
    return _set(catalog, Op.DESCRIBE, photos, description=words(description))


def show_to(catalog: Catalog, photos: Iterable[int], visibility: Visibility) -> Changes:
    """Say who may see the photos."""
    return _set(catalog, Op.SET_VISIBILITY, photos, visibility=int(visibility))


def tell(catalog: Catalog, photos: Iterable[int], what: Telling, *, wanted: bool) -> Changes:
    """Say whether whoever may see the photos is told this of them."""
    return _set(catalog, Op.SET_TELLING, photos, **{what.field: int(wanted)})


def _set(catalog: Catalog, op: Op, photos: Iterable[int], **values: Value) -> Changes:
    return catalog.transact(op, lambda writer: writer.set(Photo, photos, **values))


def _listed(names: Collection[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}"
