"""The table: for each route of the OpenAPI document, whom it answers. A route without a row fails."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from tests.unit.server.asking import PASSWORD
from tests.unit.server.sending import egg, jpeg, text


class Rule(Enum):
    """Whom a route answers."""

    OPEN = auto()
    """Everybody."""
    SIGNED_IN = auto()
    """Whoever is signed in, with what is their own."""
    ACCOUNT = auto()
    """The same, and it may end the sign-in: asked by somebody who is made for it."""
    SEES = auto()
    """Whoever may see the photo."""
    LISTS = auto()
    """Everybody; the photo is among the answers for whoever may see it."""
    READS = auto()
    """Whoever may read the story."""
    LISTS_STORIES = auto()
    """Everybody; the story is among the answers for whoever may read it."""
    OWNS = auto()
    """The owner; for others it is not there."""
    IN_SPACE = auto()
    """Owner and members of the space; for others it is not there."""
    HOLDS = auto()
    """Whoever has the token; for others it is not there."""
    LEAVES = auto()
    """Members but the owner."""


@dataclass(frozen=True)
class Row:
    """A route: whom it answers, and what is sent to it."""

    rule: Rule
    body: object = None
    expected: int | None = None
    """What it answers, where that is not 200 or 201."""
    late: int = 0
    """It takes something away that other routes need."""


TIMELOC = {"taken_at": "2024-06-15T12:00:00"}
_KEY = "/api/v1/photos/{key}"


def _shelf(name: str, made: dict[str, object], change: dict[str, object]) -> dict[str, Row]:
    at = f"/api/v1/{name}"
    return {
        f"POST {at}": Row(Rule.SIGNED_IN, made),
        f"GET {at}": Row(Rule.SIGNED_IN),
        f"GET {at}/{{id_}}": Row(Rule.OWNS),
        f"PATCH {at}/{{id_}}": Row(Rule.OWNS, change),
        f"PUT {at}/{{id_}}": Row(Rule.OWNS, change),
        f"DELETE {at}/{{id_}}": Row(Rule.OWNS, late=2),
    }


ROWS: dict[str, Row] = {
    "GET /health": Row(Rule.OPEN),
    "GET /ready": Row(Rule.OPEN),
    "GET /metrics": Row(Rule.OPEN),
    "POST /api/v1/auth/register": Row(
        Rule.OPEN, {"username": "new", "email": "new@example.org", "password": PASSWORD}
    ),
    "POST /api/v1/auth/login": Row(Rule.OPEN, {"username": "anna", "password": PASSWORD}),
    "POST /api/v1/auth/refresh": Row(Rule.OPEN, {"refresh_token": "none"}, expected=401),
    "GET /api/v1/auth/me": Row(Rule.ACCOUNT),
    "GET /api/v1/auth/devices": Row(Rule.ACCOUNT),
    "DELETE /api/v1/auth/devices": Row(Rule.ACCOUNT),
    "DELETE /api/v1/auth/devices/{device_id}": Row(Rule.ACCOUNT, expected=404),
    "POST /api/v1/auth/logout": Row(Rule.ACCOUNT),
    "GET /api/v1/users/me": Row(Rule.ACCOUNT),
    "PUT /api/v1/users/me": Row(Rule.ACCOUNT, {"display_name": "x"}),
    "POST /api/v1/users/me/change-password": Row(
        Rule.ACCOUNT, {"current_password": PASSWORD, "new_password": "another long one"}
    ),
    "DELETE /api/v1/users/me": Row(Rule.ACCOUNT),
    "GET /api/v1/photos": Row(Rule.LISTS),
    "POST /api/v1/photos/search": Row(Rule.LISTS, {}),
    "POST /api/v1/photo-searches/ad-hoc": Row(Rule.LISTS, {}),
    "GET /api/v1/timeline": Row(Rule.LISTS),
    "POST /api/v1/photos/photoegg": Row(Rule.SIGNED_IN, egg(70_001)),
    "POST /api/v1/photos/photoegg/batch": Row(Rule.SIGNED_IN, {"photos": [egg(70_002)]}),
    "POST /api/v1/photos/create": Row(Rule.SIGNED_IN, egg(70_003)),
    "POST /api/v1/photos/new-photo": Row(
        Rule.SIGNED_IN, {"filename": "a.jpg", "hotpreview": text(jpeg(70_004))}
    ),
    "POST /api/v1/photos/register-image": Row(Rule.SIGNED_IN, b"a picture"),
    "PUT /api/v1/photos/coldpreviews/batch": Row(Rule.SIGNED_IN, b"a picture"),
    f"GET {_KEY}": Row(Rule.SEES),
    f"GET {_KEY}/hotpreview": Row(Rule.SEES),
    f"GET {_KEY}/coldpreview": Row(Rule.SEES),
    f"GET {_KEY}/stack": Row(Rule.SEES),
    f"PUT {_KEY}": Row(Rule.OWNS, {"title": "x"}),
    f"DELETE {_KEY}": Row(Rule.OWNS, late=2),
    f"POST {_KEY}/restore": Row(Rule.OWNS, late=3),
    f"PUT {_KEY}/coldpreview": Row(Rule.OWNS, b"a picture"),
    f"DELETE {_KEY}/coldpreview": Row(Rule.OWNS, late=1),
    f"POST {_KEY}/tags": Row(Rule.OWNS, {"tags": ["fog"]}),
    f"DELETE {_KEY}/tags/{{name}}": Row(Rule.OWNS, late=1),
    f"PATCH {_KEY}/timeloc-correction": Row(Rule.OWNS, TIMELOC),
    f"PATCH {_KEY}/view-correction": Row(Rule.OWNS, {"rotation": 90}),
    f"POST {_KEY}/files": Row(Rule.OWNS, {"filename": "a.jpg"}),
    f"GET {_KEY}/original": Row(Rule.OWNS),
    "POST /api/v1/shoots/{id_}/uploads/init": Row(
        Rule.OWNS, {"filename": "a.jpg", "size": 9, "sha256": "0" * 64}
    ),
    "GET /api/v1/shoots/{id_}/uploads": Row(Rule.OWNS),
    "PUT /api/v1/uploads/{uid}": Row(Rule.HOLDS),
    "GET /api/v1/uploads/{uid}": Row(Rule.OWNS),
    "POST /api/v1/uploads/complete": Row(Rule.OWNS, {"upload_id": "{upload}"}),
    "DELETE /api/v1/uploads/{uid}": Row(Rule.OWNS, late=1),
    "GET /api/v1/changes": Row(Rule.SIGNED_IN),
    "GET /api/v1/tags": Row(Rule.SIGNED_IN),
    "GET /api/v1/tags/autocomplete": Row(Rule.SIGNED_IN),
    "PUT /api/v1/tags/{id_}": Row(Rule.OWNS, {"new_name": "Sea"}),
    "POST /api/v1/tags/{id_}/merge": Row(Rule.OWNS, {"into_id": 1}),
    "DELETE /api/v1/tags/{id_}": Row(Rule.OWNS, late=2),
    **_shelf("import-sessions", {}, {"title": "x"}),
    **_shelf("authors", {"name": "x"}, {"bio": "x"}),
    **_shelf("photo-stacks", {}, {"reason": "x"}),
    **_shelf("collections", {"name": "x"}, {"description": "x"}),
    **_shelf("photo-searches", {"name": "x"}, {"description": "x"}),
    **_shelf("shoots", {"title": "x"}, {"note": "x"}),
    **_shelf("phototext", {"title": "x"}, {"abstract": "x"}),
    "GET /api/v1/phototext": Row(Rule.LISTS_STORIES),
    "GET /api/v1/phototext/{id_}": Row(Rule.READS),
    "POST /api/v1/photo-searches/{id_}/execute": Row(Rule.OWNS),
    "POST /api/v1/collections/{id_}/photos": Row(Rule.OWNS, {"hothashes": []}),
    "DELETE /api/v1/collections/{id_}/photos": Row(Rule.OWNS, {"hothashes": []}),
    "PUT /api/v1/collections/{id_}/reorder": Row(Rule.OWNS, {"hothashes": []}),
    "PUT /api/v1/collections/{id_}/photos/reorder": Row(Rule.OWNS, {"hothashes": []}),
    "POST /api/v1/shoots/{id_}/photos": Row(Rule.OWNS, {"hothashes": []}),
    "DELETE /api/v1/shoots/{id_}/photos": Row(Rule.OWNS, {"hothashes": []}),
    "PUT /api/v1/photo-stacks/batch": Row(Rule.SIGNED_IN, {"stacks": []}),
    "POST /api/v1/photo-stacks/named": Row(Rule.SIGNED_IN, {"uids": []}),
    "POST /api/v1/photo-stacks/{id_}/photo": Row(Rule.OWNS, {"photo_hothash": "{key}"}),
    "DELETE /api/v1/photo-stacks/{id_}/photo/{key}": Row(Rule.OWNS, late=1),
    "GET /api/v1/spaces": Row(Rule.SIGNED_IN),
    "POST /api/v1/spaces": Row(Rule.SIGNED_IN, {"name": "x"}),
    "POST /api/v1/spaces/join": Row(Rule.SIGNED_IN, {"code": "none"}, expected=404),
    "GET /api/v1/spaces/{id_}": Row(Rule.IN_SPACE),
    "GET /api/v1/spaces/{id_}/members": Row(Rule.IN_SPACE),
    "PATCH /api/v1/spaces/{id_}": Row(Rule.OWNS, {"description": "x"}),
    "POST /api/v1/spaces/{id_}/invitations": Row(Rule.OWNS),
    "GET /api/v1/spaces/{id_}/invitations": Row(Rule.OWNS),
    "DELETE /api/v1/spaces/{id_}/invitations/{uid}": Row(Rule.OWNS, late=1),
    "DELETE /api/v1/spaces/{id_}/members/{account_id}": Row(Rule.OWNS, late=1),
    "POST /api/v1/spaces/{id_}/leave": Row(Rule.LEAVES, late=1),
    "DELETE /api/v1/spaces/{id_}": Row(Rule.OWNS, late=2),
}
