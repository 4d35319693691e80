"""The desk's idea sorter: sixty ideas in a five-minute break, by keyboard, mouse or finger.

What the browser sends is a list of commands, each with an id, repeated until it is acknowledged; so neither a slow
rerun nor a lost connection loses one, and none comes twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, NotRequired, TypedDict

import streamlit as st
from pydantic import TypeAdapter, ValidationError
from streamlit.errors import StreamlitAPIException

from locales import Words
from pages.components.beside import Component, registered, script

Verb = Literal["hide", "restore", "approve", "edit", "merge", "unmerge", "theme"]


class Idea(TypedDict):
    """One idea as the sorter shows it. `into` is the idea it is merged under, `similar` are suggested duplicates,
    `original` what was written before it was corrected, `late` that it came after closing."""

    id: str
    text: str
    state: Literal["shown", "hidden", "waiting"]
    original: NotRequired[str | None]
    channel: NotRequired[str]
    late: NotRequired[bool]
    theme: NotRequired[str]
    into: NotRequired[str | None]
    similar: NotRequired[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Command:
    """What the manager did. `id` is the same when it is repeated. `theme` is empty when a theme is taken away."""

    id: str
    verb: Verb
    ideas: tuple[str, ...]
    into: str | None = None
    text: str | None = None
    theme: str | None = None


class Commands(list[Command]):
    """New commands, in order. One is acknowledged when the next is asked for: go through them with `for`, and one
    whose turn was cut short (Streamlit ends a run wherever it touches the page) comes again instead of being lost."""

    def __init__(self, commands: Sequence[Command], done: set[str]) -> None:
        super().__init__(commands)
        self._done = done

    def __iter__(self) -> Iterator[Command]:
        for command in super().__iter__():
            yield command
            self._done.add(command.id)


@dataclass
class _Ledger:
    """Of one browser tab: the ids that are done, and those of its latest message, which is all it waits for."""

    done: set[str] = field(default_factory=set)
    latest: list[str] = field(default_factory=list)

    def acknowledged(self) -> list[str]:
        return [id for id in self.latest if id in self.done]


def sorter(
    ideas: Sequence[Idea],
    themes: Sequence[str],
    words: Words,
    *,
    key: str,
    approve_first: bool = False,
    private: bool = False,
    limit: int = 280,
) -> Commands:
    """Draws the sorter and returns the commands that are new in this run, in the order they were given.

    Do them with a `for` loop, then `draw_again()`: the acknowledgement goes out with the next drawing, which must
    already show what they did. A command that is refused is acknowledged like any other, and the list
    falls back to what `ideas` says. `key` must differ between activities. `themes` keep their numbers as long as
    they come in the same order. With `private`, ideas the room must not see are covered until the manager asks: give
    them without their text unless `is_uncovered`.
    `limit`: characters of an idea.
    """
    ledger: _Ledger = st.session_state.setdefault(f"{key}-ledger", _Ledger())
    data = {
        "key": key,
        "ideas": list(ideas),
        "themes": list(themes),
        "approve_first": approve_first,
        "private": private,
        "limit": limit,
        "lang": words.language,
        "words": _labels(words),
        "done": ledger.acknowledged(),
    }
    # Labels are drawn once, so another language is another component.
    result = _component()(
        key=f"{key}-{words.language}", data=data, on_command_change=_nothing, on_uncovered_change=_nothing
    )
    sent = _understood(result.command)
    if sent:
        ledger.latest = [command.id for command in sent]
    return Commands([command for command in sent if command.id not in ledger.done], ledger.done)


def is_uncovered(words: Words, key: str) -> bool:
    """Whether the manager has asked to see, in this tab and since it was loaded, what the room must not see."""
    state = st.session_state.get(f"{key}-{words.language}") or {}
    return bool(state.get("uncovered"))


def draw_again() -> None:
    """Reruns the fragment; in a run of the whole page, where Streamlit allows no such thing, the page."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


_COMMANDS = TypeAdapter(list[Command])


def _understood(sent: object) -> list[Command]:
    """A message that is no list of commands was not made by our script, and is passed over."""
    try:
        return _COMMANDS.validate_python(sent or [])
    except ValidationError:
        return []


def _nothing() -> None:
    """Streamlit names the triggers of a component by their callbacks; the commands are read after drawing."""


_FOLDER = Path(__file__).parent
_PARTS = ("dom", "ideas", "outbox", "rows", "panels", "frame", "actions", "keys")


@cache
def _component() -> Component:
    """Registered when first drawn."""
    scripts = script(*(f"sorter_{part}.js" for part in _PARTS), "sorter.js")
    return registered("sorter", scripts, css=(_FOLDER / "sorter.css").read_text("utf-8"))


_LABELS = (
    "desk.sorter.list",
    "desk.sorter.actions",
    "desk.sorter.themes",
    "desk.sorter.keys",
    "desk.sorter.filter",
    "desk.sorter.pick",
    "desk.sorter.hide",
    "desk.sorter.restore",
    "desk.sorter.approve",
    "desk.sorter.edit",
    "desk.sorter.merge",
    "desk.sorter.similar",
    "desk.sorter.unmerge",
    "desk.sorter.theme",
    "desk.sorter.accept",
    "desk.sorter.save",
    "desk.sorter.cancel",
    "desk.sorter.close",
    "desk.private_help",
    "desk.sorter.show_private",
    "desk.sorter.cover_again",
    "desk.sorter.covered",
    "desk.sorter.covered_said",
    "desk.sorter.uncovered_said",
    "desk.sorter.edit_label",
    "desk.sorter.theme_label",
    "desk.sorter.original",
    "desk.sorter.alike",
    "desk.sorter.fresh",
    "desk.sorter.gone",
    "desk.sorter.is_waiting",
    "desk.sorter.is_hidden",
    "desk.sorter.is_merged",
    "desk.sorter.paper",
    "desk.sorter.device",
    "desk.sorter.late",
    "desk.sorter.edited",
    "desk.sorter.hide_said",
    "desk.sorter.restore_said",
    "desk.sorter.approve_said",
    "desk.sorter.edit_said",
    "desk.sorter.merge_said",
    "desk.sorter.unmerge_said",
    "desk.sorter.theme_said",
    "desk.sorter.theme_gone",
    "desk.sorter.last",
    "desk.sorter.nothing_to_do",
    "desk.sorter.merge_note",
    "desk.sorter.merge_self",
    "desk.sorter.merge_hidden",
    "desk.sorter.empty",
    "desk.sorter.gone_said",
    "desk.sorter.no_such_theme",
    "desk.sorter.all_done",
    "desk.sorter.none_yet",
    "desk.sorter.none_match",
)
_COUNTS = (
    "desk.sorter.count.ideas",
    "desk.sorter.count.merged",
    "desk.sorter.count.fresh",
    "desk.sorter.count.waiting",
    "desk.sorter.count.themeless",
    "desk.sorter.count.hidden",
    "desk.sorter.count.ticked",
    "desk.sorter.count.unsaved",
)
_HELP = (
    ("↑ ↓  j k", "desk.sorter.help.move"),
    ("Home End  PgUp PgDn", "desk.sorter.help.far"),
    ("n", "desk.sorter.help.next"),
    ("h", "desk.sorter.help.hide"),
    ("a", "desk.sorter.help.approve"),
    ("e", "desk.sorter.help.edit"),
    ("1–9  0", "desk.sorter.help.number"),
    ("t", "desk.sorter.help.theme"),
    ("s", "desk.sorter.help.similar"),
    ("m", "desk.sorter.help.merge"),
    ("␣  m", "desk.sorter.help.several"),
    ("u", "desk.sorter.help.unmerge"),
    ("/", "desk.sorter.help.filter"),
    ("p", "desk.sorter.help.private"),
    ("Esc", "desk.sorter.help.escape"),
)
_SAMPLES = (0, 1, 2, 3, 5, 11, 100)
"""Numbers that between them take every plural form a language has (CLDR): the browser picks the form by these."""


@cache
def _labels(words: Words) -> dict[str, Any]:
    labels: dict[str, Any] = {_last(key): words(key) for key in _LABELS}
    labels["counts"] = {_last(key): _forms(key, words) for key in _COUNTS}
    labels["help"] = [[keys, words(sentence)] for keys, sentence in _HELP]
    return labels


def _forms(key: str, words: Words) -> dict[str, str]:
    return {str(n): words.count(key, n).replace(words.number(n), "{n}") for n in _SAMPLES}


def _last(key: str) -> str:
    return key.rpartition(".")[2]
