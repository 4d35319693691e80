"""People's words on the desk: they stay words wherever they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.kinds.vote import Row
from facilitation.model import Option
from pages.shared import escaped, plain
from pages.views.desk.arrival import merged_lines
from pages.views.desk.parts.vote_choosing import best


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Tavallinen otsikko, 1–2 riviä (ja sulut)!", "Tavallinen otsikko, 1–2 riviä (ja sulut)!"),
        ("**lihava** _vino_", r"\*\*lihava\*\* \_vino\_"),
        ("![kuva](http://x.fi/a.png)", "!\\[kuva\\](http:\N{WORD JOINER}//x.fi/a.png)"),
        ("www.x.fi", "www\N{WORD JOINER}.x.fi"),
        ("anna@x.fi", "anna@\N{WORD JOINER}x.fi"),
        ("$x^2$ :red[a]", r"\$x\^2\$ \:red\[a\]"),
        ("1. ensin", r"1\. ensin"),
        ("rivi\n\n# toinen", r"rivi \# toinen"),
    ],
)
def test_markdown_in_a_label_is_letters(typed: str, label: str) -> None:
    """Ordinary punctuation stays unescaped: screen readers read labels as they are."""
    assert label == plain(typed)


@pytest.mark.parametrize("typed", [":smile:", ":material/home:", ":+1:", ":streamlit:"])
def test_short_codes_do_not_become_icons(typed: str) -> None:
    """They are looked for after Markdown is read, so a backslash alone does not stop them."""
    assert "\N{WORD JOINER}" in plain(typed)


@given(st.text())
def test_html_never_gets_through(typed: str) -> None:
    """Neither an element nor the end of an attribute."""
    assert not set('<>"') & set(escaped(typed))


def test_lines_keep_the_other_languages_of_their_choice() -> None:
    """A choice more or less, and the rest keep theirs."""
    stored = ({"fi": "Lyhyt", "sv": "Kort"}, {"fi": "Pitkä", "sv": "Lång"})
    assert [{"fi": "Aivan lyhyt", "sv": "Kort"}] == merged_lines(stored, "\n Aivan lyhyt \n", "fi")
    assert [*stored, {"sv": "Ny"}] == merged_lines(stored, "Kort\nLång\nNy", "sv")


def _rows(*scores: float) -> tuple[Row, ...]:
    return tuple(
        Row(Option(id=f"o{n}", number=n, text=f"{n}"), score, 1, {}, {}, None, False)
        for n, score in enumerate(scores, 1)
    )


@pytest.mark.parametrize(
    ("scores", "n", "sure", "tied"),
    [
        ((5, 4, 3), 2, 2, 0),
        ((5, 4, 4), 2, 1, 2),
        ((4, 4, 4), 2, 0, 3),
        ((5, 5, 3), 2, 2, 0),
        ((5, 0, 0), 2, 1, 0),
        ((0, 0, 0), 2, 0, 0),
        ((5, 4), 9, 2, 0),
    ],
)
def test_the_best_are_those_nobody_equals_outside(
    scores: tuple[float, ...], n: int, sure: int, tied: int
) -> None:
    """Who has no votes is never among the best."""
    found = best(_rows(*scores), n)
    assert (sure, tied) == (len(found[0]), len(found[1]))
