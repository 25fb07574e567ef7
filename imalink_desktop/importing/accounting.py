"""Every file that was met is accounted for: what becomes of it, under which name the report has it."""

from __future__ import annotations

from imalink_desktop.base.names import kept_path
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import sessions
from imalink_desktop.catalog.commands.sessions import FileFate
from imalink_desktop.catalog.models import Fate
from imalink_desktop.catalog.reads.files import Known
from imalink_desktop.importing.placing import Met
from imalink_desktop.importing.plan import Planned, Verdict

_ENOUGH = 5_000

FATES = {
    Verdict.UNCHANGED: Fate.UNCHANGED,
    Verdict.SKIPPED: Fate.SKIPPED,
    Verdict.UNSUPPORTED: Fate.SKIPPED,
    Verdict.FAILED: Fate.FAILED,
    Verdict.MOVED: Fate.UNCHANGED,
    Verdict.CHANGED: Fate.IMPORTED,
}
"""What becomes of a file by its verdict; of a new one, the glance decides."""


class Account:
    """The fates of one import's files, written down some thousand at a time."""

    def __init__(self, catalog: Catalog, session: int) -> None:
        self._catalog = catalog
        self._session = session
        self._fates: dict[str, FileFate] = {}

    def note(self, planned: Planned) -> None:
        """Nothing more is to be done with this file, or it has been done."""
        told = planned.verdict is not Verdict.UNCHANGED
        why = (planned.code, planned.reason) if told else None
        anew = planned.known if planned.verdict is Verdict.CHANGED else None
        self.tell(planned.met, FATES[planned.verdict], why, known=planned.known, anew=anew)

    def tell(
        self,
        met: Met,
        fate: Fate,
        why: tuple[str, str] | None = None,
        *,
        known: Known | None = None,
        anew: Known | None = None,
    ) -> None:
        """This has become of it. `anew` is the known file that is to be read again."""
        about = anew or known
        code, message = why or (None, None)
        path = report_path(met)
        self._fates[path] = FileFate(
            path,
            fate,
            code,
            message,
            photo=None if about is None else about.photo,
            file=None if anew is None else anew.file,
            anew=anew is not None,
        )
        if len(self._fates) >= _ENOUGH:
            self.write()

    def write(self) -> None:
        """Write down what has been told."""
        if self._fates:
            sessions.account_for(self._catalog, self._session, self._fates.values())
            self._fates.clear()


def report_path(met: Met) -> str:
    """How the report names a file: where it lay when it was met."""
    return kept_path(met.candidate.path)
