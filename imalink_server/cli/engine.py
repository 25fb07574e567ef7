"""`imalink-server engine`: pictures become eggs for whoever asks at this machine; nothing is kept."""

from __future__ import annotations

import argparse
import sys

import uvicorn

from imalink_server.api.engine import create_engine
from imalink_server.base.settings import Settings, is_loopback
from imalink_server.cli.serving import config_of, listen, log_of, url_of
from imalink_server.cli.stopping import until_stopped

PORT = 8765


def engine(_: argparse.Namespace, settings: Settings) -> None:
    """Answer until SIGTERM or Ctrl+C."""
    alone = settings.model_copy(update={"workers": 1})
    with until_stopped() as asked, listen(alone) as listening:
        said = f"The ImaLink engine answers at {url_of(listening)}."
        if not is_loopback(settings.host):
            said += " Others can reach it, and anybody may ask: put something before it that knows them."
        print(said, file=sys.stderr, flush=True)
        with log_of(alone):
            config = config_of(alone, create_engine(alone))
            asked.look()
            uvicorn.Server(config).run([listening])
