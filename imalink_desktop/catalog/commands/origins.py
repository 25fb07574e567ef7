"""Where a value comes from that is neither the camera's nor the user's own."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select

from imalink_desktop.catalog.journal import Writer, chunks, one_of, table_of
from imalink_desktop.catalog.models import Origin
from imalink_desktop.catalog.touched import Value


def come_from(writer: Writer, field: str, source: str, values: Mapping[int, Value | tuple[str, ...]]) -> None:
    """Note of each photo where the value of a field comes from that it has now."""
    table = table_of(Origin)
    for chunk in chunks(values):
        known = select(Origin.photo_id, Origin.id).where(
            one_of(table.c.photo_id, chunk), Origin.field == field
        )
        there: dict[int, int] = dict(map(tuple, writer.read(known)))
        writer.set(Origin, there.values(), source=source)
        writer.set_each(Origin, "value", {row: json.dumps(values[photo]) for photo, row in there.items()})
        new = [photo for photo in chunk if photo not in there]
        writer.insert(
            Origin,
            [
                {"photo_id": photo, "field": field, "source": source, "value": json.dumps(values[photo])}
                for photo in new
            ],
        )
