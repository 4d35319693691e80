"""Ideas: how many, the newest ones, and what came on paper. Sorting has a page of its own."""

from typing import Any

import streamlit as st

from facilitation.kinds import kind
from facilitation.kinds.ideas import Idea, Wall
from facilitation.model import Activity
from pages.shared import Desk, escaped
from pages.views.desk.parts.editing import Editing
from pages.views.desk.parts.paper import paper_entry
from pages.views.desk.parts.style import quiet

_NEWEST = 8


def wall_of(desk: Desk, activity: Activity) -> Wall:
    wall: Wall = desk.result(activity)
    return wall


def counted(desk: Desk, activity: Activity) -> str:
    wall = wall_of(desk, activity)
    writers = len({i.participant for i in wall.all if i.channel == "phone"})
    return (
        f"{desk.t.count('desk.ideas.count', len(wall.all))} · {desk.t.count('desk.ideas.writers', writers)}"
    )


def room(desk: Desk, activity: Activity) -> list[str]:
    wall = wall_of(desk, activity)
    newest = [idea.text for idea in reversed(wall.shown[-3:])]
    prompt = desk.room_text(kind(activity.kind).of(activity).prompt)
    return [prompt, desk.t.count("desk.ideas.on_wall", sum(i.voices for i in wall.shown)), *newest]


def draw(desk: Desk) -> None:
    activity = desk.workshop.now
    wall = wall_of(desk, activity)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            "desk_ideas.py",
            label=desk.t("desk.ideas.sort"),
            icon=":material/sort:",
            query_params={"code": desk.code, "activity": activity.id},
        )
        st.html(_tags(desk, wall), width="content") if _tags(desk, wall) else None
    paper_entry(desk, activity)
    _newest(desk, wall)


def choices(editing: Editing) -> dict[str, Any]:
    return {}


def fields(editing: Editing, choices: dict[str, Any]) -> dict[str, Any]:
    t, settings = editing.desk.t, editing.settings
    return {
        "prompt": editing.line("prompt", t("desk.ideas.prompt"), max_chars=200),
        "open_wall": st.toggle(
            t("desk.ideas.open_wall"), settings.open_wall, editing.key("open"), t("desk.ideas.open_wall_help")
        ),
        "approve_first": st.toggle(
            t("desk.ideas.approve_first"),
            settings.approve_first,
            editing.key("first"),
            t("desk.ideas.approve_help"),
        ),
    }


def _tags(desk: Desk, wall: Wall) -> str:
    """Numbers only: what waits or is hidden is not for a desk that may be mirrored."""
    numbers = {
        "waiting": sum(i.waiting and not i.hidden for i in wall.all),
        "hidden": sum(i.hidden for i in wall.all),
        "merged": sum(i.under is not None for i in wall.all),
    }
    said = ((name, desk.t.count(f"desk.ideas.{name}", n)) for name, n in numbers.items() if n)
    return " ".join(f'<span class="d-tag{_warm(name)}">{escaped(text)}</span>' for name, text in said)


def _warm(name: str) -> str:
    return {"waiting": " d-warm"}.get(name, "")


def _newest(desk: Desk, wall: Wall) -> None:
    if not wall.shown:
        quiet(desk.t("desk.ideas.none_yet"))
        return
    rows = "".join(_row(desk, idea) for idea in reversed(wall.shown[-_NEWEST:]))
    st.html(
        f'<p class="d-quiet d-small">{escaped(desk.t("desk.ideas.newest"))}</p><ul class="d-list">{rows}</ul>'
    )


def _row(desk: Desk, idea: Idea) -> str:
    several = f' <span class="d-tag">×{idea.voices}</span>' if idea.joined else ""
    return f'<li dir="auto">{escaped(idea.text)}{several}</li>'
