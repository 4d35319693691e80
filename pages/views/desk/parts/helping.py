"""What a helper does: types in papers and counted hands, and takes what hurts somebody off the wall."""

import streamlit as st

from facilitation.kinds import kind
from facilitation.kinds.ideas import Idea, Ideas, Wall
from facilitation.kinds.vote import Vote
from facilitation.model import Activity
from pages.shared import Desk, escaped, send
from pages.views.desk.parts import vote_papers
from pages.views.desk.parts.paper import paper_entry
from pages.views.desk.parts.style import heading, quiet
from pages.views.desk.parts.vote_hands import hands_entry

_NEWEST = 30


def helping(desk: Desk) -> None:
    step = _step(desk)
    if step is None:
        quiet(desk.t("desk.helping.nothing"))
        return
    heading(desk.own_title(step))
    (_ideas if step.kind == Ideas.name else _vote)(desk, step)


def _step(desk: Desk) -> Activity | None:
    """What papers belong to: the vote that is on; else the ideas before, as long as no vote has taken them."""
    agenda, now = desk.workshop.agenda, desk.workshop.now
    for step in (a for a in agenda[agenda.index(now) :: -1] if not a.skipped):
        if step.kind == Ideas.name:
            return step
        if step.kind == Vote.name and step.options:
            return step if step.id == now.id and not kind(step.kind).may_show(step) else None
    return None


def _vote(desk: Desk, step: Activity) -> None:
    settings = kind(step.kind).of(step)
    if step.codes:
        vote_papers.paper_entry(desk, step, unfolded=True)
    elif settings.numbered:
        hands_entry(desk, step, settings, unfolded=True)
    else:
        quiet(desk.t("desk.helping.no_paper"))


def _ideas(desk: Desk, step: Activity) -> None:
    wall: Wall = desk.result(step)
    quiet(desk.t.count("desk.ideas.count", len(wall.all)))
    paper_entry(desk, step, unfolded=True)
    for idea in _asked_for(desk, step, wall):
        _row(desk, step, idea)


def _asked_for(desk: Desk, step: Activity, wall: Wall) -> tuple[Idea, ...]:
    """The newest first; all of them are slow to draw, and seldom wanted."""
    ideas = wall.all[::-1]
    said = desk.t.count("desk.plan.all_lines", len(ideas))
    every = len(ideas) > _NEWEST and st.toggle(said, key=f"all-{step.id}")
    return ideas if every else ideas[:_NEWEST]


def _row(desk: Desk, step: Activity, idea: Idea) -> None:
    """The way back stands where the way there was."""
    verb = "restore" if idea.hidden else "approve" if idea.waiting else "hide"
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.html(f'<span dir="auto">{escaped(idea.text)}</span>{_tag(desk, idea)}', width="stretch")
        for name in (verb, *(["hide"] if verb == "approve" else [])):
            st.button(
                desk.t(f"desk.sorter.{name}"),
                key=f"{name}-{step.id}-{idea.id}",
                on_click=send,
                args=(desk.code, name),
                kwargs={"activity": step.id, "ideas": [idea.id]},
            )


def _tag(desk: Desk, idea: Idea) -> str:
    name = "hidden" if idea.hidden else "waiting" if idea.waiting else ""
    return f' <span class="d-tag">{escaped(desk.t(f"desk.helping.{name}"))}</span>' if name else ""
