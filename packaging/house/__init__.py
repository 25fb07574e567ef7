"""How this project is set up, checked and locked; the standard library only."""

from __future__ import annotations

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit("ImaLink needs Python 3.11, 3.12, 3.13 or 3.14; this one is " + sys.version.split()[0])
