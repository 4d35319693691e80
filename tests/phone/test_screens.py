"""What stands on a phone's screen, what is sent again and what is not, and what is rendered once for all."""

import re

import pytest

from facilitation.kinds.vote import VOTE
from locales import LANGUAGES
from pages.views.stage.moment import moment
from pages.views.stage.screen import screen
from tests.phone.people import Hall

PARK, BENCH, MARKET = "Kirsikkapuisto", "Penkki aurinkoon", "Kirpputori"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_know_their_language(hall: Hall, language: str) -> None:
    """So that a screen reader has the right voice."""
    page = hall.resident(language).look()
    assert (language, "ltr") == (page.html["lang"], page.html["dir"])


def test_before_the_start_a_phone_waits(hall: Hall) -> None:
    """Nothing is open: it says so, and what comes."""
    resident = hall.resident()
    assert resident.t("phone.waiting.first") in resident.look().text


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


def test_a_countdown_is_on_every_step(hall: Hall) -> None:
    """By the server's clock."""
    hall.open("ideas")
    resident = hall.resident()
    hall.do("countdown", seconds=90)
    hall.clock.forward(20)
    assert "Aikaa jäljellä 1:10" in resident.look().text
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
    assert (
        f'<img src="{hall.address}/picture/talo-phone.png" alt="Punainen talo">'
        in resident.look().answer.text
    )
    shown = resident.ask("GET", f"{hall.address}/picture/talo-phone.png")
    assert (200, "image/png", png) == (shown.status_code, shown.headers["content-type"], shown.content)
    assert 404 == resident.get(f"{hall.address}/picture/muu-phone.png").status
    hall.configure("info", picture="paha.svg")
    assert 404 == resident.get(f"{hall.address}/picture/paha-phone.svg").status


def test_phones_get_the_small_picture(hall: Hall) -> None:
    """The stage's is up to twenty times as large."""
    for name, content in (("talo.jpg", b"whole"), ("talo-phone.jpg", b"small")):
        hall.house.store.files(hall.code).put(name, b"\xff\xd8\xff" + content)
    hall.configure("info", picture="talo.jpg")
    hall.open("info")
    resident = hall.resident()
    assert resident.ask("GET", f"{hall.address}/picture/talo-phone.jpg").content.endswith(b"small")
    assert f"{hall.address}/picture/talo.jpg" not in resident.get(hall.address).text


def test_the_stage_gets_the_whole_picture(hall: Hall) -> None:
    """At the address that its own view names."""
    hall.house.store.files(hall.code).put("talo.jpg", b"\xff\xd8\xffwhole")
    hall.configure("info", picture="talo.jpg")
    hall.open("info")
    seen = screen(moment(hall.house, hall.house.store.read(hall.code), "http://ilta"), "v1", "/live")
    shown = hall.resident().ask("GET", seen["blocks"][0]["picture"])
    assert (200, b"\xff\xd8\xffwhole") == (shown.status_code, shown.content)


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
    orders = [p.order_of_options() for p in people]
    people[1].vote(o10="1")
    hall.close_now()
    hall.do("reveal")
    own = people[0].t("phone.result.own.approval")
    assert [0, 1, 0] == [p.look().text.count(own) for p in people]
    hall.do("reopen")
    assert orders == [p.order_of_options() for p in people]
    for person in people:
        html = person.look().answer.text
        assert f'data-now="{hall.clock.now}"' in html
        assert not re.search(r"[0-9a-f]{16}-(seam|now|clock|seconds|key|own)-", html)


def test_a_form_that_is_kept_gets_only_its_surroundings(hall: Hall) -> None:
    """A phone that says which form it is filling in is spared what it would not use; another gets its own answers."""
    hall.open_vote(PARK, BENCH, method="approval")
    resident = hall.resident()
    its = resident.vote(o1="1").kept_form
    kept, new = (
        resident.ask("GET", f"{hall.address}/now", headers={"x-keeps": f"{hall.now.id}.{form}"}).text
        for form in (its, "late")
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
