"""A server of its own with a workshop in it, and the manager's hand on the buttons."""

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.serving import ROOT, Server, start


@dataclass
class Evening:
    server: Server
    code: str
    links: dict[str, str]

    def step(self, *what: str) -> dict[str, object]:
        """What the desk's buttons do, through the same command as for everybody."""
        return command(self.server, "step", self.code, *what)

    @property
    def state(self) -> dict[str, object]:
        return command(self.server, "state", self.code)


def command(server: Server, *arguments: str) -> dict[str, object]:
    run = [sys.executable, "-m", "service.cli", *arguments]
    done = subprocess.run(run, env=server.environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextlib.contextmanager
def evening(template: str = "asukasilta", **environment: str) -> Iterator[Evening]:
    with tempfile.TemporaryDirectory() as folder:
        server = start(Path(folder) / "data", **environment)
        try:
            links = command(server, "new", "--template", template, "--title", "Mittausilta")
            yield Evening(server, str(links["code"]), {k: str(v) for k, v in links.items()})
        finally:
            server.stop()
