"""Which dialect a server speaks, chosen by reading its own document: there is nothing to set."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from imalink_core.codec import Shape
from imalink_desktop.base.words import _, marked
from imalink_desktop.catalog.things import ThingKind
from imalink_desktop.sync.dialects.document import Document, Route
from imalink_desktop.sync.values import TOGETHER, Abilities, Field, Unintelligible

API = "/api/v1"
BATCH = 200
"""Eggs of one request, where many go at once."""

_PLACE_AND_TIME, _VIEW = TOGETHER
_ON_THE_WIRE: Mapping[str, tuple[Field, ...]] = {
    "title": (Field.TITLE,),
    "description": (Field.DESCRIPTION,),
    "rating": (Field.RATING,),
    "flag": (Field.FLAG,),
    "label": (Field.LABEL,),
    "visibility": (Field.VISIBILITY,),
    "tells_place": (Field.TELLS_PLACE,),
    "tells_names": (Field.TELLS_NAMES,),
    "author_id": (Field.AUTHOR,),
    "tags": (Field.TAGS,),
    "space_ids": (Field.SPACES,),
    "trashed": (Field.TRASHED,),
    "timeloc_correction": _PLACE_AND_TIME,
    "view_correction": _VIEW,
}
"""Fields by what servers call them."""

_ALWAYS = frozenset((Field.RATING, Field.VISIBILITY, Field.AUTHOR))
"""What every server of the family has taken so far."""

_LACKING: Mapping[Field, str] = marked(
    {
        Field.TITLE: "This server cannot store titles.",
        Field.DESCRIPTION: "This server cannot store descriptions.",
        Field.RATING: "This server cannot store stars.",
        Field.FLAG: "This server cannot store what was picked or rejected.",
        Field.LABEL: "This server cannot store colours.",
        Field.TELLS_PLACE: "This server cannot store what others also see of a photo.",
        Field.AUTHOR: "This server cannot store who took a photo.",
        Field.TAGS: "This server cannot store tags.",
        Field.SPACES: "This server has no spaces to show photos in.",
        Field.TRASHED: "This server has no trash: photos in yours stay as they are there.",
        Field.CORRECTED_AT: "This server cannot store corrected times and places.",
        Field.ROTATION: "This server cannot store how photos are turned and cropped.",
    }
)

_SPOKEN_OF: Mapping[Field, Field] = {
    **{field: together[0] for together in TOGETHER for field in together},
    Field.TELLS_NAMES: Field.TELLS_PLACE,
}
"""Fields that the sentence about another one speaks of."""

_WITHOUT: Mapping[ThingKind, str] = marked(
    {
        ThingKind.COLLECTION: "This server cannot store collections.",
        ThingKind.SEARCH: "This server cannot store saved searches.",
        ThingKind.SHOOT: "This server cannot store shoots.",
        ThingKind.STACK: "This server cannot store stacks.",
    }
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to say things to one server."""

    shape: Shape
    abilities: Abilities
    create: str
    batch: str | None
    cold_batch: str | None
    """Takes large previews of many photos."""
    photo: str
    """The path of one photo, with `{}` where its key goes."""
    put: frozenset[Field]
    """What a photo's own route changes; the rest has routes of its own."""
    list: str
    authors: str | None
    deletes_for_good: bool
    """Its deletion has to be told that it is for good; otherwise it always is."""
    counts_versions: bool
    spaces: str | None = None
    """Where its spaces are; None where it has none."""
    things: Mapping[ThingKind, str] = field(default_factory=dict)
    """Where what is kept beside photos is, of which it can be told all."""


def choose(root: Mapping[str, object]) -> Dialect:
    """The dialect of a server whose document this is; `Unintelligible` if it is none of the family's."""
    document = Document(root)
    egg = document.route("post", f"{API}/photos/photoegg")
    other = document.route("post", f"{API}/photos/create")
    one = document.route("get", f"{API}/photos/{{}}")
    pages = document.route("get", f"{API}/photos")
    create = egg or other
    if create is None or one is None or pages is None:
        raise Unintelligible(
            _("There is a server at this address, but none that keeps photos as ImaLink does."),
            _("Is the address right?"),
        )
    shape = _shape(create) if egg else Shape.CREATE
    change = document.route("put", f"{API}/photos/{{}}")
    put = _known(change.fields) if change else frozenset[Field]()
    if change and not put:  # its document leaves open what is known of the family
        put = _ALWAYS
    knows_uids = "uid" in create.fields
    batch = document.route("post", f"{API}/photos/photoegg/batch") if knows_uids else None
    cold_batch = document.route("put", f"{API}/photos/coldpreviews/batch")
    authors = document.route("post", f"{API}/authors")
    with_egg = _with_egg(document, create, shape)
    fields = put | _by_other_routes(document)
    if authors is None:
        put, fields, with_egg = put - {Field.AUTHOR}, fields - {Field.AUTHOR}, with_egg - {Field.AUTHOR}
    spaces = document.route("get", f"{API}/spaces") if knows_uids else None
    if spaces is None:
        put, fields, with_egg = put - {Field.SPACES}, fields - {Field.SPACES}, with_egg - {Field.SPACES}
    has_feed = knows_uids and document.route("get", f"{API}/changes") is not None
    things = _things(document) if has_feed else {}
    deletion = document.route("delete", f"{API}/photos/{{}}")
    abilities = Abilities(
        dialect="imalink" if knows_uids else shape.value,
        fields=fields,
        with_egg=with_egg & fields,
        most_at_once=BATCH if batch else 1,
        knows_uids=knows_uids,
        repeats=create.asks("header", "idempotency-key"),
        has_feed=has_feed,
        has_coldpreviews=document.route("put", f"{API}/photos/{{}}/coldpreview") is not None,
        things=frozenset(things),
    )
    return Dialect(
        shape=shape,
        abilities=abilities,
        create=create.path,
        batch=batch.path if batch else None,
        cold_batch=cold_batch.path if cold_batch else None,
        photo=f"{API}/photos/{{}}",
        put=put,
        list=pages.path,
        authors=authors.path if authors else None,
        deletes_for_good=deletion is not None and deletion.asks("query", "forever"),
        counts_versions=knows_uids and change is not None and change.asks("header", "if-match"),
        spaces=spaces.path.rstrip("/") if spaces else None,
        things=things,
    )


def cannot_store(fields: Collection[str]) -> str:
    """Sentences about these fields; of those that go together, one."""
    spoken_of = {_SPOKEN_OF.get(field, field) for field in map(Field, fields)}
    said = [_(words) for field, words in _LACKING.items() if field in spoken_of]
    return " ".join(said) or _("This server cannot store what was changed.")


def what_it_cannot(abilities: Abilities) -> tuple[str, ...]:
    """What stays on this computer, in sentences."""
    fields = [words for field, words in _LACKING.items() if field not in abilities.fields]
    things = [words for kind, words in _WITHOUT.items() if kind not in abilities.things]
    return tuple(_(words) for words in (*fields, *things))


def _shape(create: Route) -> Shape:
    wrapped = "photo_egg" in create.needs or ("photo_egg" in create.fields and "hothash" not in create.fields)
    return Shape.WRAPPED if wrapped else Shape.FLAT


_THINGS: Mapping[ThingKind, tuple[str, tuple[tuple[str, str], ...]]] = {
    ThingKind.COLLECTION: (
        f"{API}/collections",
        (("post", "/{}/photos"), ("delete", "/{}/photos"), ("put", "/{}/reorder")),
    ),
    ThingKind.SEARCH: (f"{API}/photo-searches", ()),
    ThingKind.SHOOT: (f"{API}/shoots", (("post", "/{}/photos"), ("delete", "/{}/photos"))),
    ThingKind.STACK: (f"{API}/photo-stacks", (("put", "/batch"), ("post", "/named"))),
}
_EACH = (("get", "/{}"), ("patch", "/{}"), ("delete", "/{}"))


def _things(document: Document) -> dict[ThingKind, str]:
    """Where those are that have a uid, and all the routes that they need."""
    found: dict[ThingKind, str] = {}
    for kind, (path, own) in _THINGS.items():
        make = document.route("post", path)
        if make and "uid" in make.fields and all(document.route(how, path + at) for how, at in _EACH + own):
            found[kind] = path
    return found


def _by_other_routes(document: Document) -> frozenset[Field]:
    photo = f"{API}/photos/{{}}"
    found: set[Field] = set()
    if document.route("post", f"{photo}/tags") and document.route("delete", f"{photo}/tags/{{}}"):
        found.add(Field.TAGS)
    if document.route("patch", f"{photo}/timeloc-correction"):
        found.update(_PLACE_AND_TIME)
    if document.route("patch", f"{photo}/view-correction"):
        found.update(_VIEW)
    return frozenset(found)


def _with_egg(document: Document, create: Route, shape: Shape) -> frozenset[Field]:
    outer = _known(create.fields)
    if shape is not Shape.CREATE:
        return outer - {*_PLACE_AND_TIME, *_VIEW}
    inner = _known(document.properties(create.fields.get("photo_create_schema")))
    return ((inner or _ALWAYS) & _ALWAYS) | (outer & {Field.TAGS})


def _known(names: Mapping[str, object]) -> frozenset[Field]:
    return frozenset(field for name in names for field in _ON_THE_WIRE.get(name, ()))
