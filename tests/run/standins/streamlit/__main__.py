"""A server that knows one address: the one by which the launcher sees that it is up."""

import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import diary

STOPPED_WELL = 7


class Health(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/_stcore/health" else 404)
        self.end_headers()

    def log_message(self, *_values: object) -> None:
        """Silent: the test reads what the launcher prints."""


def stop(*_signal: object) -> None:
    diary.note("server", stopped=True)
    sys.exit(STOPPED_WELL)


def end_with_launcher() -> None:
    while os.read(0, 1024):
        """As the real server does."""
    signal.raise_signal(signal.SIGTERM)


ways = {"taken": 73, "falls": 3}
signal.signal(signal.SIGTERM, signal.SIG_IGN if diary.mood("server") == "deaf" else stop)
diary.note("server", data=os.environ["ASUKASILTA_DATA"])
if diary.mood("server") in ways:
    sys.exit(ways[diary.mood("server")])
if diary.mood("server") == "slow":
    threading.Event().wait()
if os.environ.get("ASUKASILTA_LAUNCHED"):
    threading.Thread(target=end_with_launcher, daemon=True).start()
HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--server.port") + 1])), Health).serve_forever()
