"""An evening in which every text is somebody's attempt: at the desk and on the stage all of it is letters."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from facilitation.errors import Refused
from service.people_files import import_text
from tests.hostile import TEXTS, evening_of, faults_in
from tests.pages.desk_alone import Hall

READ_AS_MARKDOWN = re.compile(
    r"(?<!\\)(!\[kuva|\[linkki|<img|<script|:red\[|`koodi|\*\*b\*\*|\$\\int|# otsikko|\| a \||<http)"
    r"|:material/home|https?://evil|www\.evil|a@evil"
)
"""What must not stand in a text that Streamlit reads as Markdown."""
LETTERS = (
    "text",
    "text_input",
    "text_area",
    "selectbox",
    "multiselect",
    "arrow_data_frame",
    "bidi_component",
)
"""Elements that show their texts letter for letter; of a field its label is looked at. Components are tested apart."""
STEPS = ("arrival", "ideas", "vote", "secret", "plan", "roles", "evaluation", "thanks")


@pytest.fixture(params=[0, len(TEXTS) // 2])
def evening(hall: Hall, request: pytest.FixtureRequest) -> Hall:
    """Came as a file, so that no form has cleaned it."""
    import_text(hall.house.store, evening_of(request.param), "HHH777")
    hall.code = "HHH777"
    return hall


@pytest.mark.parametrize("step", STEPS)
def test_no_text_is_read_as_markup_while_an_evening_runs(evening: Hall, step: str) -> None:
    """In each step: what is drawn, its fields and buttons, and what is folded away; at the helper's, too."""
    evening.does("go", activity=step)
    assert [] == _faults(evening.page("desk_run")) + _faults(evening.page("desk_paper"))
    for verb in ("open", "close_now", "reveal"):
        try:
            evening.does(verb)
        except Refused:
            continue
    assert [] == _faults(evening.page("desk_run"))


@pytest.mark.parametrize("page", ["desk_agenda", "desk_ideas", "desk_log", "desk_keys", "desk_privacy"])
def test_no_text_is_read_as_markup_on_the_other_pages(evening: Hall, page: str) -> None:
    """Agenda, sorting, log, keys and privacy."""
    assert [] == _faults(evening.page(page))


def test_no_title_is_read_as_markup_in_the_list(evening: Hall) -> None:
    """Where all evenings stand."""
    assert [] == _faults(evening.page("desk", code=""))


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_code_or_refusal_is_letters(hall: Hall, name: str) -> None:
    """Also where the address itself is somebody's attempt."""
    assert [] == _faults(hall.page("desk_run", code=TEXTS[name].replace("\x00", "")))


def _faults(page: Any) -> list[str]:
    assert not page.app.exception, page.app.exception
    return [fault for node in page.app.main for fault in _of(node)]


def _of(node: Any) -> Iterator[str]:
    kind = getattr(node, "type", "")
    proto = getattr(node, "proto", None)
    if kind == "html":
        yield from faults_in(node.value)
        return
    if kind == "plotly_chart":
        yield from (found for found in re.findall(r"<(?:img|script|a)\b", _texts(proto)))
        return
    if proto is None:
        return
    shown = (
        proto.label
        if kind in LETTERS and hasattr(proto, "label")
        else ""
        if kind in LETTERS
        else _texts(proto)
    )
    yield from (f"{kind}: {found[0]} in {shown}" for found in READ_AS_MARKDOWN.finditer(shown))


def _texts(proto: Any) -> str:
    return proto.SerializeToString().decode("utf-8", "replace")
