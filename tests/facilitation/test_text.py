"""Texts."""

from hypothesis import given
from hypothesis import strategies as st

from facilitation.text import clean, in_language


def test_a_text_falls_back_to_what_there_is():
    """The asked language, then the default, then anything."""
    assert "Hej" == in_language({"sv": "Hej", "fi": "Moi"}, "sv")
    assert "Moi" == in_language({"sv": "Hej", "fi": "Moi"}, "en")
    assert "Hej" == in_language({"sv": "Hej"}, "en")
    assert "" == in_language({}, "en")


def test_cleaning_keeps_letters_emoji_and_lines():
    """What people mean stays, letter for letter."""
    assert 'Pihajuhlat "heti" 🎉\nja grilli, äöå' == clean('  Pihajuhlat "heti" 🎉\r\nja grilli, äöå ')
    assert "👩‍👧" == clean("👩‍👧")


def test_cleaning_takes_controls_and_bidi_overrides():
    """Nothing that turns a line around or rings a bell reaches the wall."""
    assert "abc" == clean("a\x00b\x07\u202ec")


@given(st.text())
def test_cleaning_twice_is_cleaning_once(typed):
    """Stored text is stable."""
    assert clean(typed) == clean(clean(typed))


def test_a_text_that_nobody_can_see_is_empty():
    """Joiners, marks of direction and letters that are blank; beside a letter they stay."""
    assert ["", "", "", ""] == [
        clean(t) for t in ("\u200b\u200d\ufeff", "\u2800\u3164", "\u00a0 \u2060", "\u200f")
    ]
    assert "a\u200db" == clean("a\u200db")


def test_every_line_end_is_the_same():
    """Files and spreadsheets know some that no form sends."""
    assert "a\nb\nc\nd" == clean("a\r\nb\u2028c\u2029d")
