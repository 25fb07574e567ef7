"""What the program takes of memory, run by a test in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Its own peak from /proc: what getrusage tells of a process counts what its parent had when it began it,
# and what it tells of children counts every one that the tests before this one began.
PROGRAM = """
import resource, sys
from pathlib import Path
from imalink_desktop.app.main import main
code = main(sys.argv[1:])
status = Path("/proc/self/status")
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if status.exists():
    [own] = [int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")]
print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss), file=sys.stderr)
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """What the program said before it ended, and the most that it or any of its helpers took, in MB."""

    code: int
    out: bytes
    err: str
    peak: int


def run_and_weigh(*words: str, before: Sequence[str] = ()) -> Ended:
    """Run the program with these words of the command line, by way of other commands if so asked."""
    begun = [*before, sys.executable, "-c", PROGRAM, *words]
    done = subprocess.run(begun, capture_output=True, check=False, cwd=Path(__file__).parents[2])
    *said, peak = done.stderr.decode().splitlines()
    assert "Traceback (most recent call last):" not in said, done.stderr.decode()
    return Ended(done.returncode, done.stdout, "\n".join(said), int(peak) // 1024)
