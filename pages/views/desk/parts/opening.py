"""Asks once more before a vote on very many options opens: nobody can compare them, and opening fixes them."""

import streamlit as st

from facilitation.kinds.vote import Vote, options_for
from facilitation.verbs.running import NextStep
from pages.shared import Desk

TOO_MANY = 30


def asked(desk: Desk) -> bool:
    """Whether the question stands now, in this tab."""
    return bool(st.session_state.get(_name(desk.workshop.turn))) and _options(desk) > TOO_MANY


def to_ask_about(desk: Desk, step: NextStep) -> int:
    """How many options; 0 where the button may simply open."""
    if step.verb != "open" or step.on.kind != Vote.name or asked(desk):
        return 0
    options = _options(desk)
    return options if options > TOO_MANY else 0


def ask(turn: int) -> None:
    st.session_state[_name(turn)] = True


def question(desk: Desk) -> str:
    return desk.t.count("desk.vote.open_anyway", _options(desk))


def _options(desk: Desk) -> int:
    on = desk.workshop.now
    return len(on.options or options_for(desk.reader, on))


def _name(turn: int) -> str:
    return f"vote-asked-{turn}"
