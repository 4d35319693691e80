"""An evening without JavaScript: a plain HTML client joins, answers, writes, votes and sees the result."""

import re

import pytest

from facilitation.kinds.vote import VOTE
from locales import LANGUAGES
from tests.phone.people import Hall, Person

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_know_their_language(hall: Hall, language: str) -> None:
    """So that a screen reader has the right voice."""
    page = hall.resident(language).look()
    assert (language, "ltr") == (page.html["lang"], page.html["dir"])


def test_before_the_start_a_phone_waits(hall: Hall) -> None:
    """Nothing is open: it says so, and what comes."""
    resident = hall.resident()
    assert resident.t("phone.waiting.soon") in resident.look().text


def test_a_prepared_vote_shows_no_ballot(hall: Hall) -> None:
    """While the manager still sets it up, and no idea is taken late."""
    hall.do("next")
    vote = next(a for a in hall.workshop.agenda if a.kind == "vote")
    hall.do("go", activity=vote.id)
    page = hall.resident().look()
    assert not page.has_form("vote")


def test_what_comes_next_is_said(hall: Hall) -> None:
    """Nobody has to wonder."""
    hall.open("ideas")
    assert "Seuraavaksi: Äänestys" in hall.resident().look().text


def test_a_text_keeps_its_paragraphs(hall: Hall) -> None:
    """As the manager wrote it, and escaped."""
    hall.configure("info", body={"fi": "Hei <b>\n\nToinen\nrivi"})
    hall.open("info")
    html = hall.resident().look().answer.text
    assert "<p>Hei &lt;b&gt;</p>" in html
    assert "<p>Toinen<br>rivi</p>" in html


def test_pages_without_a_form_look_again_by_themselves(hall: Hall) -> None:
    """For browsers without scripts; never where somebody may be writing."""
    resident = hall.resident()
    assert resident.look().refreshes
    hall.open("ideas")
    assert not resident.look().refreshes
    hall.do("close")
    assert not resident.look().refreshes
    hall.open_vote(PARK, BENCH)
    assert not resident.look().refreshes


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


METHODS = {
    "dots": {"o1": "2", "o2": "1"},
    "approval": {"o1": "1"},
    "yesno": {"o1": "1", "o2": "-1", "o3": "0"},
    "score": {"o1": "5", "o2": "1"},
}


@pytest.mark.parametrize("method", METHODS)
def test_every_way_to_vote_works_without_scripts(hall: Hall, method: str) -> None:
    """What was ticked is what is stored, and the page shows it again."""
    hall.open_vote(PARK, BENCH, MARKET, method=method)
    resident = hall.resident()
    page = resident.vote(**METHODS[method])
    assert [{"marks": {o: int(m) for o, m in METHODS[method].items()}, "done": True}] == hall.ballots()
    again = page.form("vote").fields
    assert METHODS[method].items() <= {name[2:]: mark for name, mark in again.items()}.items()


def test_many_dots_are_typed(hall: Hall) -> None:
    """A list of a hundred numbers for each option would be heavy."""
    hall.open_vote(PARK, BENCH, dots=100)
    resident = hall.resident()
    resident.vote(o1="60", o2="40")
    assert [{"marks": {"o1": 60, "o2": 40}, "done": True}] == hall.ballots()


def test_a_vote_can_be_changed(hall: Hall) -> None:
    """Until it closes; the last one counts."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    resident.vote(o1="3")
    resident.vote(o1="0", o2="1")
    assert [{"marks": {"o2": 1}, "done": True}] == hall.ballots()


def test_options_are_shuffled_but_stay(hall: Hall) -> None:
    """Each phone has its own order, always the same; with numbers all have one."""
    names = [f"Vaihtoehto {n}" for n in range(8)]
    hall.open_vote(*names)
    people = [hall.resident() for _ in range(4)]
    orders = [_order(p) for p in people]
    assert orders == [_order(p) for p in people]
    assert len({tuple(order) for order in orders}) > 1


def test_numbered_options_stand_in_order(hall: Hall) -> None:
    """Hands and stickers are counted by these numbers."""
    hall.open_vote(*(f"Vaihtoehto {n}" for n in range(8)), numbered=True)
    assert [f"m_o{n}" for n in range(1, 9)] == _order(hall.resident())


def _order(person: Person) -> list[str]:
    return [name for name in person.look().form("vote").choices if name.startswith("m_")]


@pytest.mark.parametrize(
    "settings, says",
    [
        ({"meaning": "advice"}, "neuvo"),
        ({"meaning": "ours"}, "teemme itse"),
        ({"meaning": "wish", "decider": "Kaupunginosatoimikunta"}, "Kaupunginosatoimikunta"),
        ({"meaning": "wish", "answer_by": "2027-03-15"}, "15. maaliskuuta 2027"),
    ],
)
def test_a_vote_says_what_it_is(hall: Hall, settings: dict[str, str], says: str) -> None:
    """Nobody shall take advice for a decision."""
    hall.open_vote(PARK, BENCH, **settings)
    resident = hall.resident()
    assert says in resident.look().text
    assert "päätös" not in resident.look().text


def test_a_closing_vote_takes_answers_calmly(hall: Hall) -> None:
    """Twenty seconds by the server's clock."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    hall.do("close")
    hall.clock.forward(5)
    page = resident.look()
    assert f"{resident.t('phone.now.closing')} 15" in page.text
    resident.vote(o1="1")
    assert [{"marks": {"o1": 1}, "done": True}] == hall.ballots()
    hall.clock.forward(15)
    assert not resident.look().has_form("vote")


def test_a_reopened_vote_has_what_was_given(hall: Hall) -> None:
    """Undoing a close keeps the votes."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    resident.vote(o2="2")
    hall.close_now()
    hall.do("reopen")
    assert "2" == resident.look().form("vote").fields["m_o2"]


def test_ties_are_named(hall: Hall) -> None:
    """Nothing breaks a tie but people."""
    hall.open_vote(PARK, BENCH, MARKET, method="approval", top=1)
    hall.resident().vote(o1="1", o2="1")
    hall.close_now()
    hall.do("reveal")
    page = hall.resident().look()
    assert 2 == page.text.count(hall.resident().t("phone.result.tied"))
    assert hall.resident().t("phone.result.tie_at_the_edge") in page.text
    assert 2 == page.text.count("1. ")


def test_a_countdown_is_on_every_step(hall: Hall) -> None:
    """By the server's clock."""
    hall.open("ideas")
    resident = hall.resident()
    hall.do("countdown", seconds=90)
    hall.clock.forward(20)
    assert "Aikaa jäljellä 1.10" in resident.look().text
    hall.clock.forward(100)
    assert "Aikaa jäljellä" not in resident.look().text


def test_who_comes_late_can_catch_up(hall: Hall) -> None:
    """The agenda, where we are in it, and what has been, one tap away."""
    hall.open("ideas")
    hall.resident().idea(PARK)
    hall.do("close")
    hall.do("next")
    late = hall.resident()
    assert f'href="{hall.address}/so-far"' in late.look().answer.text
    page = late.get(f"{hall.address}/so-far")
    for part in ("Mitä tänään tehdään", "Ideat tehty", "Äänestys nyt", "Kiitos tulossa", PARK):
        assert part in page.text


def test_nothing_new_is_not_sent_again(hall: Hall) -> None:
    """A phone that shows it already gets an empty answer."""
    resident = hall.resident()
    first = resident.ask("GET", f"{hall.address}/now")
    again = resident.ask("GET", f"{hall.address}/now", headers={"if-none-match": first.headers["etag"]})
    assert (304, b"") == (again.status_code, again.content)
    hall.do("next")
    new = resident.ask("GET", f"{hall.address}/now", headers={"if-none-match": first.headers["etag"]})
    assert 200 == new.status_code


def test_others_answers_are_nothing_new(hall: Hall) -> None:
    """No form is repainted because somebody else voted."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    before = resident.ask("GET", f"{hall.address}/now").headers["etag"]
    hall.resident().vote(o1="1")
    assert before == resident.ask("GET", f"{hall.address}/now").headers["etag"]


def test_the_page_knows_the_version_it_shows(hall: Hall) -> None:
    """The stream tells the same one, so that a fresh page fetches nothing."""
    version = hall.house.phones_version(hall.house.store.read(hall.code))
    assert f'data-version="{version}"' in hall.resident().look().answer.text


def test_a_picture_is_shown_to_those_who_have_the_code(hall: Hall) -> None:
    """With its text for those who do not see it; only pictures that a step shows."""
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 20
    for name in ("talo.png", "muu.png"):
        hall.house.store.files(hall.code).put(name, png)
    hall.house.store.files(hall.code).put("paha.svg", b"<svg/>")
    hall.configure("info", picture="talo.png", picture_text={"fi": "Punainen talo"})
    hall.open("info")
    resident = hall.resident()
    assert f'<img src="{hall.address}/picture/talo.png" alt="Punainen talo">' in resident.look().answer.text
    shown = resident.ask("GET", f"{hall.address}/picture/talo.png")
    assert (200, "image/png", png) == (shown.status_code, shown.headers["content-type"], shown.content)
    assert 404 == resident.get(f"{hall.address}/picture/muu.png").status
    hall.configure("info", picture="paha.svg")
    assert 404 == resident.get(f"{hall.address}/picture/paha.svg").status


def test_every_kind_has_a_face(hall: Hall) -> None:
    """Also those that are only talked about for now."""
    for step in hall.workshop.agenda:
        hall.do("go", activity=step.id)
        assert 200 == hall.resident().look().status


def test_screens_that_are_shared_keep_apart_what_is_ones_own(hall: Hall) -> None:
    """Rendered once for all: yet each has an own key, an own order, and the right time."""
    hall.open("ideas")
    keys = {hall.resident().look().form("ideas").fields["key"] for _ in range(3)}
    assert 3 == len(keys)
    hall.open_vote(*(f"Vaihtoehto {n}" for n in range(12)), method="approval")
    people = [hall.resident() for _ in range(3)]
    orders = [_order(p) for p in people]
    people[1].vote(o10="1")
    hall.close_now()
    hall.do("reveal")
    own = people[0].t("phone.result.own.approval")
    assert [0, 1, 0] == [p.look().text.count(own) for p in people]
    hall.do("reopen")
    assert orders == [_order(p) for p in people]
    for person in people:
        html = person.look().answer.text
        assert f'data-now="{hall.clock.now}"' in html
        assert not re.search(r"[0-9a-f]{16}-(seam|now|clock|seconds|key|own)-", html)


def test_a_form_that_is_kept_gets_only_its_surroundings(hall: Hall) -> None:
    """A phone that says which form it is filling in is spared what it would not use; another gets its own answers."""
    hall.open_vote(PARK, BENCH, method="approval")
    resident = hall.resident()
    resident.vote(o1="1")
    kept, new = (
        resident.ask("GET", f"{hall.address}/now", headers={"x-keeps": f"{hall.now.id}.{form}"}).text
        for form in ("now", "late")
    )
    assert " checked" not in kept
    assert " checked" in new


def test_a_result_is_counted_once_for_all(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand phones ask at the same moment."""
    hall.open_vote(PARK, BENCH)
    people = [hall.resident() for _ in range(3)]
    for person in people:
        person.vote(o1="1")
    hall.close_now()
    hall.do("reveal")
    counted = []
    count = VOTE.result
    monkeypatch.setattr(type(VOTE), "result", lambda *args: (counted.append(1), count(*args[1:]))[1])
    for person in people:
        assert person.t.count("phone.result.dots", 3) in person.look().text
        person.get(f"{hall.address}/so-far")
    assert 1 == len(counted)
