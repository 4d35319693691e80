"""A phone whose line breaks: what was typed stays, what was sent arrives, and it arrives once."""

from playwright.sync_api import Route

from tests.browser.screens import Hall, Phone, by_themselves

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"


def test_an_idea_sent_without_a_line_is_saved_once_the_line_is_back(hall: Hall) -> None:
    """Nothing says "saved" before the server did."""
    t = hall.evening.t
    hall.evening.step("open", "ideas")
    phone, stage = hall.phone(), hall.stage()

    with by_themselves(phone, stage):
        phone.page.context.set_offline(True)
        phone.send(PARK)
        phone.shows(t("phone.line.offline"), PARK)
        phone.shows_no(t("phone.line.saved"))
        phone.page.context.set_offline(False)
        phone.shows(t("phone.line.saved"))
        stage.shows(PARK)

    assert 1 == hall.evening.activity("ideas")["contributions"]


def test_a_phone_closed_without_a_line_goes_on_where_it_was(hall: Hall) -> None:
    """What was sent leaves when the page is opened again; what was only typed is still there to be finished."""
    hall.evening.step("open", "ideas")
    phone = hall.phone()
    context = phone.page.context
    context.set_offline(True)
    phone.send(PARK)
    phone.shows(hall.evening.t("phone.line.offline"))
    phone.write(BENCH)

    phone.page.close()
    context.set_offline(False)
    again = Phone(context.new_page(), hall.evening)
    again.page.goto(hall.evening.links["phone"])

    again.shows(hall.evening.t("phone.line.saved"), PARK)
    assert BENCH == again.page.get_by_role("textbox").input_value()
    assert 1 == hall.evening.activity("ideas")["contributions"]


def test_an_idea_whose_answer_was_lost_is_one_idea(hall: Hall) -> None:
    """The server has it, the phone can't know: it sends again, and that changes nothing."""
    hall.evening.step("open", "ideas")
    phone = hall.phone()
    lost = _lose_first_answer(phone)

    phone.send(PARK)

    phone.shows(hall.evening.t("phone.line.offline"))
    phone.shows(hall.evening.t("phone.line.saved"))
    assert ["lost", "through"] == lost
    assert 1 == hall.evening.activity("ideas")["contributions"]


def test_a_ballot_whose_answer_was_lost_counts_once(hall: Hall) -> None:
    """And it is the one that the phone shows."""
    evening = hall.evening
    evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    lost = _lose_first_answer(phone)

    phone.vote(PARK)
    evening.end_answering()
    evening.step("reveal")

    assert {"lost", "through"} == set(lost)
    assert {PARK: 1, BENCH: 0} == evening.counted()


def test_a_ballot_without_a_line_counts_once_and_as_it_was_changed_last(hall: Hall) -> None:
    """Ticks made in a dead corner of the hall are one ballot when the line is back."""
    evening, t = hall.evening, hall.evening.t
    evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    phone.vote(PARK)

    with by_themselves(phone):
        phone.page.context.set_offline(True)
        phone.page.get_by_role("checkbox", name=PARK).uncheck()
        phone.tick(BENCH)
        phone.press(t("phone.vote.done"))
        phone.shows(t("phone.line.offline"))
        phone.shows_no(t("phone.vote.saved"))
        phone.page.context.set_offline(False)
        phone.shows(t("phone.vote.saved"))
    evening.end_answering()
    evening.step("reveal")

    assert {PARK: 0, BENCH: 1} == evening.counted()


def test_a_text_that_comes_too_late_is_given_back(hall: Hall) -> None:
    """The step was closed while the line was down: the words are refused in a sentence, and still there to copy."""
    evening = hall.evening
    evening.step("open", "ideas")
    phone = hall.phone()
    phone.page.context.set_offline(True)
    phone.send(PARK)
    phone.shows(evening.t("phone.line.offline"))

    evening.do("close")
    evening.open_vote(BENCH)
    phone.page.context.set_offline(False)

    phone.shows(evening.t("common.refused.late"), PARK)
    assert 0 == evening.activity("ideas")["contributions"]


def test_a_phone_that_was_away_finds_itself_where_the_room_is(hall: Hall) -> None:
    """Also when everything between was missed."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "arrival")
    phone = hall.phone()

    with by_themselves(phone):
        phone.page.context.set_offline(True)
        phone.shows(t("phone.line.lost"))
        evening.step("open", "ideas")
        evening.do("close")
        evening.open_vote(PARK, BENCH)
        phone.page.context.set_offline(False)
        phone.vote(BENCH)


def _lose_first_answer(phone: Phone) -> list[str]:
    """The first thing that is given reaches the server, but its answer never reaches the phone."""
    happened: list[str] = []

    def between(route: Route) -> None:
        if "lost" not in happened:
            happened.append("lost")
            route.fetch()
            route.abort("connectionreset")
        else:
            happened.append("through")
            route.continue_()

    phone.page.route("**/a/*", between)
    return happened
