"""What stands in the summary, and what never does, whatever file it goes into."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from facilitation.permissions import Actor
from facilitation.projects import planned_in
from facilitation.verbs.leaving import take_away
from locales import LANGUAGES, words
from pages.views.stage.planned import everybody, who
from reports.calendar import calendar
from reports.message import message
from reports.parts import Summary
from reports.pdf import pdf
from reports.summary import summary
from reports.wording import Wording
from reports.xlsx import xlsx
from tests.facilitation.room import Room, room, step
from tests.facilitation.test_ballot_codes import CODES, coded
from tests.reports.evening import SECRETS, agreed, project, whole

FI = words("fi")


def _of(evening: Room, language: str = "fi") -> Summary:
    return summary(evening, words(language))


def _pdf_text(found: Summary) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf(found, FI))).pages)


def _xlsx_text(found: Summary) -> str:
    book = load_workbook(BytesIO(xlsx(found, FI)))
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None)


FILES: dict[str, Callable[[Summary], str]] = {
    "pdf": _pdf_text,
    "xlsx": _xlsx_text,
    "ics": lambda found: calendar(found, FI).replace(b"\r\n ", b"").decode(),
    "message": lambda found: message(found, FI),
}


@pytest.fixture(scope="module")
def evening() -> Room:
    return whole()


@pytest.mark.parametrize("name", FILES)
def test_what_is_hidden_is_in_no_file(evening: Room, name: str) -> None:
    """Hidden and unread ideas, lines and answers, results before they are shown, names and numbers without leave."""
    text = FILES[name](_of(evening))
    assert "Kirsikkapuisto" in text
    assert [] == [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("name", FILES)
def test_a_name_stands_only_where_its_owner_let_it(evening: Room, name: str) -> None:
    """The others are a number: one allowed the screen only, one was typed in without leave."""
    assert "Aino Lupa ja 2 vapaaehtoista" in " ".join(FILES[name](_of(evening)).split())


def test_a_name_goes_when_its_owner_takes_the_leave_back(evening: Room) -> None:
    """The place stays taken."""
    again = whole()
    role = again.workshop.projects[0].roles[0].id
    again.phone("aino").gives("roles", offers={role: "gladly"}, name="Aino Lupa")
    assert "3 vapaaehtoista" == Wording(_of(again), FI).who(_of(again).projects[0].roles[0])


def test_a_project_names_its_idea_its_votes_and_its_people(evening: Room) -> None:
    """All that was agreed, with how the room answered."""
    cherry = _of(evening).projects[0]
    said = Wording(_of(evening), FI)
    assert cherry.idea is not None
    assert ("Kirsikkapuisto", ("Kirsikoita puistoon",)) == (cherry.idea.text, cherry.idea.joined)
    assert "vote: 12 pistettä" == said.came_from(cherry)
    assert "Istutetaan kymmenen kirsikkapuuta.\nKastellaan ne." == cherry.what
    assert ("Kysytään taimet", "Kevät on kauniimpi") == (cherry.first, cherry.why)
    assert ("Kaupunki", "Puistotoimi") == (cherry.permission, cherry.ask)
    assert "la 3.10.2026 klo 12.30" == said.when(cherry.when)
    assert "Tästä sovittiin. Kyllä 4, ei 0, ohitti 0." == said.state(cherry)
    assert (1, 2, "1 paikka") == (
        len(cherry.roles[0].names),
        cherry.roles[0].unnamed,
        said.open_places(cherry.roles[0]),
    )
    assert ["Myös omenapuita"] == [line.text for line in cherry.proposals]


def test_who_takes_on_two_roles_is_one_person() -> None:
    """In the message and the workbook as on the shared screen; and two of the same name are two."""
    evening = whole()
    first, second = evening.workshop.projects[0].roles[0].id, "drivers1"
    evening.does("add_role", project=project(evening), title={"fi": "Kuskit"}, wanted=3, id=second)
    for name in ("aino", "eetu"):
        offer = {"name": name, "in_summary": name == "aino"}
        evening.phone(name).gives("roles", offers={first: "gladly", second: "gladly"}, **offer)
        evening.does("confirm", role=second, participant=name)
    evening.does("enter_holder", role=second, name="aino", in_summary=True)
    found = summary(evening, FI)
    assert "aino, aino ja 2 vapaaehtoista" in message(found, FI)
    assert (("aino", "aino"), 2) == (found.projects[0].names, found.projects[0].unnamed)
    assert "4 vapaaehtoista" == who(FI, everybody(planned_in(evening)[0]))


def test_people_are_counted_by_channel(evening: Room) -> None:
    """Phones, heads, paper and counted hands are never added up."""
    people = _of(evening).people
    assert (6, 9, 1, 2) == (people.phones, people.heads, people.paper, people.hands)


@pytest.mark.parametrize(
    ("shown", "said"), [(True, ["Mukana oli 1 puhelin", "Kertakoodilla äänesti 3 ihmistä"]), (False, None)]
)
def test_with_one_time_codes_a_phone_is_no_person(shown: bool, said: list[str] | None) -> None:
    """Three who hand one phone on are three; nothing of their number before the result is shown."""
    evening = coded()
    for code in CODES:
        evening.phone("anna").gives("vote", code=code, marks={"o1": 1})
    found = _of(evening.on("close_now", "reveal") if shown else evening)
    assert (said or ["Mukana oli 1 puhelin"]) == Wording(found, FI).people()
    book = _xlsx_text(found)
    assert ("Puhelimia mukana\n1" in book, "Äänesti kertakoodilla\n3" in book) == (True, shown)


def test_a_wish_names_who_it_goes_to_and_when_an_answer_was_promised(evening: Room) -> None:
    """On the first page, for the one who reads only that."""
    first = " ".join(PdfReader(BytesIO(pdf(_of(evening), FI))).pages[0].extract_text().split())
    assert (
        "Toiveen saaja: Kaupunginosan lautakunta. Vastaus on luvattu viimeistään 1. joulukuuta 2026." in first
    )
    for said in (
        "Mikä tekisi alueesta paremman?",
        "jokaisella oli",
        "6 ihmistä puhelimella",
        "Kirsikkapuisto",
    ):
        assert said in first


def test_what_a_project_asks_of_whom_stands_on_the_first_page(evening: Room) -> None:
    """For an official who looks for the own name; a project that the room turned down asks nothing of anybody."""
    said = ("Kirsikkapuisto – lupa: Kaupunki", "Kirsikkapuisto – kysytään: Puistotoimi")
    assert list(said) == Wording(_of(evening), FI).wishes()
    first = " ".join(PdfReader(BytesIO(pdf(_of(evening), FI))).pages[0].extract_text().split())
    assert all(wish in first for wish in said)

    again = whole()
    again.does("by_hand", project=again.workshop.projects[0].id, agreed=False)
    assert [] == Wording(_of(again), FI).wishes()


def test_an_idea_hidden_after_the_vote_keeps_its_votes_and_loses_its_words(evening: Room) -> None:
    """The numbers of the others must stay right."""
    again = whole()
    again.does("hide", activity="ideas", ideas=["idea-0002"])
    found = _of(again)
    assert ["Kirsikkapuisto", "Koirapuisto", "Piilotettu idea", "Paperilla tullut"] == [
        row.text for row in found.votes[0].rows
    ]
    assert "Penkki aurinkoon" not in _pdf_text(found) + _xlsx_text(found)


def test_it_stays_hidden_when_its_step_is_left_out(evening: Room) -> None:
    """The ideas go from the summary with their step; what was hidden does not come back in the vote."""
    again = whole()
    again.does("hide", activity="ideas", ideas=["idea-0002"])
    again.does("skip", activity="ideas")
    assert "Piilotettu idea" == _of(again).votes[0].rows[2].text
    assert "Penkki aurinkoon" not in _pdf_text(_of(again)) + _xlsx_text(_of(again))


def test_it_stays_hidden_when_its_writer_takes_it_away(evening: Room) -> None:
    """Nobody brings hurtful words back by leaving."""
    again = whole()
    writer = again.contributions("ideas")["idea-0002"].participant
    again.does("hide", activity="ideas", ideas=["idea-0002"])
    take_away(again, Actor("participant", writer))
    assert "Penkki aurinkoon" not in [row.text for row in _of(again).votes[0].rows]


def test_votes_of_a_project_are_not_told_while_the_result_is_hidden(evening: Room) -> None:
    """The project was chosen before anybody saw the numbers, or they were taken back."""
    again = whole()
    again.does("go", activity="vote")
    again.does("conceal")
    cherry = _of(again).projects[0]
    assert (None, "Kirsikkapuisto") == (cherry.row, cherry.title)
    assert "12 pistettä" not in _pdf_text(_of(again))


def test_answers_of_the_room_are_not_told_while_it_is_asked(evening: Room) -> None:
    """People follow the first answers they see."""
    again = whole()
    again.does("ask", project=project(again))
    assert (0, None) == (_of(again).projects[0].yes, _of(again).projects[0].agreed)


def test_an_evaluation_is_not_told_before_it_is_shown() -> None:
    """Its scores and its answers wait for the room."""
    again = whole()
    again.does("go", activity="evaluation")
    again.does("conceal")
    found = _of(again)
    for text in (_pdf_text(found), _xlsx_text(found)):
        assert "Hyvä kahvi" not in text
        assert "keskiarvo" not in text
        assert FI("report.not_shown") in text


@pytest.mark.parametrize(("answers", "shown"), [(4, False), (5, True)])
def test_below_five_answers_the_evaluation_says_why_it_is_silent(answers: int, shown: bool) -> None:
    """No numbers in any file, but the reason."""
    found = _of(whole(answers))
    for text in (_pdf_text(found), _xlsx_text(found)):
        assert shown != ("alle 5" in " ".join(text.split()) and "Miten hyvin sinua" not in text)
        assert "Hyvä kahvi" in text
    assert shown == any(s.parts for s in found.evaluations[0].statements)


def test_a_statement_that_few_rated_is_silent_beside_the_others(evening: Room) -> None:
    """Who said "I don't know" of five would be known too."""
    few = _of(evening).evaluations[0].statements[1]
    assert (1, 0, None, None) == (few.n, few.dont_know, few.parts, few.mean)


def test_nothing_yet_is_said_calmly() -> None:
    """At any moment, also before the first one has come."""
    found = _of(
        room(step("arrival"), step("ideas"), step("vote"), step("plan"), step("evaluation"), step("thanks"))
    )
    assert found.empty
    assert "Päivistä ei ole vielä sovittu." in FILES["ics"](found)
    for name in ("pdf", "xlsx", "message"):
        assert FI("report.nothing_yet") in " ".join(FILES[name](found).split()), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_speaks_the_readers_language(evening: Room, language: str) -> None:
    """And the same evening twice gives the same bytes."""
    t = words(language)
    for make in (pdf, xlsx, calendar):
        assert make(_of(evening, language), t) == make(_of(evening, language), t)
    assert t("report.message.projects") in message(_of(evening, language), t)
    assert language == PdfReader(BytesIO(pdf(_of(evening, language), t))).trailer["/Root"]["/Lang"][:2]


def test_every_way_to_vote_has_its_words_and_bars() -> None:
    """In the PDF and in the workbook."""
    marks = {"dots": 2, "approval": 1, "yesno": -1, "score": 4}
    for method, mark in marks.items():
        evening = room(step("vote", method=method, source="typed", typed=["Puu", "Penkki"])).on("open")
        evening.phone("aino").votes(o1=mark)
        evening.on("close", "close_now", "reveal")
        found = _of(evening)
        outcome = Wording(found, FI).outcome(
            found.votes[0], next(r for r in found.votes[0].rows if r.text == "Puu")
        )
        assert outcome in _pdf_text(found)
        assert "Puu" in _xlsx_text(found)


def test_an_agreed_month_is_a_date_of_the_project_only() -> None:
    """The room's hands count where phones did not decide."""
    evening = agreed(whole(), 1, kind="month", year=2026, month=11)
    said = Wording(_of(evening), FI)
    dogs = _of(evening).projects[1]
    assert ("marraskuu 2026", "Tästä sovittiin. Näin sanottiin käsiä nostamalla.") == (
        said.when(dogs.when),
        said.state(dogs),
    )


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (-1, "Yksikään vaihtoehto ei saanut enemmän kyllä-vastauksia kuin ei-vastauksia."),
        (None, "ei saanut ääniä."),
    ],
)
def test_a_vote_with_nothing_on_top_says_why(mark: int | None, said: str) -> None:
    """What was answered with no, or passed over, was voted on all the same."""
    evening = room(step("vote", method="yesno", source="typed", typed=["Puu", "Penkki"])).on("open")
    if mark is not None:
        evening.phone("aino").votes(o1=mark, o2=0)
    evening.on("close", "close_now", "reveal")
    first = " ".join(_pdf_text(_of(evening)).partition("Äänestykset")[0].split())
    assert said in first
    assert ("1 ihminen äänesti" in first) == (mark is not None)
