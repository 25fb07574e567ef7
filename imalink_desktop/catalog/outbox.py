"""The outbox: what a server does not have yet, written in the same transaction as the change."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from imalink_desktop.catalog.models import Account, Outbox
from imalink_desktop.catalog.touched import Kind, Touched, Value

TRAVELS = frozenset(
    [
        "title",
        "description",
        "rating",
        "flag",
        "label",
        "visibility",
        "author_id",
        "stack_id",
        "trashed_at",
        "corrected_at",
        "corrected_latitude",
        "corrected_longitude",
        "rotation",
        "crop",
        "exposure_adjust",
    ]
)
"""The fields of a photo that other machines see."""

LESS_VISIBLE, EDIT = 0, 1


def post(connection: Connection, touched: Sequence[Touched]) -> None:
    """Note what has to travel. A field that is waiting already keeps the value both sides agreed on."""
    account = connection.execute(select(Account.id).where(Account.is_home == 1)).scalar()
    if account is None:
        return
    rows = [
        {
            "account_id": account,
            "photo_id": photo,
            "field": images.field,
            "base": json.dumps(old),
            "urgency": _urgency(images.field, old, new),
            "tries": 0,
        }
        for images in touched
        if images.table == "photo" and images.kind is Kind.UPDATE and images.field in TRAVELS
        for photo, old, new in zip(images.ids, images.olds, images.news, strict=True)
    ]
    if rows:
        letter = insert(Outbox)
        hurry = func.min(Outbox.urgency, letter.excluded.urgency)
        waiting = [Outbox.account_id, Outbox.photo_id, Outbox.field]
        news = {"urgency": hurry, "parked": None}
        connection.execute(letter.on_conflict_do_update(index_elements=waiting, set_=news), rows)


def _urgency(field: str | None, old: Value, new: Value) -> int:
    """To hide a photo is more urgent than anything else."""
    if field == "visibility" and isinstance(old, int) and isinstance(new, int) and new < old:
        return LESS_VISIBLE
    return EDIT
