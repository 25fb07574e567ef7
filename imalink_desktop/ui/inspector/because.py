"""Why a photo is as it is shown, in sentences without the names that files have for things."""

from __future__ import annotations

from imalink_desktop.catalog.reads.reasons import SENTENCES, Why
from imalink_desktop.ui.inspector.telling import moment
from imalink_desktop.ui.wording import _


def because(why: Why) -> str:
    """One sentence."""
    values = dict(why.values)
    if why.about == "time":
        source, at, by = (values.get(name) for name in ("source", "file", "by"))
        values["source"] = _sources().get(str(source), str(source or _("a date")))
        if isinstance(at, str):
            values["file"] = moment(at)
        if isinstance(by, str):
            values["by"] = _("{hours} h").format(hours=by.removesuffix(":00"))
    elif why.code == "place_corrected":
        values |= {name: round(float(values[name] or 0), 5) for name in ("latitude", "longitude")}
    return _(SENTENCES[why.code]).format_map(values).strip()


def _sources() -> dict[str, str]:
    return {
        "exif:DateTimeOriginal": _("the camera's clock"),
        "exif:DateTimeDigitized": _("the time of digitizing"),
        "exif:DateTime": _("the time of the last saving"),
        "xmp:DateTimeOriginal": _("a program's time of taking"),
        "xmp:CreateDate": _("a program's time of making"),
        "iptc:DateCreated": _("the caption's date"),
        "video:creationdate": _("the camera's clock"),
        "video:mvhd": _("the film's header, in world time"),
    }
