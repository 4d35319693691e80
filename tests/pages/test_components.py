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
    """Its ear is no longer there to say what was asked; the newest question stays the one that was."""
    asked: list[Callable[[], None]] = []
    monkeypatch.setattr(listen, "_WHOLE", lambda on_asked_change, **_: asked.append(on_asked_change))
    monkeypatch.setattr(st, "session_state", {})
    listen.whole_page("here")
    for heard in ({"asked": 7}, {"asked": None}, None):
        st.session_state["here"] = heard
        asked[0]()
        assert 7 == st.session_state["ear-asked"]
    del st.session_state["here"]
    asked[0]()
    assert 7 == st.session_state["ear-asked"]
