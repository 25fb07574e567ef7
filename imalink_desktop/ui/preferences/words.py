"""What each setting is called, and what it does, in the window's words. A test holds it against the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from imalink_desktop.ui.wording import _


@dataclass(frozen=True, slots=True)
class Told:
    """The words of one setting: its name, its unit, what 0 means, and the words of its choices."""

    name: str
    unit: str = ""
    zero: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


def pages() -> dict[str, str]:
    """How the pages are called, in their order; what is not named here has no page yet."""
    return {"general": _("General"), "importing": _("Importing"), "catalog": _("Catalog"), "sync": _("Sync")}


def told() -> dict[str, Told]:
    """The words by the key of the setting."""
    return {
        "general.theme": Told(
            _("Appearance"),
            choices={"follow": _("Like the system"), "light": _("Light"), "dark": _("Dark")},
        ),
        "general.language": Told(_("Language"), choices={"follow": _("Like the system"), "en": _("English")}),
        "importing.start_at_once": Told(_("Import at once what is dropped, without asking")),
        "importing.skip_hidden": Told(_("Leave out hidden files and folders")),
        "importing.cold_previews": Told(_("Keep large previews, for looking while a drive is away")),
        "importing.cold_side": Told(_("Longest side of large previews"), unit=_("pixels")),
        "importing.workers": Told(_("Files read at the same time"), zero=_("one for each processor")),
        "importing.watch": Told(_("Watch imported folders for new photos")),
        "catalog.undo_steps": Told(_("Steps that can be undone")),
        "catalog.daily_backups": Told(_("Backups kept, one a day"), unit=_("days")),
        "catalog.weekly_backups": Told(_("and one a week"), unit=_("weeks")),
        "catalog.monthly_backups": Told(_("and one a month"), unit=_("months")),
        "catalog.preview_gigabytes": Told(_("Room for large previews"), unit="GB", zero=_("no limit")),
        "sync.when": Told(
            _("Sync"),
            choices={
                "on_change": _("Soon after each change, and now and then"),
                "every": _("Now and then"),
                "at_start": _("Only at the start"),
                "asked": _("Only when I say so"),
            },
        ),
        "sync.every_minutes": Told(_("Now and then means every"), unit=_("minutes")),
        "sync.cold_previews": Told(_("Send large previews too")),
        "sync.kilobytes_a_second": Told(_("Send no faster than"), unit=_("kB a second"), zero=_("no limit")),
        "sync.only_unmetered": Told(_("Wait while the network costs money by what is sent")),
    }
