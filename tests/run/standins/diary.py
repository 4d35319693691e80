"""What the stand-ins did: one JSON object a line in the file that $DIARY names."""

import json
import os
import sys
from pathlib import Path


def note(who: str, **what: object) -> None:
    entry = {"who": who, "pid": os.getpid(), "argv": sys.argv[1:], "cwd": str(Path.cwd()), **what}
    with Path(os.environ["DIARY"]).open("a", encoding="utf-8") as diary:
        diary.write(json.dumps(entry) + "\n")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def mood(who: str) -> str:
    """How a stand-in should behave, as in `MOOD="pip:offline mypy:fails"`."""
    moods = dict(word.split(":") for word in os.environ.get("MOOD", "").split())
    return moods.get(who, "")
