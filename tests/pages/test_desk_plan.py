"""What, why, when at the desk: what stands there, what is proposed, and the button that leads through it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from facilitation.model import Project
from pages.components.resting import RESTS
from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall, Page

BENCH, SWING = Project(id="p1", title="Penkki aurinkoon"), Project(id="p2", title="Keinu")


@pytest.fixture
def planning(new_hall: NewHall) -> Hall:
    return new_hall(step("plan"), step("thanks"), projects=(BENCH, SWING)).on("open")


def sits(hall: Hall, name: str, project: str = "p1") -> None:
    hall.gives(name, "plan", act="seat", project=project)


def test_the_button_leads_from_project_to_project(planning: Hall) -> None:
    """Each is looked at, asked and answered; then all of them over time; then the evening goes on."""
    page = planning.page()
    for label, focus, asked in (
        ("Katsotaan: Penkki aurinkoon", "p1", ("", "")),
        ("Kysy: sopiiko tämä?", "p1", ("open", "")),
        ("Sulje ja näytä vastaus", "p1", ("closed", "")),
        ("Katsotaan: Keinu", "p2", ("closed", "")),
        ("Kysy: sopiiko tämä?", "p2", ("closed", "open")),
        ("Sulje ja näytä vastaus", "p2", ("closed", "closed")),
        ("Näytä kaikki aikajanalla", "overview", ("closed", "closed")),
    ):
        page.press(label)
        assert (focus, asked) == (planning.now.focus, tuple(p.asked for p in planning.workshop.projects))
    page.press("Seuraava: thanks")
    assert "thanks" == planning.now.id


def test_the_room_looks_at_what_it_is_asked_about(planning: Hall) -> None:
    """Phones show the question only there; and where the room is led elsewhere meanwhile, the desk says so."""
    page = planning.page()
    _listed(page).set_value("p2")
    page.run().press("Kysy: sopiiko tämä?")
    assert ("p2", "open") == (planning.now.focus, planning.workshop.projects[1].asked)
    assert "Kysytään nyt puhelimissa." in page.html
    planning.does("focus", on="p1")
    page = planning.page()
    _listed(page).set_value("p2")
    assert "puhelimissa katsotaan nyt muuta" in page.run().html


def test_a_second_tap_within_the_step_does_nothing(planning: Hall) -> None:
    """Another desk was faster."""
    page, stale = planning.page(), planning.page()
    page.press("Katsotaan: Penkki")

    stale.press("Katsotaan: Penkki")

    assert ["Tämä oli jo tehty."] == stale.toasts
    assert "" == planning.workshop.projects[0].asked


def test_the_room_is_led_back_by_hand(planning: Hall) -> None:
    """To any project, to all at once, or over time."""
    page = planning.on("next").page()
    for on in ("p2", "", "overview"):
        _look(page, on)
        assert on == planning.now.focus


def test_a_project_that_is_looked_at_has_its_minutes(planning: Hall) -> None:
    """The room's clock starts with it, and goes when all are looked at; undo takes both back at once."""
    planning.does("configure", activity="plan", settings={"minutes_each": 3})
    page = planning.page().press("Katsotaan: Penkki")
    assert planning.clock.now + 180 == planning.workshop.countdown.ends_at
    _look(page, "overview")
    assert planning.workshop.countdown is None
    page.press("Kumoa katsottavan vaihto")
    assert ("p1", 180) == (planning.now.focus, planning.workshop.countdown.seconds)


def test_what_stands_there_says_who_wrote_it(planning: Hall) -> None:
    """The pen or the desk, whoever was last; and what is missing, in words."""
    sits(planning, "anna")
    planning.gives("anna", "plan", act="pen", project="p1", holds=True)
    planning.gives("anna", "plan", act="write", project="p1", field="what", text="Maalataan <b>penkki</b>")
    planning.clock.now += 60
    planning.does("write", project="p1", field="why", text="Siinä on aurinkoa")

    page = planning.page()

    assert "Maalataan &lt;b&gt;penkki&lt;/b&gt;" in page.html
    assert "kirjuri " in page.html
    assert "vetäjä " in page.html
    states = _listed(page).proto.captions
    assert "1 ihminen · joku kirjoittaa · puuttuu: milloin, sopiminen" in states[0]
    assert "0 ihmistä · puuttuu: mitä, miksi, milloin, sopiminen" in states[1]
    assert "1 projektissa ei ole ketään: Keinu" in page.html
    page.press("Vapauta kynä")
    assert "kynä on vapaa" in page.run().app.text[0].value


def test_the_pen_stays_the_writer_in_the_next_plan_step(planning: Hall) -> None:
    """A second evening carries the text on; nobody at the desk has written it."""
    sits(planning, "anna")
    planning.gives("anna", "plan", act="pen", project="p1", holds=True)
    planning.gives("anna", "plan", act="write", project="p1", field="what", text="Maalataan penkki")
    planning.clock.now += 60
    planning.does("repeat", activity="plan", id="again")
    planning.does("go", activity="again")
    assert "Maalataan penkki" == planning.workshop.projects[0].written["what"].text
    page = planning.page()
    assert "Maalataan penkki" in page.html
    assert "kirjuri " in page.html
    assert "vetäjä " not in page.html


def test_the_project_that_is_looked_at_here_stays_until_the_room_goes_to_another(planning: Hall) -> None:
    """Whatever phones write; then the desk follows the room."""
    page = planning.page()
    _listed(page).set_value("p2")
    sits(planning, "anna", "p2")
    assert "p2" == _listed(page.run()).value
    sits(planning, "bo", "p2")
    assert "p2" == _listed(page.run()).value

    planning.does("focus", on="p1")
    assert "p1" == _listed(page.run()).value


def test_the_list_of_projects_stays_the_same_list_while_people_write(planning: Hall) -> None:
    """A browser knows its choice by the words of it: with other words it would have none. And it is another list for
    another focus, or a browser that has not seen it yet would send its old choice back."""
    page = planning.page()
    before = (_listed(page).key, _listed(page).options)
    sits(planning, "anna")
    planning.gives("anna", "plan", act="pen", project="p1", holds=True)
    page.run()
    assert before == (_listed(page).key, _listed(page).options)

    planning.does("focus", on="p2")
    assert before[0] != _listed(page.run()).key


def test_a_renamed_project_stays_the_one_that_is_looked_at_here(planning: Hall) -> None:
    """The list has other words then."""
    page = planning.page()
    _listed(page).set_value("p2").run()
    planning.does("retitle_project", project="p2", title="Kiikku")
    assert "p2" == _listed(page.run()).value


def test_a_proposal_is_used_or_hidden(planning: Hall) -> None:
    """The most supported first; what is hidden is not on the page until it is asked for."""
    for name, text in (("anna", "Puinen"), ("bo", "Kivinen")):
        sits(planning, name)
        line = planning.gives(name, "plan", act="line", project="p1", field="what", text=text)
    sits(planning, "cilla")
    planning.gives("cilla", "plan", act="support", project="p1", line=line)
    page = planning.page()
    assert page.html.index("Kivinen") < page.html.index("Puinen")

    page.app.button(key=f"use-{line}").click()
    page.run()
    assert "Kivinen" == planning.workshop.projects[0].written["what"].text

    planning.does("write", project="p1", field="what", text="")
    page.app.button(key=f"hide-{line}").click()
    assert "Kivinen" not in page.run().said
    page.app.toggle(key="hidden-p1-what").set_value(True)
    page.run().app.button(key=f"restore-{line}").click()
    page.run()
    assert {} == planning.now.curation.hidden


def test_what_was_typed_stays_when_it_is_refused(planning: Hall) -> None:
    """A day that is past; and while others write."""
    page = planning.page().press("**Milloin")
    past = today(planning) - timedelta(days=1)
    _typed(page, "p1-when-day-date1", past)
    page.press("Tallenna")
    assert ["Tämä päivä on jo mennyt. Valitse uusi päivä."] == page.toasts

    sits(planning, "anna")
    assert past == page.run().app.date_input(key="p1-when-day-date1").value

    _typed(page, "p1-when-day-date1", past + timedelta(days=3))
    page.press("Tallenna")
    assert "day" == planning.workshop.projects[0].written["when"].when.kind
    assert "Tallenna" not in page.run().buttons


def test_several_days_are_offered_and_one_is_chosen(planning: Hall) -> None:
    """With how many it suits."""
    first, second = (today(planning) + timedelta(days=n) for n in (3, 4))
    page = planning.page().press("**Milloin")
    page.app.button_group(key="p1-when-kind").set_value("days")
    _typed(page.run(), "p1-when-days-date1", first)
    page.press("Tallenna")
    assert ["Anna vähintään kaksi päivää."] == page.toasts
    _typed(page, "p1-when-days-date2", second)
    page.press("Tallenna")

    sits(planning, "anna")
    planning.gives("anna", "plan", act="fits", project="p1", days=[second.isoformat()])
    assert "<b>sopii 1 ihmiselle</b>" in page.run().html
    page.app.button(key=f"day-p1-{second.isoformat()}").click()
    page.run()
    assert second == planning.workshop.projects[0].written["when"].when.day


def test_agreement_is_hidden_until_it_is_closed(planning: Hall) -> None:
    """Only how many have answered; hands decide where phones do not."""
    planning.on("next", "next")
    planning.gives("anna", "plan", act="agree", project="p1", mark=-1)
    page = planning.page()
    assert "1 on vastannut." in page.html
    assert "Kyllä 0" not in page.said

    page.press("Sulje ja näytä vastaus")
    assert "<b>Ei sovittu.</b> Kyllä 0, ei 1, ohitti 0." in page.html
    page.press("Käsin: sovittu")
    assert "<b>Sovittu.</b> Käsin laskettu." in page.html


def test_projects_are_added_renamed_and_dropped(planning: Hall) -> None:
    """Undo is near."""
    page = planning.page()
    _new_project(page).set_value("Uusi asia")
    page.press("Lisää")
    assert "Uusi asia" == planning.workshop.projects[2].title
    page.run().press("Poista projekti")
    assert ["Penkki aurinkoon", "Keinu"] == [p.title for p in planning.workshop.projects]

    undo = planning.workshop.history[-1].id
    page.app.button(key=f"{RESTS}undo-projects-{undo}").click()
    page.run()
    assert 3 == len(planning.workshop.projects)


def test_nothing_taken_into_planning_is_said(new_hall: NewHall) -> None:
    """Rather than an empty screen; or the best of the vote are in, and it says why."""
    hall = new_hall(step("plan")).on("open")
    page = hall.page()
    assert "Suunnitteluun ei ole otettu mitään." in page.said
    _new_project(page).set_value("Grilli-ilta")
    page.press("Lisää")
    assert "Katsotaan: Grilli" in "\n".join(page.run().buttons)


def test_the_best_of_the_vote_come_by_themselves(new_hall: NewHall) -> None:
    """Where the manager took nothing; the vote says so beforehand, and the plan afterwards."""
    vote = step("vote", source="typed", typed=("Puisto", "Penkki", "Keinu"), method="approval", top=2)
    hall = new_hall(vote, step("plan")).on("open")
    hall.gives("anna", "vote", marks={"o1": 1, "o2": 1})
    page = hall.on("close_now", "reveal").page()
    assert "Jos et valitse, 2 parasta tulee suunnitteluun." in page.html
    hall.on("next")
    assert "mukana ovat 2 parasta" in page.run().said


def today(hall: Hall) -> date:
    return datetime.fromtimestamp(hall.clock.now, UTC).date()


def _look(page: Page, on: str) -> None:
    """What the room looks at, by hand."""
    (menu,) = [menu for menu in page.app.menu_button if menu.key.startswith("looks-")]
    menu.click(on)
    page.run()


def _typed(page: Page, key: str, day: date) -> None:
    page.app.date_input(key=key).set_value(day)


def _listed(page: Page) -> Any:
    """The list of projects."""
    return next(radio for radio in page.app.radio if radio.label == "Projektit")


def _new_project(page: Page) -> Any:
    return next(field for field in page.app.text_input if str(field.key).startswith("new-project-"))
