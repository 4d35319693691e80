"""An evening without JavaScript: a plain HTML client joins, answers, writes, votes and sees the result."""

import pytest

from locales import LANGUAGES
from tests.phone.people import Hall

PARK, BENCH, MARKET = "Kirsikkapuisto", "Penkki aurinkoon", "Kirpputori"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_evening_in_plain_html(hall: Hall, language: str) -> None:
    """Join, tap, idea, vote, result: in each language, with forms only."""
    somebody = hall.resident(language)
    t = somebody.t
    hall.do("next")
    page = somebody.look()
    name, value = page.form("arrival").buttons[1]
    assert t("phone.flash.saved") in somebody.send("arrival", page, **{name: value}).text
    assert 'value="1" aria-pressed="true"' in somebody.look().answer.text

    hall.open("ideas")
    assert PARK in somebody.idea(PARK).text
    hall.resident().idea(BENCH)
    assert t("phone.ideas.at_most", limit=280) in somebody.look().text

    hall.do("next")
    assert t("phone.ideas.over") in somebody.look().text
    hall.open("vote")
    ballot = somebody.look().form("vote")
    best = next(name for name in ballot.choices if name.startswith("m_"))
    page = somebody.send("vote", **{best: "2", "done": "1"})
    assert t("phone.vote.saved") in page.text
    assert "2" == page.form("vote").fields[best]

    hall.close_now()
    assert t("phone.vote.over") in somebody.look().text
    hall.do("reveal")
    assert t.count("phone.result.dots", 2) in somebody.look().text
    assert t.count("phone.result.own.dots", 2) in somebody.look().text
    hall.do("next")
    assert PARK in somebody.get(f"{hall.address}/so-far").text


def test_a_page_looked_at_again_says_saved_of_its_own_step_only(hall: Hall) -> None:
    """Without scripts the address stays the same while the room goes on."""
    hall.do("next")
    somebody = hall.resident()
    page = somebody.look()
    name, value = page.form("arrival").buttons[1]
    page = somebody.send("arrival", page, **{name: value})
    assert somebody.t("phone.flash.saved") in page.text
    hall.open("ideas")
    assert somebody.t("phone.flash.saved") not in somebody.get(str(page.answer.url)).text


def test_sending_the_same_form_twice_is_one_idea(hall: Hall) -> None:
    """A double tap without scripts."""
    hall.open("ideas")
    resident = hall.resident()
    page = resident.look()
    resident.send("ideas", page, text=PARK)
    resident.send("ideas", page, text=PARK)
    assert [PARK] == hall.ideas()


def test_own_ideas_can_be_taken_back(hall: Hall) -> None:
    """While the step is open."""
    hall.open("ideas")
    resident = hall.resident()
    page = resident.idea(PARK)
    page = resident.send("withdraw", page)
    assert resident.t("phone.flash.removed") in page.text
    assert [] == hall.ideas()


def test_a_removed_idea_can_be_had_back(hall: Hall) -> None:
    """On the page that says it is removed, for as long as ideas are taken."""
    hall.open("ideas")
    resident = hall.resident()
    page = resident.send("withdraw", resident.idea(PARK))
    assert page.has_form("undo")
    assert PARK in resident.send("undo", page).text
    assert [PARK] == hall.ideas()
    key = resident.look().form("withdraw").fields["key"]
    assert key == page.form("undo").fields["key"]
    assert not resident.look().has_form("undo")


def test_others_ideas_stay_on_the_wall(hall: Hall) -> None:
    """The writing is silent: phones show one's own only, also under "so far"."""
    hall.open("ideas")
    hall.resident().idea(PARK)
    other = hall.resident()
    for address in ("", "/now", "/so-far", f"/wall/{hall.now.id}"):
        assert PARK not in other.ask("GET", hall.address + address).text
    hall.do("close")
    assert PARK in other.get(f"{hall.address}/so-far").text


def test_an_open_wall_is_open_on_phones_too(hall: Hall) -> None:
    """Loaded when somebody unfolds it, hidden ideas never."""
    hall.configure("ideas", open_wall=True)
    hall.open("ideas")
    hall.resident().idea(PARK)
    hall.resident().idea(BENCH)
    hidden = next(iter(hall.house.store.read(hall.code).contributions(hall.now.id)))
    hall.do("hide", activity=hall.now.id, ideas=[hidden])
    other = hall.resident()
    assert BENCH not in other.look().text
    wall = other.ask("GET", f"{hall.address}/wall/{hall.now.id}").text
    assert BENCH in wall
    assert PARK not in wall


def test_a_late_idea_is_taken_while_the_vote_is_prepared(hall: Hall) -> None:
    """Under a fold, after the writing is over."""
    hall.open("ideas")
    resident = hall.resident()
    hall.do("next")
    hall.do("next")
    assert "draft" == hall.now.state
    assert resident.t("phone.ideas.one_more") in resident.look().text
    resident.idea(PARK)
    assert [PARK] == hall.ideas()


def test_a_ballot_that_the_line_held_back_changes_nothing(hall: Hall) -> None:
    """The phone has said of it that it is over. Whoever still waits for an answer to it hears that all is saved, by
    script or without."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    old, new = (
        {"m_o1": "1", "stamp": "aaaaaaaaaa"},
        {"m_o2": "1", "stamp": "bbbbbbbbbb", "over": "aaaaaaaaaa"},
    )
    assert (200, True) == _saved(resident.by_script("vote", **new))
    assert (200, True) == _saved(resident.by_script("vote", **old))
    page = resident.send("vote", **old)
    assert resident.t("phone.flash.saved") in page.text
    assert {"m_o1": "0", "m_o2": "1"}.items() <= page.form("vote").fields.items()


def _saved(answer: tuple[int, dict[str, object]]) -> tuple[int, object]:
    return answer[0], answer[1].get("saved")
