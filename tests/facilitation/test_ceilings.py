"""What one person and all of them together can give: a script that plays a crowd fills no disk."""

import pytest

from facilitation.errors import Invalid, NotAllowed
from facilitation.kinds import KINDS
from facilitation.kinds.ideas import MOST_EACH, Ideas
from facilitation.kinds.plan import Plan
from facilitation.verbs import taking_part
from tests.facilitation.room import planning, room, voting


def test_one_person_gives_no_more_ideas_than_anyone_writes():
    """Replacing and taking back still work."""
    hall = room().on("next", "next")
    aino = hall.phone("aino")
    for n in range(MOST_EACH):
        aino.writes(f"Idea {n}", f"own-{n}")
    with pytest.raises(Invalid, match="too_many_ideas"):
        aino.writes("Vielä yksi", "own-more")
    aino.writes("Parempi", "own-0")
    aino.withdraws("ideas", "own-1---")
    aino.writes("Vielä yksi", "own-more")


def test_one_person_gives_no_more_lines_and_supports_than_anyone(monkeypatch):
    """All acts of planning together."""
    monkeypatch.setattr("facilitation.kinds.plan.MOST_EACH", 3)
    hall = planning()
    aino = hall.phone("aino")
    for n in range(3):
        aino.acts("line", "a", f"line-{n}", field="why", text=f"Syy {n}")
    with pytest.raises(Invalid, match="too_many_ideas"):
        aino.acts("line", "a", "line-3", field="why", text="Syy 3")


@pytest.mark.parametrize("kind", [Ideas, Plan])
def test_all_together_give_no_more_than_a_step_holds(monkeypatch, kind):
    """Whoever gave already may still change theirs."""
    monkeypatch.setattr(kind, "most", 2)
    hall = room().on("next", "next") if kind is Ideas else planning()
    give = _idea if kind is Ideas else _seat
    for name in ("aino", "eero"):
        give(hall, name, 0)
    with pytest.raises(Invalid, match="step_is_full"):
        give(hall, "liisa", 0)
    give(hall, "aino", 1)
    assert 2 == len(hall.given[kind.name])


def _idea(hall, name, n):
    hall.phone(name).writes(f"Idea {n}", name)


def _seat(hall, name, n):
    hall.phone(name).acts("seat", "ab"[n])


def test_every_kind_has_a_ceiling():
    """And none that a hall of five thousand would reach."""
    assert [] == [name for name, kind in KINDS.items() if not 20_000 <= kind.most <= 500_000]


def test_no_more_come_in_than_a_workshop_holds(monkeypatch):
    """Those who are in go on as before."""
    monkeypatch.setattr(taking_part, "MOST_PEOPLE", 2)
    hall = voting("approval", "Penkki", "Puu")
    aino, _ = hall.phone("aino"), hall.phone("eero")
    with pytest.raises(NotAllowed, match="too_many_people"):
        hall.phone("liisa")
    hall.phone("aino").votes(o1=1)
    aino.votes(o2=1)
    assert {"o2": 1} == hall.given["vote"]["aino"].payload["marks"]
