"""The command `imalink-server`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from imalink_core.version import VERSION


def main(argv: Sequence[str] | None = None) -> int:
    """Answer --version and --help; there is no server to start yet, and that is said (exit 3)."""
    parser = argparse.ArgumentParser(
        prog="imalink-server",
        description="The ImaLink server. No server can be started yet.",
    )
    parser.add_argument("--version", action="version", version=f"imalink-server {VERSION}")
    parser.parse_args(argv)
    print("No server can be started yet.", file=sys.stderr)
    return 3
