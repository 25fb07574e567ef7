"""With what the photos were taken, and how; and the light in the one with the frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout

from imalink_core.metadata.names import as_said
from imalink_desktop.base.sizes import in_words
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.reads.shown import shown
from imalink_desktop.ui.inspector import telling
from imalink_desktop.ui.inspector.hands import Hands
from imalink_desktop.ui.inspector.histogram import Histogram, Light, light_of
from imalink_desktop.ui.inspector.section import Rows, Section
from imalink_desktop.ui.inspector.subject import Subject
from imalink_desktop.ui.wording import _, number

_MEGA = 1_000_000


class Camera(Section):
    """Nothing here can be changed: it is what the files say."""

    def __init__(self, hands: Hands) -> None:
        super().__init__("camera", _("Camera"))
        self._hands = hands
        self._target: int | None = None
        self.histogram = Histogram()
        self._rows = Rows()
        layout = QVBoxLayout()
        layout.addWidget(self.histogram)
        self.body.addLayout(layout)
        self.body.addLayout(self._rows)
        self.opened.connect(lambda _: self._ask())

    def show_target(self, photo: int | None) -> None:
        """Show the light of this photo."""
        self._target = photo
        self._ask()

    def show_subject(self, subject: Subject) -> None:
        """Show what they were taken with."""
        self._rows.tell([row for row in rows(subject) if row[1]])

    def _ask(self) -> None:
        """Only while it is seen; what was shown stays until the other is there."""
        photo, previews = self._target, self._hands.library.previews
        if not self.is_open:
            return
        if photo is None:
            self.histogram.tell(None)
            return

        def question(look: Look) -> Light | None:
            there = shown(look, [photo]).get(photo)
            return None if there is None else light_of(previews, there.uid)

        self._hands.library.ask("inspector: light", question, self.histogram.tell)


def rows(subject: Subject) -> list[tuple[str, str, str]]:
    """The facts: a name, a value, and what its tool tip adds."""
    summary = subject.summary
    camera, cameras = telling.names(_counted_as_said(summary.cameras), _("Unknown"))
    lens, lenses = telling.names(summary.lenses, _("Unknown"))
    form, forms = telling.names(summary.formats, _("Unknown"))
    exposure = [
        telling.spread(summary.exposure_seconds, telling.seconds),
        telling.spread(summary.f_number, telling.aperture),
        telling.spread(summary.iso, telling.sensitivity),
        telling.spread(summary.focal_length, telling.millimetres),
    ]
    if subject.detail is not None and subject.detail.gear.exposure_time:
        exposure[0] = _("{n} s").format(n=subject.detail.gear.exposure_time)
    many = subject.total > 1
    facts = [(_("Camera"), camera, cameras), (_("Lens"), lens if summary.lenses else "", lenses)]
    if many:
        exposure[2] = telling.spread(summary.iso, number)
        names = (_("Shutter"), _("Aperture"), _("ISO"), _("Focal length"))
        facts += [(name, value, "") for name, value in zip(names, exposure, strict=True)]
    else:
        facts.append((_("Exposure"), " · ".join(filter(None, exposure[:3])), ""))
        facts.append((_("Focal length"), exposure[3], ""))
    facts += [(_("Pixels"), _pixels(subject), ""), (_("Format"), form, forms)]
    facts.append((_("Size"), in_words(summary.bytes) if summary.bytes else "", ""))
    return facts if subject.total else []


def _counted_as_said(cameras: Mapping[str | None, int]) -> Mapping[str | None, int]:
    """By the names that photographers use; two ways of writing one are one."""
    said: Counter[str | None] = Counter()
    for name, count in cameras.items():
        said[None if name is None else as_said(name)] += count
    return dict(said.most_common())


def _pixels(subject: Subject) -> str:
    wide, high = subject.summary.width, subject.summary.height
    if not (wide.same and high.same):
        return _("Mixed")
    if not wide.value or not high.value:
        return ""
    pixels = wide.value * high.value
    size = f"{number(wide.value)} × {number(high.value)}"
    return f"{size} ({pixels / _MEGA:.1f} MP)" if pixels >= _MEGA / 10 else size
