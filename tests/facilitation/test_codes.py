"""Join codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.codes import DRAWN_FROM, is_code, new_code, normalise, suggest


def test_a_new_code_holds_no_look_alikes():
    """What is read from the back row or heard cannot be taken for another code."""
    assert not set("0O1IL2Z5S8BUV") & set(DRAWN_FROM)
    assert all(is_code(new_code()) for _ in range(50))


def test_a_new_code_is_not_one_that_is_taken(monkeypatch):
    """Drawing a taken code means drawing again."""
    drawn = iter("AAAAAA" + "CCCCCC")
    monkeypatch.setattr("facilitation.codes.secrets.choice", lambda _: next(drawn))
    assert "CCCCCC" == new_code(taken=["AAAAAA"])


@pytest.mark.parametrize(
    "typed", ["acd efg", "ACD-EFG", " acdefg ", "aCd·eFg", "http://192.0.2.2:8501/j/acdefg?language=fi"]
)
def test_a_code_is_the_same_however_it_is_typed(typed):
    """Spaces, dashes and small letters do not matter, nor that somebody pasted the whole address."""
    assert "ACDEFG" == normalise(typed)


@pytest.mark.parametrize("typed", ["ACDEFH", "ACDEG", "ACDEFFG", "CADEFG"])
def test_one_slip_is_suggested(typed):
    """A wrong, missing, doubled or swapped character finds the code."""
    assert "ACDEFG" == suggest(typed, ["ACDEFG", "777777"])


def test_two_slips_and_two_candidates_are_not_suggested():
    """Guessing stays hard, and nobody is sent to the wrong evening."""
    assert suggest("ACDEHH", ["ACDEFG"]) is None
    assert suggest("ACDEFH", ["ACDEFG", "ACDEFJ"]) is None


@given(st.text(max_size=40))
def test_anything_can_be_typed(typed):
    """No input breaks it."""
    assert suggest(typed, ["ACDEFG"]) in (None, "ACDEFG")
