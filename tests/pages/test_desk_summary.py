"""The summary at the desk: no file of it is made before it is asked for."""

import pytest

from service import reporting
from tests.facilitation.room import step
from tests.pages.desk_alone import NewHall


def test_none_is_made_before_it_is_asked_for(new_hall: NewHall, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the middle of an evening and at its end; a desk is drawn at each vote."""
    made: list[str] = []
    monkeypatch.setattr(reporting, "_make", lambda reader, format, language: made.append(format))
    hall = new_hall(step("ideas"), step("thanks"))
    assert 4 == len(hall.on("next").page().files)
    assert 5 == len(hall.on("next", "next").page().files)
    assert [] == made
