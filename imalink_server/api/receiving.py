"""Pictures that are sent whole: streamed to a file without a name, hatched in the nest, and then gone."""

from __future__ import annotations

import asyncio
import errno
import re
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import BinaryIO

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from imalink_core import Hatched, Order
from imalink_server.base.errors import Code, Refused, disk_full
from imalink_server.services.nest import Nest, too_slow

_SENDING = 600.0
"""Seconds in which all of a file has to be here: who trickles it in takes others' place."""
_PATIENCE = 120.0
"""Seconds in which it has to be hatched, those before it included. The engine gives each 20."""
_MOST_OF_A_FIELD = 1 << 19
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sent:
    """A picture that is here, as long as whoever sent it is being answered."""

    file: BinaryIO
    filename: str
    fields: Mapping[str, str]


@asynccontextmanager
async def received(request: Request, names: Collection[str]) -> AsyncIterator[Sent]:
    """Take in a form with one `file`, and fields of these names."""
    form = await _form(request)
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Refused(Code.INVALID_REQUEST, "file: is missing", {"where": "file"})
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        for name, value in form.multi_items():
            if name not in (*names, "file") or (name != "file" and not isinstance(value, str)):
                raise Refused(Code.INVALID_REQUEST, f"{name[:80]}: is not asked for", {"where": name[:80]})
        # Where it is small it has not been on the disk yet.
        await asyncio.to_thread(file.file.fileno)
        yield Sent(file.file, file_name(file.filename or ""), fields)
    finally:
        await form.close()


async def _form(request: Request) -> FormData:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refused(Code.INVALID_REQUEST, "A form with a file is needed (multipart/form-data).")
    try:
        async with asyncio.timeout(_SENDING):
            return await request.form(max_files=1, max_fields=30, max_part_size=_MOST_OF_A_FIELD)
    except TimeoutError:
        raise Refused(Code.TOO_SLOW, "The picture took too long to arrive.") from None
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise disk_full() from error


async def hatched(nest: Nest, sent: Sent, order: Order) -> Hatched:
    """Hatch what was sent, while others are answered."""
    work = nest.begin(sent.file, order)
    try:
        return await asyncio.wait_for(asyncio.wrap_future(work), _PATIENCE)
    except TimeoutError:
        raise too_slow() from None


def file_name(said: str) -> str:
    """The name alone, whatever path or letters somebody sends along."""
    return _CONTROL.sub("", said.replace("\\", "/").rpartition("/")[2])[:255].strip() or "picture"
