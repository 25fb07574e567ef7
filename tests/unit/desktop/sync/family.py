"""Small real servers on loopback that speak the family's older dialects, with their oddities."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

from imalink_core.codec import Shape

Json: TypeAlias = Any
"""Whatever was said."""

API = "/api/v1"
_TEXT = {"type": "string"}
_LEVELS = ("private", "space", "authenticated", "public")


@dataclass
class Family:
    """What one of them knows."""

    shape: Shape
    url: str = ""
    photos: dict[str, dict[str, Json]] = field(default_factory=dict)
    """By hothash, which is unique over all users."""
    hot: dict[str, bytes] = field(default_factory=dict)
    cold: dict[str, bytes] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    stumbles: set[str] = field(default_factory=set)
    """Hothashes that it stores, and then says 500."""
    breaks: set[str] = field(default_factory=set)
    """Hothashes that it does not even store."""
    heard: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=lambda: {"token-1"})
    logins: int = 0
    is_ill: bool = False

    def document(self) -> dict[str, Json]:
        """Its OpenAPI document, as such servers write it: with references."""
        opinions = {"rating": {"type": "integer"}, "visibility": _TEXT, "author_id": {"type": "integer"}}
        words = {"title": _TEXT, "description": _TEXT, "tags": {"type": "array"}, **opinions}
        egg = {"hothash": _TEXT, "hotpreview_base64": _TEXT, "metadata": {"type": "object"}}
        schemas: dict[str, Json] = {
            "Egg": {"type": "object", "properties": egg, "required": list(egg)},
            "Flat": {"allOf": [{"$ref": "#/components/schemas/Egg"}, {"properties": words}]},
            "Wrapped": {
                "properties": {"photo_egg": {"$ref": "#/components/schemas/Egg"}, **words},
                "required": ["photo_egg"],
            },
            "Schema": {"properties": {**egg, **opinions, "category": _TEXT, "image_file_list": {}}},
            "Create": {
                "properties": {
                    "photo_create_schema": {"$ref": "#/components/schemas/Schema"},
                    "tags": {"type": "array"},
                },
                "required": ["photo_create_schema"],
            },
            "Update": {"properties": opinions, "additionalProperties": False},
        }
        name = {Shape.FLAT: "Flat", Shape.WRAPPED: "Wrapped", Shape.CREATE: "Create"}[self.shape]
        return {
            "openapi": "3.1.0",
            "components": {"schemas": schemas},
            "paths": {
                f"{API}/photos/": {"get": {}},
                f"{API}/photos/{'create' if name == 'Create' else 'photoegg'}": {"post": _takes(name)},
                f"{API}/photos/{{hothash}}": {"get": {}, "put": _takes("Update"), "delete": {}},
                f"{API}/photos/{{hothash}}/tags": {"post": {}},
                f"{API}/photos/{{hothash}}/tags/{{tag_name}}": {"delete": {}},
                f"{API}/photos/{{hothash}}/timeloc-correction": {"patch": {}},
                f"{API}/photos/{{hothash}}/view-correction": {"patch": {}},
                f"{API}/photos/{{hothash}}/coldpreview": {"get": {}, "put": {}},
                f"{API}/authors/": {"get": {}, "post": {}},
            },
        }


def _takes(name: str) -> dict[str, Json]:
    reference = {"$ref": f"#/components/schemas/{name}"}
    return {"requestBody": {"content": {"application/json": {"schema": reference}}}}


@contextmanager
def family(shape: Shape) -> Iterator[Family]:
    """One of them, as long as this lasts."""
    there = Family(shape)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one piece

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            there.heard.append(f"{self.command} {self.path}")
            status, said, more = _answer(
                there, self.command, self.path, self.headers.get("Authorization"), body
            )
            content = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            self.wfile.flush()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any  # noqa: N815 - the library's names

    class Listening(ThreadingHTTPServer):
        daemon_threads = False

    with Listening(("127.0.0.1", 0), Handler) as listening:
        there.url = f"http://127.0.0.1:{listening.server_address[1]}"
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield there
        finally:
            listening.shutdown()
            thread.join()


_Said: TypeAlias = tuple[int, Json, dict[str, str]]


def _answer(there: Family, method: str, target: str, authorization: str | None, body: bytes) -> _Said:
    parts = urlsplit(target)
    path, query = parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}
    if there.is_ill:
        return 500, b"<h1>Internal Server Error</h1>", {}
    if path == "/openapi.json":
        return 200, there.document(), {}
    if path == f"{API}/auth/login":
        if json.loads(body).get("password") != "right":
            return 401, {"detail": "Incorrect username or password"}, {}
        there.logins += 1
        token = f"token-{there.logins + 1}"
        there.tokens.add(token)
        return 200, {"access_token": token, "token_type": "bearer", "expires_in": 60, "user": {}}, {}
    if (authorization or "").removeprefix("Bearer ") not in there.tokens:
        return 401, {"detail": "Not authenticated"}, {}
    if path == f"{API}/auth/me":
        return 200, {"id": 7, "username": "anna"}, {}
    if path in (f"{API}/photos", f"{API}/authors"):
        return 307, b"", {"Location": f"{path}/{'?' + parts.query if parts.query else ''}"}
    return *_signed_in(there, method, path.removeprefix(API), query, body), {}


def _signed_in(there: Family, method: str, path: str, query: dict[str, str], body: bytes) -> tuple[int, Json]:
    match method, path.strip("/").split("/", 3):
        case "POST", ["photos", "photoegg" | "create"]:
            return _stored(there, json.loads(body))
        case "GET", ["photos"]:
            return 200, _page(list(there.photos.values()), query)
        case "GET", ["authors"]:
            named = [{"id": number, "name": name} for number, name in enumerate(there.authors, 1)]
            return 200, _page(named, query)
        case "POST", ["authors"]:
            there.authors.append(json.loads(body)["name"])
            return 201, {"id": len(there.authors), "name": there.authors[-1]}
        case _, ["photos", hothash, *_] if hothash not in there.photos or there.photos[hothash]["owner"] != 7:
            return 404, {"detail": "Photo not found"}
        case _, ["photos", hothash, *below]:
            return _of_photo(there, method, hothash, below, body)
    return 404, {"detail": "Not Found"}


def _stored(there: Family, said: dict[str, Json]) -> tuple[int, Json]:
    egg = opinions = said["photo_create_schema"] if there.shape is Shape.CREATE else said
    if there.shape is Shape.WRAPPED:
        egg = said["photo_egg"]
        if not (egg["metadata"].get("width") and egg["metadata"].get("height")):
            return 422, {"detail": [{"loc": ["body", "metadata", "width"], "msg": "Field required"}]}
    hothash = egg["hothash"]
    if hothash in there.breaks:
        return 500, {"detail": "Internal Server Error"}
    known = hothash in there.photos
    if not known:
        there.hot[hothash] = base64.b64decode(egg["hotpreview_base64"])
        there.photos[hothash] = {
            "owner": 7,
            "rating": opinions.get("rating", 0),
            "visibility": opinions.get("visibility", "private"),
            "author_id": opinions.get("author_id"),
            "tags": [tag.lower() for tag in said.get("tags", [])],
            "taken_at": egg.get("taken_at") or egg.get("metadata", {}).get("taken_at"),
            "hothash": hothash,
        }
    if hothash in there.stumbles:
        return 500, {"detail": "Internal Server Error"}
    answer = {"id": 1, "hothash": hothash, "width": 4000, "height": 3000, "is_duplicate": known}
    return (200 if known else 201), answer


def _of_photo(there: Family, method: str, hothash: str, below: list[str], body: bytes) -> tuple[int, Json]:
    photo = there.photos[hothash]
    match method, below:
        case "GET", []:
            return 200, _seen(there, photo)
        case "PUT", []:
            said = json.loads(body)
            for name in said:
                if name not in ("rating", "author_id", "visibility"):
                    return 422, {
                        "detail": [{"type": "extra_forbidden", "loc": ["body", name], "msg": "Extra"}]
                    }
            photo.update(said)
            return 200, _seen(there, photo)
        case "DELETE", []:
            del there.photos[hothash]
            return 200, {"success": True, "message": "Deleted"}
        case "GET", ["hotpreview"]:
            return 200, there.hot[hothash]
        case "GET", ["coldpreview"]:
            return (200, there.cold[hothash]) if hothash in there.cold else (404, {"detail": "None"})
        case "PUT", ["coldpreview"]:
            found = re.search(rb'name="file".*?\r\n\r\n(.*)\r\n--', body, re.DOTALL)
            assert found
            there.cold[hothash] = found[1]
            return 200, {"success": True, "message": "", "data": {}}
        case "POST", ["tags"]:
            new = [tag.lower() for tag in json.loads(body)["tags"]]
            photo["tags"] = [*photo["tags"], *(tag for tag in new if tag not in photo["tags"])]
            return 200, {"hothash": hothash, "tags": [], "added": 1, "skipped": 0}
        case "DELETE", ["tags", name]:
            photo["tags"].remove(unquote(name))
            return 200, {"hothash": hothash, "removed_tag": name, "remaining_tags": []}
        case "PATCH", [("timeloc-correction" | "view-correction") as which]:
            photo[which.replace("-", "_")] = json.loads(body)
            return 200, _seen(there, photo)
    return 405, {"detail": "Method Not Allowed"}


def _seen(there: Family, photo: dict[str, Json]) -> dict[str, Json]:
    author = photo["author_id"]
    return {
        "hothash": photo["hothash"],
        "width": 4000,
        "height": 3000,
        "coldpreview_path": "x" if photo["hothash"] in there.cold else None,
        "taken_at": photo["taken_at"],
        "gps_latitude": None,
        "gps_longitude": None,
        "exif_dict": {"camera_make": "Canon", "aperture": 2.8},
        "timeloc_correction": photo.get("timeloc_correction"),
        "view_correction": photo.get("view_correction"),
        "rating": photo["rating"],
        "visibility": photo["visibility"],
        "author": {"id": author, "name": there.authors[author - 1]} if author else None,
        "author_id": author,
        "files": [{"id": 1, "filename": "a.jpg", "file_format": "jpeg", "file_size": 5}],
        "tags": [{"id": number, "name": name} for number, name in enumerate(photo["tags"])],
    }


def _page(things: list[dict[str, Json]], query: dict[str, str]) -> dict[str, Json]:
    offset, limit = int(query.get("offset", 0)), int(query.get("limit", 50))
    some = things[offset : offset + limit]
    shown = [{"rating": 0, "tags": [], "author": None, **each} for each in some]
    for each in shown:
        each["tags"] = [{"id": 1, "name": name} for name in each["tags"]]
    meta = {"total": len(things), "offset": offset, "limit": limit}
    return {"data": shown, "meta": meta, "links": None}
