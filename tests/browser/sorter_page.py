"""The page that `test_sorter.py` runs: nothing but the sorter, and a server that can be as slow as one likes.

Its folder holds what it gives (`given.json`, which the test writes) and what it was told (`commands.jsonl`).
"""

import json
from pathlib import Path
from threading import Event
from typing import Any

import streamlit as st

from locales import words
from pages.components.sorter import draw_again, is_uncovered, sorter

ROOM = Path(__file__).parent / st.query_params["room"]
GIVEN, DONE, CUT = ROOM / "given.json", ROOM / "commands.jsonl", ROOM / "cut"


def do(ideas: dict[str, Any], command: dict[str, Any]) -> None:
    for id in command["ideas"]:
        idea = ideas.get(id, {})
        match command["verb"]:
            case "hide":
                idea["state"] = "hidden"
            case "restore" | "approve":
                idea["state"] = "shown"
            case "edit":
                idea.update(original=idea["text"], text=command["text"])
            case "merge":
                idea["into"] = command["into"]
            case "unmerge":
                idea["into"] = None
            case "theme":
                idea["theme"] = command["theme"]


@st.fragment(run_every=0.5)
def desk() -> None:
    given = json.loads(GIVEN.read_text("utf-8"))
    done = [json.loads(line) for line in DONE.read_text("utf-8").splitlines()]
    ideas = {idea["id"]: idea for idea in given.pop("ideas")}
    for command in done:
        do(ideas, command)
    Event().wait(given.pop("slow"))
    st.write(f"{len(done)} commands done")
    key = f"sorter-{ROOM.name}"
    if given.get("private") and not is_uncovered(words("fi"), key):
        for idea in ideas.values():
            idea |= {} if idea["state"] == "shown" else {"text": "", "similar": []}
    commands = sorter(list(ideas.values()), words=words("fi"), key=key, **given)
    for command in commands:
        if CUT.exists():
            CUT.unlink()
            st.stop()
        with DONE.open("a", encoding="utf-8") as file:
            fields = ("id", "verb", "ideas", "into", "text", "theme")
            file.write(json.dumps({name: getattr(command, name) for name in fields}) + "\n")
    if commands:
        draw_again()


st.title("Ideat")
st.button("Draw all")
desk()
