"""A server's OpenAPI document, as far as we need it: routes and the fields they take. It may say anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Document:
    """The document, whatever is in it."""

    root: Mapping[str, object]

    def route(self, method: str, path: str) -> Route | None:
        """The route of a method and a path, in which `{}` stands for a parameter of any name."""
        wanted = _plain(path)
        for written, routes in _mapping(self.root.get("paths")).items():
            if _plain(written) == wanted and method in _mapping(routes):
                return Route(self, written, _mapping(_mapping(routes)[method]))
        return None

    def meant(self, schema: object) -> Mapping[str, object]:
        """A schema itself, where it was referred to by its name."""
        for _step in range(_DEEPEST):
            found = _mapping(schema)
            name = found.get("$ref")
            if not isinstance(name, str):
                return found
            parts = _mapping(self.root.get("components"))
            schema = _mapping(parts.get("schemas")).get(name.rpartition("/")[2])
        return {}

    def properties(self, schema: object, depth: int = 0) -> Mapping[str, object]:
        """The fields of an object, also where a schema is put together of others."""
        found = self.meant(schema)
        fields = dict(_mapping(found.get("properties")))
        for joint in ("allOf", "anyOf", "oneOf"):
            parts = found.get(joint)
            for part in parts if isinstance(parts, list) and depth < _DEEPEST else ():
                fields |= self.properties(part, depth + 1)
        return fields


@dataclass(frozen=True, slots=True)
class Route:
    """One thing that can be asked of the server."""

    document: Document
    path: str
    told: Mapping[str, object]

    @property
    def body(self) -> Mapping[str, object]:
        """The schema of what it takes; empty where that is not said."""
        content = _mapping(self.document.meant(self.told.get("requestBody")).get("content"))
        return self.document.meant(_mapping(content.get("application/json")).get("schema"))

    @property
    def fields(self) -> Mapping[str, object]:
        """The fields that it takes."""
        return self.document.properties(self.body)

    @property
    def needs(self) -> frozenset[str]:
        """Those that have to be there."""
        needed = self.body.get("required")
        return frozenset(map(str, needed)) if isinstance(needed, list) else frozenset()

    def asks(self, kind: str, name: str) -> bool:
        """Whether it heeds a parameter: a `header` or one of the `query`."""
        parameters = self.told.get("parameters")
        told = [self.document.meant(each) for each in parameters] if isinstance(parameters, list) else []
        return any(each.get("in") == kind and str(each.get("name")).lower() == name for each in told)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _plain(path: str) -> str:
    """A path without the names of its parameters, nor the slash at its end."""
    return re.sub(r"\{[^}]*\}", "{}", path).rstrip("/")
