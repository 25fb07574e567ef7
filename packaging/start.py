#!/usr/bin/env python3
"""Where the packaged program begins: `imalink`, and on Windows also the one without a console."""

from __future__ import annotations

import os
import sys

if sys.stdout is None:  # Windows gives a program without a console nothing to write to
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as we run

from imalink_desktop.app.main import main

sys.exit(main())
