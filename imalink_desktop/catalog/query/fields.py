"""The one table of what can be asked for. Search box, saved searches, command line, help and menus read it.

A field is one row here, one in `columns` or `names` (where it stands in the catalog) and, when it is a
text of the photo's own, one column in `text_index`. A test walks the table and sees to that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from imalink_desktop.base.words import marked
from imalink_desktop.catalog.decisions import FLAGS, LABELS, MOST_STARS, TOLD, VISIBILITIES
from imalink_desktop.catalog.query.ast import Scalar
from imalink_desktop.catalog.query.folding import fold
from imalink_desktop.catalog.query.kinds import (
    Choice,
    Code,
    Decimal,
    Duration,
    Kind,
    Known,
    Moment,
    Path,
    Place,
    State,
    Whole,
    Words,
)
from imalink_desktop.catalog.query.searchable import Searchable


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be asked for."""

    name: str
    kind: Kind
    words: str
    """What it is, for the help."""
    example: str
    read: Callable[[Searchable], tuple[Scalar | None, ...]] = lambda _: ()
    """All its values in a record; unknown ones may be among them."""
    also: tuple[str, ...] = ()
    """Other names for it."""
    optional: bool = False
    """Whether it may be unknown, so that `has:` makes sense."""
    facet: bool = False
    """Whether its values are few enough to be listed beside the photos, with counts."""

    @property
    def operators(self) -> tuple[str, ...]:
        """The signs that may stand between name and value."""
        match self.kind:
            case Whole() | Decimal() | Duration() | Moment():
                return (":", "!=", "<", "<=", ">", ">=", "..")
            case Choice():
                return (":", "!=", "<", "<=", ">", ">=", "..") if self.kind.ordered else (":", "!=")
            case Words() | Path() | Code():
                return (":", "=", "!=")
            case Place() | State() | Known():
                return (":",)


STATES: Mapping[str, str] = marked(
    {
        "raw": "one of its files is a camera's raw file",
        "video": "it is a film",
        "unrated": "it has no stars",
        "undated": "nobody knows when it was taken",
        "offline": "none of its files can be reached now",
        "missing": "one of its files is gone",
        "damaged": "its file could be read only in part",
        "stacked": "it lies in a stack",
        "trashed": "it is in the trash",
        "waiting": "something of it is still to be sent to the server",
        "refused": "the server would not have something of it",
        "elsewhere": "its file lies on another computer",
        "conflict": "it has two values for something",
    }
)
"""What `is:` understands."""

_FOCAL = Decimal({"mm": 1}, words=marked("a number of millimetres"))
_APERTURE = Decimal(before="f/", words=marked("an f-number"))
_PIXELS = Decimal({"px": 1}, words=marked("a number of pixels"), close=0)
_BYTES = Decimal(
    {"b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9}, words=marked("a size such as 10MB"), close=0
)
_LABEL = Choice({label: label for label in LABELS}, also={"grey": "gray"})
_TOLD = Choice({word: word for word in TOLD}, also={"name": "names"})
_FLAG = Choice(FLAGS, also={"picked": "pick", "rejected": "reject", "no": "none"})

TABLE: tuple[Field, ...] = (
    Field(
        "rating",
        Whole(marked("0 to 5 stars"), most=MOST_STARS),
        marked("stars"),
        "rating>=4",
        lambda p: (p.rating,),
        ("stars",),
        facet=True,
    ),
    Field("flag", _FLAG, marked("picked or rejected"), "flag:pick", lambda p: (p.flag,), facet=True),
    Field(
        "label", _LABEL, marked("colour"), "label:red", lambda p: (p.label,), ("color", "colour"), True, True
    ),
    Field(
        "visibility",
        Choice(VISIBILITIES),
        marked("who may see it"),
        "visibility:public",
        lambda p: (p.visibility,),
        facet=True,
    ),
    Field("tells", _TOLD, marked("what others also see of it"), "tells:place", lambda p: p.tells),
    Field(
        "taken",
        Moment(),
        marked("when it was taken"),
        "taken:2024-06..2024-08",
        lambda p: (p.shown_at,),
        ("year", "date"),
        True,
    ),
    Field("added", Moment(), marked("when it came into the catalog"), "added>=2024", lambda p: (p.added_at,)),
    Field(
        "title",
        Words(indexed=True),
        marked("title"),
        'title:"midnight sun"',
        lambda p: (p.title,),
        optional=True,
    ),
    Field(
        "description",
        Words(indexed=True),
        marked("description"),
        "description:wedding",
        lambda p: (p.description,),
        ("caption",),
        True,
    ),
    Field(
        "place",
        Words(indexed=True),
        marked("name of the place"),
        "place:bergen",
        lambda p: (p.place,),
        optional=True,
        facet=True,
    ),
    Field(
        "gps",
        Place(),
        marked("around a place on the map"),
        "near:59.91,10.75,5km",
        lambda p: (p.latitude,),
        ("near",),
        True,
    ),
    Field(
        "tag",
        Path(),
        marked("tag, and all below it"),
        "tag:travel/norway",
        lambda p: p.tags,
        ("tags", "keyword"),
        True,
        True,
    ),
    Field(
        "collection",
        Path(),
        marked("collection, and all in it"),
        'collection:"Best"',
        lambda p: p.collections,
        ("album",),
        True,
        True,
    ),
    Field(
        "shoot", Words(), marked("shoot, by its title"), "shoot:wedding", lambda p: p.shoots, (), True, True
    ),
    Field(
        "space",
        Words(),
        marked("space it is put into"),
        'space:"Family"',
        lambda p: p.spaces,
        ("spaces",),
        True,
    ),
    Field(
        "author", Words(), marked("who took it"), "author:kari", lambda p: (p.author,), ("by",), True, True
    ),
    Field("camera", Words(), marked("camera"), 'camera:"EOS R5"', lambda p: (p.camera,), (), True, True),
    Field("lens", Words(), marked("lens"), "lens:50mm", lambda p: (p.lens_model,), (), True, True),
    Field("focal", _FOCAL, marked("focal length"), "focal<35", lambda p: (p.focal_length,), ("mm",), True),
    Field("f", _APERTURE, marked("aperture"), "f:1.4..2.8", lambda p: (p.f_number,), ("aperture",), True),
    Field(
        "shutter",
        Duration(),
        marked("how long it was exposed"),
        "shutter:1/250..1/60",
        lambda p: (p.exposure_seconds,),
        ("exposure",),
        True,
    ),
    Field("iso", Whole(), marked("sensitivity"), "iso:800..3200", lambda p: (p.iso,), (), True),
    Field(
        "width",
        _PIXELS,
        marked("width of the upright picture"),
        "width>=4000",
        lambda p: (p.width,),
        (),
        True,
    ),
    Field(
        "height",
        _PIXELS,
        marked("height of the upright picture"),
        "height<1000",
        lambda p: (p.height,),
        (),
        True,
    ),
    Field("size", _BYTES, marked("size of the file"), "size>10MB", lambda p: (p.file_size_bytes,), (), True),
    Field(
        "format",
        Code(),
        marked("format of a file"),
        "format:cr3",
        lambda p: (p.image_format, *(f.format for f in p.files)),
        (),
        True,
        True,
    ),
    Field(
        "file",
        Words(indexed=True),
        marked("name of a file"),
        "file:DSC_01*",
        lambda p: p.file_names,
        ("name", "filename"),
        True,
    ),
    Field(
        "folder",
        Path(),
        marked("folder, and all below it"),
        'folder:"/2024"',
        lambda p: tuple(f.folder for f in p.files),
        (),
        True,
        True,
    ),
    Field(
        "drive",
        Words(),
        marked("drive, by its name"),
        'drive:"Blue"',
        lambda p: tuple(f.drive for f in p.files),
        (),
        True,
        True,
    ),
    Field(
        "session",
        Whole(marked("the number of an import")),
        marked("import, by its number"),
        "session:12",
        lambda p: (p.session_id,),
        ("import",),
        True,
        True,
    ),
    Field("is", State(), marked("what it is"), "is:raw"),
    Field("has", Known(), marked("what is known of it"), "has:gps"),
)

BY_NAME: Mapping[str, Field] = {name: field for field in TABLE for name in (field.name, *field.also)}
"""Every field under each of its names."""

INDEXED = tuple(field.name for field in TABLE if isinstance(field.kind, Words) and field.kind.indexed)
ANYWHERE = (*INDEXED, "tag", "camera", "lens")
"""Where words are looked for that were written without the name of a field."""


def named(name: str) -> Field | None:
    """The field of this name, written in any way."""
    return BY_NAME.get(fold(name))
