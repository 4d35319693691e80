"""Components: what reaches their scripts."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import streamlit as st

from pages.components import listen
from pages.components.beside import registered


def test_no_mapping_is_handed_over_to_be_searched_for_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """To know a table, Streamlit loads pandas: half a second of work and 60 MB for the first desk."""
    given: list[Any] = []
    monkeypatch.setattr(
        st.components.v2, "component", lambda *_, **__: lambda **drawn: given.append(drawn["data"])
    )
    registered("any", "")(data={"files": [{"label": "PDF"}]}, key="any")
    assert [[{"files": [{"label": "PDF"}]}]] == given
    assert not isinstance(given[0], Mapping)


def test_a_question_of_a_page_that_was_left_comes_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing says any more what was asked; the newest question stays the one that was."""
    asked: list[Callable[[], None]] = []
    state = {"here": {"asked": 7}}
    monkeypatch.setattr(listen, "_WHOLE", lambda on_asked_change, **_: asked.append(on_asked_change))
    monkeypatch.setattr(st, "session_state", state)
    listen.whole_page("here")
    asked[0]()
    del state["here"]
    asked[0]()
    assert {"ear-asked": 7} == state
