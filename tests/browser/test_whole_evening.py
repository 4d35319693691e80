"""The whole path in one evening: four phones, desk and stage, from the QR code to the files that the official gets."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from playwright.sync_api import Locator, TimeoutError
from pypdf import PdfReader

from pages.views.desk.parts.head import NEXT_STEP
from service.house import House
from service.people_files import export, import_text
from tests.browser.evening import Evening
from tests.browser.screens import PATIENCE, Desk, Hall, Phone, Stage, by_themselves
from tests.browsing import expect, there
from tests.serving import Server

pytestmark = pytest.mark.long

IDEAS = ("Kirsikkapuisto lähiöön", "Penkki aurinkoon", "Yhteinen ruokailta", "Lasten pyöräretki")
PARK, BENCH = IDEAS[:2]
WHAT, WHY, FIRST = (
    "Istutamme kymmenen kirsikkapuuta",
    "Puut tuovat ihmiset yhteen",
    "Kysymme kaupungilta paikan",
)
LINE = "Voisimme kutsua myös päiväkodin"
NAME, NAMELESS = "Tuntematon Puutarhuri", "Vain Järjestäjälle"
ANSWER = "Tästä on hyvä jatkaa"
TIME_LEFT = re.compile(r"^4[.:]5\d$")


@pytest.fixture
def whole(server: Server, hall_of: Callable[[Evening], Hall]) -> Hall:
    return hall_of(Evening.on(server, "Koivurinteen ilta", template="evening"))


def test_from_the_qr_code_to_the_files_of_the_same_night(whole: Hall, tmp_path: Path) -> None:
    """Nobody but the people on the screens does anything: the desk presses its next button, the phones answer."""
    desk, stage = whole.desk(), whole.stage()
    phones = [whole.phone() for _ in range(4)]
    with by_themselves(desk, stage, *phones):
        _goes_on_and_back(desk, stage, phones[0])
        _ideas(whole, desk, stage, phones)
        _vote(whole, desk, stage, phones)
        _plan(whole, desk, stage, phones)
        _roles(whole, desk, stage, phones)
        _evaluate(whole, desk, stage, phones)
    _thank(whole, desk, stage, phones)
    _files(whole, desk, tmp_path)


def _goes_on_and_back(desk: Desk, stage: Stage, phone: Phone) -> None:
    """Also to a step that was over already: the room is always where the desk is."""
    t = desk.t
    arrival, welcome = t("common.template.arrival"), t("common.template.welcome")
    for button, shown in (
        (t("desk.next.arrival.open"), "arrival.question"),
        (t("desk.next.any.move", to=welcome), "welcome.body"),
        (t("desk.run.back", title=arrival), "arrival.question"),
        (t("desk.run.undo", what=t("desk.did.back", title=arrival)), "welcome.body"),
    ):
        desk.press(button)
        for screen in (phone, stage):
            screen.shows(t(f"common.template.{shown}"))


def _ideas(hall: Hall, desk: Desk, stage: Stage, phones: list[Phone]) -> None:
    """Under a countdown that is taken away again; what is being written meanwhile stays."""
    t = hall.evening.t
    _next(desk, "ideas", "open")
    phones[0].write(PARK)
    desk.press(t("common.minutes_short", minutes=5))
    phones[0].shows(t("phone.now.time_left"), TIME_LEFT)
    stage.shows(t("stage.time_left"), TIME_LEFT)
    desk.press(t("desk.countdown.remove"))
    phones[0].shows_no(t("phone.now.time_left"))
    stage.shows_no(t("stage.time_left"))
    phones[0].press(t("phone.ideas.send"))
    for phone, idea in zip(phones[1:], IDEAS[1:], strict=True):
        phone.send(idea)
    stage.shows(*IDEAS)
    desk.shows(*IDEAS)


def _vote(hall: Hall, desk: Desk, stage: Stage, phones: list[Phone]) -> None:
    t = hall.evening.t
    _next(desk, "vote", "draft")
    stage.shows(t("stage.vote.late_ideas"))
    desk.press(t("desk.next.vote.open"))
    for phone in phones:
        for idea in (PARK, PARK, BENCH):
            phone.press(t("phone.vote.more", text=idea))
        phone.press(t("phone.vote.done"))
        phone.shows(t("phone.vote.saved"))
    desk.press(t("desk.next.vote.close", seconds=20))
    phones[0].shows(t("phone.now.closing"))
    stage.shows(t("stage.closing"))
    desk.press(t("desk.next.vote.close_now"))
    phones[0].shows(t("phone.vote.over"))
    desk.press(t("desk.next.vote.reveal"))
    phones[0].shows(t.count("phone.result.dots", 8))
    stage.shows(PARK, t("stage.result.rule.dots"))


def _plan(hall: Hall, desk: Desk, stage: Stage, phones: list[Phone]) -> None:
    """One has the pen, another proposes, a third supports it; the room agrees on both projects."""
    t = hall.evening.t
    _next(desk, "plan", "open")
    for phone in phones:
        phone.press(PARK)
    writer, other, third, _ = phones
    writer.press(t("phone.plan.take_pen"))
    for field, text in (("what", WHAT), ("first", FIRST), ("why", WHY)):
        writer.page.get_by_role("textbox", name=t(f"phone.plan.field.{field}"), exact=True).fill(text)
    writer.page.get_by_label(t("phone.when.way.day"), exact=True).check()
    writer.page.locator("input[name=day]").fill("2031-05-09")
    writer.page.locator("input[name=time]").fill("18:00")
    writer.press(t("phone.plan.save"))
    stage.shows(WHAT, WHY)
    other.page.get_by_role("textbox", name=t("phone.plan.propose")).fill(LINE)
    other.press(t("phone.plan.send_line"))
    third.press(t("phone.plan.support_this", text=LINE))
    _press_next(desk, t("desk.inside.focus", title=PARK))
    stage.shows(LINE)
    _press_next(desk, t("desk.inside.ask"))
    for phone in phones[:3]:
        phone.press(t("phone.plan.agree.yes"))
        phone.shows(t("phone.plan.agree.changeable"))
    _press_next(desk, t("desk.inside.close_ask"))
    stage.shows(t("stage.plan.agreed"))


def _roles(hall: Hall, desk: Desk, stage: Stage, phones: list[Phone]) -> None:
    """Two offer gladly; one lets the name be seen, the other does not."""
    t = hall.evening.t
    _next(desk, "roles", "open")
    role = t("common.template.roles.titles3")
    for phone, name, seen in ((phones[0], NAME, True), (phones[1], NAMELESS, False)):
        its = phone.page.get_by_role("group", name=role).first
        its.get_by_label(t("phone.roles.grade.gladly")).check(timeout=PATIENCE)
        phone.page.get_by_role("textbox", name=t("phone.roles.name")).fill(name)
        for where in ("on_screen", "in_summary"):
            phone.page.get_by_label(t(f"phone.roles.{where}")).set_checked(seen)
        phone.press(t("phone.roles.send"))
        phone.shows(t("phone.roles.saved"))
    desk.page.get_by_text(t("desk.private")).click(timeout=PATIENCE)
    desk.press(t("desk.roles.propose"))
    desk.press(t("desk.roles.take_proposal"))
    stage.shows(NAME)
    assert NAMELESS not in stage.whole
    phones[0].shows(t("phone.roles.yours", role=role))


def _evaluate(hall: Hall, desk: Desk, stage: Stage, phones: list[Phone]) -> None:
    """Four people: too few for a distribution, and it says why; an open answer is seen once it was looked at."""
    t = hall.evening.t
    _next(desk, "evaluation", "open")
    for phone in phones:
        phone.page.get_by_label(t("phone.vote.score.4")).first.check(timeout=PATIENCE)
        phone.page.get_by_label(t("common.template.evaluation.questions1")).fill(ANSWER)
        phone.press(t("phone.vote.done"))
        phone.shows(t("phone.vote.saved"))
    desk.press(t("desk.next.evaluation.close", seconds=20))
    desk.press(t("desk.next.evaluation.close_now"))
    answers = hall.evening.activity("evaluation")["id"]
    assert not hall.evening.call("result", activity=answers)["shown"]
    assert ANSWER not in stage.whole
    desk.press(t("desk.next.any.reveal"))
    stage.shows(t.count("stage.evaluation.answers", 4), t("common.evaluation.too_few", enough="5"))


def _thank(hall: Hall, desk: Desk, stage: Stage, phones: list[Phone]) -> None:
    t = hall.evening.t
    desk.press(t("desk.next.any.move", to=t("common.template.thanks")))
    stage.shows(PARK)
    phones[3].page.get_by_role("link", name=t("phone.thanks.summary")).click(timeout=PATIENCE)
    phones[3].shows(t("report.page.title"), PARK, WHAT)
    assert NAME in phones[3].whole
    assert NAMELESS not in phones[3].whole


def _files(hall: Hall, desk: Desk, folder: Path) -> None:
    """Each is downloaded, opened and read back."""
    got = {name: _downloaded(desk, name) for name in ("pdf", "xlsx", "ics", "json")}
    for content in got.values():
        assert NAMELESS.encode() not in content
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(got["pdf"])).pages)
    letters = "".join(text.split())
    for typed in (*IDEAS, WHAT, FIRST, WHY, NAME):
        assert "".join(typed.split()) in letters, typed
    assert "".join(NAMELESS.split()) not in letters
    cells = [
        c.value for sheet in load_workbook(BytesIO(got["xlsx"])) for row in sheet.iter_rows() for c in row
    ]
    assert {PARK, WHAT, 8, 4} <= set(cells)
    (event,) = Calendar.from_ical(got["ics"]).walk("VEVENT")
    assert (PARK, "2031-05-09 18:00") == (str(event["SUMMARY"]), f"{event['DTSTART'].dt:%Y-%m-%d %H:%M}")
    _comes_back_the_same(got["json"].decode(), folder)


def _comes_back_the_same(text: str, folder: Path) -> None:
    house = House(folder / "other")
    try:
        code = import_text(house.store, text).code
        assert text == export(house.store.read(code), house.store.files(code))
        assert NAME not in json.dumps(json.loads(text), ensure_ascii=False)
    finally:
        house.close()


def _downloaded(desk: Desk, name: str) -> bytes:
    with desk.page.expect_download(timeout=PATIENCE) as waiting:
        link = desk.page.get_by_role("link", name=desk.t(f"report.desk.{name}"), exact=True)
        link.first.click(timeout=PATIENCE)
    return Path(waiting.value.path()).read_bytes()


def _next(desk: Desk, kind: str, phase: str) -> None:
    """The desk's big button, whatever it says, until it has brought the evening there. One that was drawn anew
    between reading and pressing is read again."""
    primary = _primary(desk)
    for _ in range(24):
        if desk.evening.on_now == (kind, phase):
            return
        expect(primary).not_to_have_count(0, timeout=PATIENCE)
        said = primary.last.inner_text(timeout=PATIENCE).splitlines()[-1]
        with suppress(TimeoutError):
            primary.filter(has_text=said).click(timeout=PATIENCE / 30)
            expect(primary.filter(has_text=said)).to_have_count(0, timeout=PATIENCE)
    raise AssertionError(f"the desk never came to {kind}, {phase}")


def _press_next(desk: Desk, label: str) -> None:
    """The big button, once it says this; a smaller one may say the same."""
    there(_primary(desk).filter(has_text=label), PATIENCE).click(timeout=PATIENCE)


def _primary(desk: Desk) -> Locator:
    """While it does not rest."""
    return desk.page.locator(f".st-key-{NEXT_STEP} button[kind=primary]:enabled:not([aria-disabled])")
