"""Stars, flag, label, and who may see the photos."""

from __future__ import annotations

from functools import partial

from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.decisions import LABELS, Flag, Visibility
from imalink_desktop.ui.inspector.hands import Hands
from imalink_desktop.ui.inspector.labels import Elided
from imalink_desktop.ui.inspector.picks import Choice, Picks
from imalink_desktop.ui.inspector.section import Rows, Section
from imalink_desktop.ui.inspector.stars import Stars
from imalink_desktop.ui.inspector.subject import Subject
from imalink_desktop.ui.wording import _, number

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
        rows = Rows()
        rows.add(_("Stars"), self.stars)
        rows.add(self.flag.accessibleName(), self.flag)
        rows.add(self.label.accessibleName(), self.label)
        rows.add(self.seen_by.accessibleName(), self.seen_by)
        rows.addWidget(self._who, rows.rowCount(), 1)
        self.body.addLayout(rows)
        self.stars.chosen.connect(lambda stars: hands.change(partial(deciding.rate, stars=stars)))
        self.flag.chosen.connect(lambda flag: hands.change(partial(deciding.flag, value=Flag(flag))))
        self.label.chosen.connect(lambda colour: hands.change(partial(deciding.label, colour=colour)))
        self.seen_by.chosen.connect(
            lambda level: hands.change(partial(deciding.show_to, visibility=Visibility(level)))
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
        if len(who) > 1:
            self._who.tell(_("Mixed"), "\n".join(f"{words}: {number(count)}" for words, count in who))
        else:
            self._who.tell(who[0][0] if who else "")


def _colour(hands: Hands, name: str) -> Choice:
    action = f"label {name}"
    return Choice(name, "label", f"label_{name}", hands.words(action), hands.tip(action), True)


def _level(hands: Hands, level: Visibility) -> Choice:
    action = f"show to {level.word}"
    words = hands.words(action)
    return Choice(level, _WHO[level], f"visibility_{level.word}", words, hands.tip(action))
