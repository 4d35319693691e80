"""Components: what reaches their scripts."""

from collections.abc import Mapping
from typing import Any

import pytest
import streamlit as st

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
