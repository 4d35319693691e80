"""The running page: the right button, once, the way back, and nothing that may not be seen yet."""

import re

import pytest

from locales import LANGUAGES
from service.signin import Session
from tests.facilitation.room import step
from tests.pages.desk_alone import FOREVER, Hall, NewHall

OPTIONS = ("Kirsikkapuisto", "Penkki aurinkoon", "Keinu aikuisille")


def vote(**settings):
    return step("vote", **{"source": "typed", "typed": OPTIONS, "method": "approval"} | settings)


def test_the_primary_button_leads_through_the_evening(hall: Hall) -> None:
    """Each step ends in its own way, and the button always says what comes."""
    vote_step = {"activity": "vote", "settings": {"source": "typed", "typed": OPTIONS}}
    hall.does("configure", **vote_step)
    page = hall.page()

    for label, phase in (
        ("Aloita tapahtuma", ("arrival", "open")),
        ("Seuraava: ideas", ("ideas", "open")),
        ("Lopeta ideointi", ("ideas", "closed")),
        ("Seuraava: vote", ("vote", "draft")),
        ("Avaa äänestys", ("vote", "open")),
        ("Sulje äänestys (20 s)", ("vote", "closing")),
        ("Sulje äänestys heti", ("vote", "closed")),
        ("Näytä tulos", ("vote", "revealed")),
        ("Seuraava: thanks", ("thanks", "open")),
    ):
        page.rested().press(label)
        assert phase == (hall.now.id, hall.now.phase(hall.clock.now))
    assert "Kaikki vaiheet on käyty läpi" in page.rested().said


def test_a_button_drawn_for_a_step_that_has_passed_does_nothing_and_says_so(hall: Hall) -> None:
    """Somebody at another desk was faster."""
    page = hall.page()
    hall.on("next", "next")

    page.press("Aloita tapahtuma")

    assert "ideas" == hall.now.id
    assert ["Tämä oli jo tehty."] == page.toasts


def test_a_button_that_has_just_changed_rests(hall: Hall) -> None:
    """The second half of a double tap falls on it before anybody has read it."""
    page = hall.page()
    assert not page.button("Aloita tapahtuma").disabled

    page.press("Aloita tapahtuma")
    assert page.button("Seuraava: ideas").disabled
    assert page.button("Kumoa").disabled

    assert not page.rested().button("Seuraava: ideas").disabled
    assert not page.button("Kumoa").disabled


def test_the_end_of_the_countdown_lets_the_button_rest(new_hall: NewHall) -> None:
    """Who is about to press "close now" must not reveal instead."""
    hall = new_hall(vote())
    hall.on("open", "close")
    page = hall.page()
    assert not page.button("Sulje äänestys heti").disabled

    hall.clock.now += 21

    assert page.run().button("Näytä tulos").disabled
    assert not page.rested().button("Näytä tulos").disabled


def test_closing_now_after_the_countdown_does_not_reveal(new_hall: NewHall) -> None:
    """What the button said is what is sent, although the clock has moved the step on by itself."""
    hall = new_hall(vote())
    hall.on("open", "close")
    page = hall.page()
    hall.clock.now += 21

    page.press("Sulje äänestys heti")

    assert "closed" == hall.now.state


def test_back_reopen_and_conceal_stand_beside_it(new_hall: NewHall) -> None:
    """Each only when there is something to go back to, open again, or hide."""
    hall = new_hall(step("ideas"), vote())
    page = hall.on("open").page()
    assert not [b for b in page.buttons if b.startswith(("Takaisin", "Ota taas", "Piilota tulos"))]

    hall.on("close")
    page.run().rested().press("Ota taas ideoita")
    assert "open" == hall.now.state

    hall.on("close", "next", "open", "close_now", "reveal")
    page.run().rested().press("Piilota tulos")
    assert "closed" == hall.now.state
    page.rested().press("Avaa äänestys uudelleen")
    assert "open" == hall.now.state
    page.rested().press("Takaisin: ideas")
    assert "ideas" == hall.now.id


def test_undo_and_redo_name_their_step(hall: Hall) -> None:
    """And take back or do again exactly that one."""
    page = hall.page().press("Aloita tapahtuma").rested().press("Seuraava: ideas").rested()
    page.press("Kumoa: siirry: ideas").rested()
    assert "arrival" == hall.now.id
    page.press("Kumoa: avaa: arrival").rested()
    assert "draft" == hall.now.state
    assert not [b for b in page.buttons if b.startswith("Kumoa")]

    page.press("Tee uudelleen: avaa: arrival").rested().press("Tee uudelleen: siirry: ideas")
    assert "ideas" == hall.now.id


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("next",), "avaa: ideas"),
        (("next", "next"), "sulje: ideas"),
        (("next", "next", "next"), "siirry: vote"),
    ],
)
def test_undoing_what_a_script_called_next_says_what_it_did(
    new_hall: NewHall, path: tuple[str, ...], said: str
) -> None:
    """ "Next" opens, closes and moves; its undo says which."""
    hall = new_hall(step("ideas"), vote()).on(*path)
    assert f"Kumoa: {said}" in hall.page().buttons


def test_an_unrevealed_result_is_not_on_the_page(new_hall: NewHall) -> None:
    """The desk may be mirrored on the wall: only on purpose, only here, and a reload covers it again."""
    hall = new_hall(vote()).on("open")
    for name in ("anna", "bo", "cilla"):
        hall.gives(name, "vote", marks={"o2": 1})
    before = hall.page()
    assert "3 / 3 on vastannut." in before.html
    page = hall.on("close", "close_now").page()
    assert OPTIONS[1] not in page.html

    page.app.toggle[0].set_value(True)
    page.run()
    assert f'<td class="d-num">1</td><td dir="auto">{OPTIONS[1]}</td>' in page.html

    assert OPTIONS[1] not in hall.page().html


def test_two_votes_look_alike_while_they_are_open(new_hall: NewHall) -> None:
    """Whatever was voted for, the page is the same."""
    hall = new_hall(vote()).on("open")
    hall.gives("anna", "vote", marks={"o1": 1})
    page = hall.page()
    before = page.said

    hall.gives("anna", "vote", marks={"o3": 1})

    assert before == page.run().said


def test_a_revealed_result_says_ranks_and_ties(new_hall: NewHall) -> None:
    """The top is numbered, the rest is not; a tie is called one."""
    hall = new_hall(vote(top=1)).on("open")
    hall.gives("anna", "vote", marks={"o1": 1, "o2": 1})
    hall.gives("bo", "vote", marks={"o1": 1, "o2": 1})
    page = hall.on("close_now", "reveal").page()

    assert 2 == page.html.count(">tasan</span>")
    assert '<td class="d-num"></td><td dir="auto">Keinu aikuisille</td>' in page.html
    assert "Useimpien valitsema on ensin." in page.html


def test_the_best_are_taken_into_planning(new_hall: NewHall) -> None:
    """As many as wished, and said on the page."""
    hall = new_hall(vote(top=1)).on("open")
    hall.gives("anna", "vote", marks={"o2": 1})
    page = hall.on("close_now", "reveal").page().press("Ota 1 paras suunnitteluun")

    assert ("o2",) == hall.now.chosen
    assert "Suunnitteluun on otettu:" in page.run().html


def test_a_tie_at_the_edge_is_for_people_to_decide(new_hall: NewHall) -> None:
    """A warning with the names, and a button for each way out: all of them, or only those that are sure."""
    hall = new_hall(vote(top=2)).on("open")
    hall.gives("anna", "vote", marks={"o1": 1, "o2": 1, "o3": 1})
    hall.gives("bo", "vote", marks={"o1": 1})
    page = hall.on("close_now", "reveal").page()

    assert "Penkki aurinkoon, Keinu aikuisille" in page.said
    assert {"Ota 3 parasta suunnitteluun", "Ota 1 paras suunnitteluun"} <= set(page.buttons)
    page.press("Ota 1 paras")
    assert ("o1",) == hall.now.chosen


def test_a_vote_is_held_again_right_after(new_hall: NewHall) -> None:
    """Empty, with the same settings; pressed twice it is one."""
    hall = new_hall(vote(), step("thanks")).on("open", "close_now", "reveal")
    page = hall.page()
    stale = hall.page()
    page.press("Uusi äänestys")
    stale.press("Uusi äänestys")
    assert ["vote", "vote", "thanks"] == [a.kind for a in hall.workshop.agenda]


def test_what_will_be_voted_on_is_shown_before(new_hall: NewHall) -> None:
    """With a warning above twelve, and where two read alike."""
    hall = new_hall(step("ideas"), step("vote")).on("open")
    for n, text in enumerate(["Penkkejä bussipysäkille", "Penkkejä bussipysäkeille", "Uimahalli"]):
        hall.gives(f"p{n}", "ideas", text=text)
    page = hall.on("close", "next").page()
    assert "3 vaihtoehtoa" in page.html
    assert "2 ideaa muistuttaa toisiaan" in page.said

    hall.does(
        "configure", activity="vote", settings={"source": "typed", "typed": [f"Asia {n}" for n in range(13)]}
    )
    assert "Yli 12 on paljon" in page.run().said


def test_ideas_that_wait_or_are_hidden_are_only_counted(new_hall: NewHall) -> None:
    """What the room may not see does not stand on a screen that the room may see."""
    hall = new_hall(step("ideas", approve_first=True)).on("open")
    shown = hall.gives("anna", "ideas", text="Kirsikkapuisto")
    hall.gives("bo", "ideas", text="Naapuri Virtanen on ääliö")
    hidden = hall.gives("cilla", "ideas", text="Salainen asia")
    hall.does("approve", activity="ideas", ideas=[shown, hidden])
    hall.does("hide", activity="ideas", ideas=[hidden])

    page = hall.page()

    assert "Kirsikkapuisto" in page.html
    assert not [text for text in ("Virtanen", "Salainen") if text in page.said]
    assert "1 odottaa hyväksyntää" in page.html
    assert "1 piilotettu" in page.html


def test_counted_hands_are_entered_with_the_number_of_voters(new_hall: NewHall) -> None:
    """Marked as hands, checked against the voters, and replaced by the next count."""
    hall = new_hall(vote(numbered=True)).on("open")
    page = hall.page()
    _enter(page, voters=9, counts=[7, 2, 0])
    assert ["Luvut on tallennettu."] == page.toasts
    _enter(page.rested(), voters=3, counts=[7, 0, 0])
    assert "Enintään 3" in page.toasts[0]
    _enter(page, voters=8, counts=[6, 2, 0])

    shown = hall.on("close_now", "reveal").page()
    assert "8 äänestäjää. Heistä 8 laskettiin käsistä tai tarroista." in shown.html


def _enter(page, voters, counts):
    fields = [f for f in page.app.number_input if f.label.startswith(("Montako ihmistä", "1:", "2:", "3:"))]
    for each, value in zip(fields, [voters, *counts], strict=True):
        each.set_value(value)
    page.press("Tallenna luvut")


def test_phones_and_heads_are_kept_apart(hall: Hall) -> None:
    """A phone may be shared, and not everybody has one."""
    for name in ("anna", "bo"):
        hall.person(name)
    page = hall.page()
    page.app.number_input(key=f"heads-{hall.code}").set_value(31)
    page.run()

    assert 31 == hall.workshop.headcount
    assert "2 puhelinta paikalla" in page.html
    hall.does("headcount", people=35)
    assert 35 == page.run().app.number_input(key=f"heads-{hall.code}").value


def test_the_countdown_is_set_and_taken_away(hall: Hall) -> None:
    """By the server's clock."""
    page = hall.page().press("5 min")
    assert hall.clock.now + 300 == hall.workshop.countdown.ends_at
    page.press("Poista")
    assert hall.workshop.countdown is None


def test_the_stage_is_held_and_blanked(hall: Hall) -> None:
    """What the room sees is said beside it."""
    page = hall.on("open").page()
    for mode, said in (
        ("held", "Näyttö on pysäytetty"),
        ("blank", "Yhteinen näyttö on tyhjä"),
        ("live", "QR-koodi"),
    ):
        page.app.segmented_control(key=f"stage-{hall.code}").set_value(mode)
        assert said in page.run().html
        assert mode == hall.workshop.stage.mode


def test_lateness_names_what_could_be_skipped(new_hall: NewHall) -> None:
    """One press leaves it out."""
    hall = new_hall(step("info", "a"), step("info", "b"), step("thanks")).on("open")
    hall.clock.now += 25 * 60
    page = hall.page()
    assert "Myöhässä 15 minuuttia." in page.html

    page.press("info · 10 min")

    assert hall.workshop.activity("b").skipped
    assert "info · 10 min" not in page.buttons


@pytest.mark.parametrize("page", ["desk_run", "desk_agenda", "desk_ideas", "desk"])
def test_nobody_sees_a_page_without_signing_in(hall: Hall, page: str) -> None:
    """The way to the sign-in, and back to this page; nothing of the workshop."""
    hall.session = None
    shown = hall.page(page)
    assert "Kirjaudu ensin sisään." in shown.said
    assert 'href="/desk/sign-in?next=' in shown.html
    assert "Koivurinteen" not in shown.said


@pytest.mark.parametrize("page", ["desk_run", "desk_agenda", "desk_ideas"])
@pytest.mark.parametrize("role", ["manager", "stage", "helper"])
def test_a_link_to_one_workshop_opens_no_other(hall: Hall, page: str, role: str) -> None:
    """Nor does one that only shows or helps."""
    code = "QQQQQQ" if role == "manager" else hall.code
    hall.session = Session(role, code, FOREVER)
    shown = hall.page(page)
    assert "Koivurinteen" not in shown.said
    assert "ei kuulu linkkiisi" in shown.said


def test_a_session_that_ends_takes_the_desk_with_it(hall: Hall) -> None:
    """Looked up at every press and every drawing: a cookie only names it."""
    page = hall.page()
    hall.session = None
    page.press("Aloita tapahtuma")
    assert "draft" == hall.now.state
    assert "Koivurinteen" not in page.said


def test_a_mistyped_code_is_answered_with_the_right_one(hall: Hall) -> None:
    """And an unknown one with a way out."""
    hall.code = "ACDEFH"
    assert "Tarkoititko ACDEFG?" in hall.page().said
    hall.code = "TTTTTT"
    assert "Tätä koodia ei löydy" in hall.page().said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_shows_a_key_instead_of_a_word(new_hall: NewHall, language: str) -> None:
    """In any language, with any method, before and after."""
    hall = new_hall(
        step("arrival"), step("info"), step("ideas"), vote(numbered=True, method="yesno"), step("thanks")
    )
    hall.language = language
    pages = [hall.page(name) for name in ("desk_run", "desk_agenda", "desk_ideas", "desk")]
    for verb in (
        "open",
        "next",
        "next",
        "close",
        "next",
        "open",
        "close",
        "close_now",
        "reveal",
        "conceal",
        "next",
    ):
        hall.does(verb)
        shown = "\n".join(page.run().said for page in pages)
        assert [] == re.findall(r"\b(?:desk|common)\.[a-z_.]+|\{\w+\}", shown)
