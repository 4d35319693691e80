"""What the projector is given for a room in memory."""

import json
from types import SimpleNamespace

from pages.views.stage.moment import moment
from pages.views.stage.screen import screen
from tests.facilitation.room import room, step

ADDRESS = "http://192.168.1.23:8501"
SEES = ("park", "bench", "swing")


def shown(hall, here=0):
    """The screen of this room, with so many phones seen lately."""
    home = SimpleNamespace(clock=lambda: hall.now, presence=SimpleNamespace(here=lambda code: here))
    return screen(moment(home, hall, ADDRESS), f"v{hall.version}", "/live/x/room")


def block(hall, kind, **named):
    return next(b for b in shown(hall, **named)["blocks"] if b["type"] == kind)


def cards(hall):
    return [idea["text"] for group in block(hall, "wall")["groups"] for idea in group["ideas"]]


def everything(hall):
    return json.dumps(shown(hall), ensure_ascii=False)


def idea(hall, who, text):
    hall.phone(who).writes(text, f"{who}-{text}".replace(" ", "-"))
    return f"{who}-{text}".replace(" ", "-").ljust(8, "-")


def writing(**settings):
    return room(step("ideas", **settings)).on("open")
