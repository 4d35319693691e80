"""Asks once more before a vote on very many options opens: nobody can compare them, and opening fixes them."""

import streamlit as st

from facilitation.kinds.vote import Vote, options_for
from facilitation.verbs.running import NextStep
from pages.shared import Desk

TOO_MANY = 30


def asked(desk: Desk) -> bool:
    """Whether the question stands now, in this tab."""
    return bool(st.session_state.get(_name(desk.workshop.turn)))


def to_ask_about(desk: Desk, step: NextStep) -> int:
    """How many options; 0 where the button may simply open."""
    if step.verb != "open" or step.on.kind != Vote.name or asked(desk):
        return 0
    options = len(step.on.options or options_for(desk.reader, step.on))
    return options if options > TOO_MANY else 0


def ask(turn: int) -> None:
    st.session_state[_name(turn)] = True


def question(desk: Desk) -> str:
    on = desk.workshop.now
    options = len(on.options or options_for(desk.reader, on))
    return desk.t.count("desk.vote.open_anyway", options)


def _name(turn: int) -> str:
    return f"vote-asked-{turn}"
