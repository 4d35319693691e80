"""Until a result is shown to all, nothing of it leaves the server: people follow the first votes they see."""

import re

import pytest

from tests.phone.people import Hall, Person

HANDS = 48_263
"""A number of counted hands that stands nowhere by chance."""
METHODS = {"dots": "1", "approval": "1", "yesno": "1", "score": "5"}


def _everything(hall: Hall, person: Person, vote: str) -> str:
    """All that somebody can get, with headers."""
    addresses = ("", "/now", "/so-far", f"/wall/{vote}", f"/a/{vote}", f"?saved={vote}")
    got = [person.ask("GET", hall.address + a) for a in addresses]
    got += [person.ask("GET", hall.address + "/now", headers={"accept": "application/json"})]
    return "\n".join(f"{answer.headers}\n{answer.text}" for answer in got)


def _without_noise(told: str) -> str:
    """Versions, clocks and random names may hold any digits."""
    noise = r'data-(version|now|closes)="[^"]*"|etag[^,]*,|[Cc]ontent-[Ll]ength[^,]*,|sha256-[^\']*|<style>.*?</style>'
    return re.sub(noise, "", told, flags=re.DOTALL)


@pytest.mark.parametrize("method, mark", METHODS.items())
def test_nothing_of_a_result_is_told_before_it_is_shown(hall: Hall, method: str, mark: str) -> None:
    """In no page, fragment, answer or header, in no state before revealed; and then it is all there."""
    hall.open_vote("Kirsikkapuisto", "Penkki", method=method)
    vote, counts = hall.now.id, {"o1": {mark: HANDS}}
    hall.do("enter_counts", activity=vote, counts=counts, voters=HANDS, key="counted-hands")
    hall.resident().vote(o1=mark)
    resident = hall.resident()
    numbers = {str(n) for n in (HANDS, HANDS + 1, resident.t.number(HANDS), resident.t.number(HANDS + 1))}
    told = resident.by_script("vote", m_o1=mark)[1]
    assert {"saved", "key"} == set(told)

    for step in ("", "close", "close_now"):
        if step:
            hall.do(step)
        seen = _without_noise(_everything(hall, resident, vote))
        assert not [n for n in numbers if n in seen]
        assert "<rect" not in seen
        assert resident.t("phone.result.rule." + method) not in seen

    hall.do("reveal")
    whole = resident.t.number(HANDS + 2)
    assert whole in resident.look().answer.text
    assert whole in resident.get(f"{hall.address}/so-far").answer.text

    hall.do("conceal")
    assert whole not in _everything(hall, resident, vote)


def test_a_reopened_vote_hides_its_result_again(hall: Hall) -> None:
    """Or the second round would follow the first."""
    hall.open_vote("Kirsikkapuisto", "Penkki")
    resident = hall.resident()
    resident.vote(o1="3")
    hall.close_now()
    hall.do("reveal")
    rule = resident.t("phone.result.rule.dots")
    assert rule in resident.look().text
    hall.do("reopen")
    other = hall.resident()
    assert rule not in _everything(hall, other, hall.now.id)


def test_nobody_sees_what_another_chose(hall: Hall) -> None:
    """Own marks are marked for their owner only."""
    hall.open_vote("Kirsikkapuisto", "Penkki")
    voter, other = hall.resident(), hall.resident()
    voter.vote(o1="3")
    assert "0" == other.look().form("vote").fields["m_o1"]
    hall.close_now()
    hall.do("reveal")
    own = voter.t.count("phone.result.own.dots", 3)
    assert own in voter.look().text
    assert own not in other.look().text


def test_ideas_that_wait_for_approval_are_not_shown(hall: Hall) -> None:
    """Their writer sees them; nobody else does, whatever the state."""
    hall.configure("ideas", approve_first=True, open_wall=True)
    hall.open("ideas")
    hall.resident().idea("Salainen ajatus")
    other, ideas = hall.resident(), hall.now.id
    assert "Salainen ajatus" not in _everything(hall, other, ideas)
    hall.do("close")
    assert "Salainen ajatus" not in _everything(hall, other, ideas)
