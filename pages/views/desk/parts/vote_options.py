"""What would be voted on if it opened now, and what to look at before it does."""

from typing import NamedTuple

import streamlit as st

from facilitation.kinds.ideas import near_duplicates
from facilitation.kinds.vote import MANY_OPTIONS, ideas_behind, options_for
from facilitation.model import Activity, Option
from locales import Words
from pages.shared import Desk, escaped

_MOST_SHOWN = 30


def options_now(desk: Desk, activity: Activity) -> None:
    options = activity.options or options_for(desk.reader, activity)
    if not options:
        st.warning(desk.t("desk.vote.no_options"), icon=":material/lightbulb:")
        return
    warn_of_many(desk.t, len(options))
    source = ideas_behind(desk.workshop, activity)
    if source is not None and any(option.ideas for option in options):
        _warn_of_likeness(desk, source)
    st.html(_listed(desk, options))


def warn_of_many(t: Words, options: int) -> None:
    if options > MANY_OPTIONS:
        st.warning(t.count("desk.vote.many", options, limit=t.number(MANY_OPTIONS)), icon=":material/merge:")


def pairs_alike(desk: Desk, source: Activity) -> dict[str, tuple[str, ...]]:
    """Idea → ideas on the wall that read much alike."""
    shown = desk.result(source).shown
    return _alike(tuple((i.id, i.text) for i in shown))


def _warn_of_likeness(desk: Desk, source: Activity) -> None:
    alike = len(pairs_alike(desk, source))
    if alike:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(desk.t.count("desk.vote.alike", alike), icon=":material/join_inner:")
            st.page_link(
                "desk_ideas.py",
                label=desk.t("desk.ideas.sort"),
                icon=":material/sort:",
                query_params={"code": desk.code, "activity": source.id},
            )


def _listed(desk: Desk, options: tuple[Option, ...]) -> str:
    heading = desk.t.count("desk.vote.options", len(options))
    rows = "".join(f'<li dir="auto">{escaped(option.text)}</li>' for option in options[:_MOST_SHOWN])
    rest = len(options) - _MOST_SHOWN
    more = f'<p class="d-quiet">{escaped(desk.t.count("desk.vote.more", rest))}</p>' if rest > 0 else ""
    return f'<p><b>{escaped(heading)}</b></p><ol class="d-list">{rows}</ol>{more}'


class _Read(NamedTuple):
    id: str
    text: str


@st.cache_data(max_entries=32, show_spinner=False)
def _alike(shown: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    """Comparing each with each costs: once for the same wall, however often the page is drawn."""
    return near_duplicates(_Read(id, text) for id, text in shown)
