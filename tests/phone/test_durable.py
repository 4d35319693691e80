"""Phones that send again and again, and a clock that jumps: everything counts, and everything counts once."""

import asyncio

import pytest

from tests.phone.people import SCRIPT, Hall, Person

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"
A_DAY = 24 * 3600.0


def _ten_times_at_once(hall: Hall, resident: Person, kind: str, **fields: str) -> list[int]:
    form = resident.look().form(kind)
    data = {**form.fields, **fields}

    async def send() -> list[int]:
        browser = resident._browser
        same = (browser.post(form.action, data=data, headers=SCRIPT) for _ in range(10))
        return [answer.status_code for answer in await asyncio.gather(*same)]

    return hall.loop.run(send())


def test_an_idea_sent_ten_times_at_once_is_one(hall: Hall) -> None:
    """Each time it is confirmed: the phone may stop sending at any of them."""
    hall.open("ideas")
    assert [200] * 10 == _ten_times_at_once(hall, hall.resident(), "ideas", text=PARK, key="idea-00001")
    assert [PARK] == hall.ideas()


def test_a_ballot_sent_ten_times_at_once_counts_once(hall: Hall) -> None:
    """As the one ballot of this phone."""
    hall.open_vote(PARK, BENCH)
    assert [200] * 10 == _ten_times_at_once(hall, hall.resident(), "vote", m_o2="1", done="1")
    assert [{"marks": {"o2": 1}, "done": True}] == hall.ballots()


@pytest.mark.parametrize("jump", [-400 * A_DAY, -A_DAY, A_DAY])
def test_a_clock_that_jumps_loses_nothing(hall: Hall, jump: float) -> None:
    """The laptop finds out which day it is: phones go on, what was changed last counts, and the order stays."""
    hall.open("ideas")
    early, late = hall.resident(), hall.resident()
    early.idea(PARK)
    hall.clock.forward(jump)
    late.idea(BENCH)
    assert [PARK, BENCH] == hall.ideas()
    hall.close_now()
    hall.open_vote(PARK, BENCH)
    early.vote(o1="1")
    hall.clock.forward(-jump)
    early.vote(o2="1")
    late.vote(o2="1")
    assert [{"o1": 1, "o2": 1}, {"o2": 1}] == [ballot["marks"] for ballot in hall.ballots()]
