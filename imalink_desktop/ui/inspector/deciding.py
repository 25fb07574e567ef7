"""Stars, flag, label, who may see the photos, and what they are told."""

from __future__ import annotations

from functools import partial

from imalink_desktop.catalog.commands import deciding, spaces
from imalink_desktop.catalog.decisions import LABELS, Flag, Telling, Visibility
from imalink_desktop.catalog.reads.summing import Summary
from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.inspector.hands import Hands
from imalink_desktop.ui.inspector.picks import Choice, Picks
from imalink_desktop.ui.inspector.section import Rows, Section
from imalink_desktop.ui.inspector.shown_in import ShownInSpaces
from imalink_desktop.ui.inspector.stars import Stars
from imalink_desktop.ui.inspector.subject import Subject
from imalink_desktop.ui.inspector.ticks import Thing, Ticks
from imalink_desktop.ui.wording import _, many, number

_USUAL = LABELS[:5]
_WHO = {
    Visibility.PRIVATE: "lock",
    Visibility.SPACE: "group",
    Visibility.AUTHENTICATED: "people",
    Visibility.PUBLIC: "globe",
}


class Deciding(Section):
    """What is decided with one click, or one key."""

    def __init__(self, hands: Hands) -> None:
        super().__init__("rating", _("Rating"))
        self._hands = hands
        self.stars = Stars()
        self.flag = Picks(
            _("Flag"),
            [
                Choice(Flag.PICKED, "flag", "pick", hands.words("pick"), hands.tip("pick")),
                Choice(Flag.NONE, "unflag", "text", hands.words("unflag"), hands.tip("unflag")),
                Choice(Flag.REJECTED, "reject", "reject", hands.words("reject"), hands.tip("reject")),
            ],
            Flag.NONE,
        )
        self.label = Picks(_("Label"), [_colour(hands, name) for name in _USUAL])
        self.seen_by = Picks(_("Seen by"), [_level(hands, level) for level in Visibility], Visibility.PRIVATE)
        self._who = Elided()
        self._who.setProperty("caption", True)
        self.shown_in = ShownInSpaces()
        self.tells = Ticks(_("Also shown"), _told())
        self._what = Elided()
        self._what.setProperty("caption", True)
        rows = Rows()
        rows.add(_("Stars"), self.stars)
        rows.add(self.flag.accessibleName(), self.flag)
        rows.add(self.label.accessibleName(), self.label)
        rows.add(self.seen_by.accessibleName(), self.seen_by)
        rows.addWidget(self._who, rows.rowCount(), 1)
        self._spaces = rows.add(_("Spaces"), self.shown_in)
        rows.add(self.tells.accessibleName(), self.tells)
        rows.addWidget(self._what, rows.rowCount(), 1)
        self.body.addLayout(rows)
        self.stars.chosen.connect(lambda stars: hands.change(partial(deciding.rate, stars=stars)))
        self.flag.chosen.connect(lambda flag: hands.change(partial(deciding.flag, value=Flag(flag))))
        self.label.chosen.connect(lambda colour: hands.change(partial(deciding.label, colour=colour)))
        self.seen_by.chosen.connect(
            lambda level: hands.change(partial(deciding.show_to, visibility=Visibility(level)))
        )
        self.shown_in.turned.connect(
            lambda space, wanted: hands.change(
                partial(spaces.put_into if wanted else spaces.take_out, spaces=[space])
            )
        )
        self.tells.turned.connect(
            lambda what, wanted: hands.change(partial(deciding.tell, what=Telling(what), wanted=wanted))
        )

    def show_subject(self, subject: Subject) -> None:
        """Show what has been decided of them."""
        summary = subject.summary
        self.stars.tell(summary.rating)
        self.flag.tell(summary.flag)
        self.label.tell(summary.label)
        self.seen_by.tell(summary.visibility)
        who = [
            (self._hands.words(f"show to {level.word}"), summary.visibility[level])
            for level in Visibility
            if level in summary.visibility
        ]
        alone = [self._alone(subject.in_none)] if subject.in_none else []
        if len(who) > 1:
            counts = [f"{words}: {number(count)}" for words, count in who]
            self._who.say(_("Mixed"), "\n".join(counts + alone))
        elif alone:
            self._who.say(_("In no space yet: nobody but you"), alone[0])
        else:
            self._who.say(who[0][0] if who else "")
        self._tell_spaces(subject)
        self._tell_what(summary)

    @staticmethod
    def _alone(count: int) -> str:
        """That photos meant for spaces are seen by nobody."""
        return many(
            "{n} photo is meant for your spaces, and in none: nobody but you sees it.",
            "{n} photos are meant for your spaces, and in none: nobody but you sees them.",
            count,
        )

    def _tell_spaces(self, subject: Subject) -> None:
        self.shown_in.tell(subject.spaces, subject.total)
        for each in (self._spaces, self.shown_in):
            each.setVisible(bool(subject.spaces))

    def _tell_what(self, summary: Summary) -> None:
        """What is told has a meaning once somebody else sees the photo."""
        told = {Telling.PLACE.value: summary.tells_place, Telling.NAMES.value: summary.tells_names}
        is_hidden = summary.visibility.keys() <= {Visibility.PRIVATE}
        alone = many("Nobody else sees it", "Nobody else sees them", summary.total) if is_hidden else ""
        self.tells.tell(told, alone)
        self._what.say(alone or _("Names: author, serials, files"))


def _told() -> tuple[Thing, ...]:
    place = _("Who else sees it also sees where it was taken.")
    names = _("Who else sees it also sees who took it and whose it is, serial numbers, and names of files.")
    return (
        Thing(Telling.PLACE, _("its place"), place),
        Thing(Telling.NAMES, _("names"), names),
    )


def _colour(hands: Hands, name: str) -> Choice:
    action = f"label {name}"
    return Choice(name, "label", f"label_{name}", hands.words(action), hands.tip(action), True)


def _level(hands: Hands, level: Visibility) -> Choice:
    action = f"show to {level.word}"
    words = hands.words(action)
    return Choice(level, _WHO[level], f"visibility_{level.word}", words, hands.tip(action))
