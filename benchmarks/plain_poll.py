"""The same vote the ordinary way: a Streamlit page on each phone, a TinyDB file that every vote rewrites, and a stage
that looks once a second. What `benchmarks.crowd` compares with; not a part of the tool."""

import os
from pathlib import Path
from threading import Lock

import streamlit as st
from tinydb import TinyDB, where

OPTIONS = [f"Idea numero {n}" for n in range(10)]


@st.cache_resource
def ballots() -> tuple[TinyDB, Lock]:
    return TinyDB(Path(os.environ["ASUKASILTA_DATA"]) / "poll.json"), Lock()


@st.fragment(run_every=1.0)
def stage() -> None:
    database, lock = ballots()
    with lock:
        given = [ballot["choice"] for ballot in database.all()]
    st.bar_chart({option: given.count(option) for option in OPTIONS})
    st.text(f"answered {len(given)}")


def phone(who: str) -> None:
    database, lock = ballots()
    choice = st.radio("Which one?", OPTIONS, index=None, key="choice")
    if st.button("Vote", key="vote") and choice:
        with lock:
            database.upsert({"who": who, "choice": choice}, where("who") == who)
        st.text("saved")


who = st.query_params.get("who", "")
phone(who) if who else stage()
