"""A phone at the roles and at the evaluation: what is typed and ticked outlives a reload and a lost line."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator

from tests.browser.evening import Evening
from tests.browser.screens import PATIENCE, Hall, Phone
from tests.browsing import expect
from tests.serving import Server

NAME, ANSWER = "Aino Virtanen", "Hyvä kahvi ja\nhyvä seura"


@pytest.fixture
def hall(server: Server, hall_of: Callable[[Evening], Hall]) -> Hall:
    """An evening that shares the work of one project."""
    evening = Evening.on(server, "Koivurinteen ilta", template="evening")
    evening.do("add_project", title="Kirsikkapuisto", id="p1")
    evening.step("open", "roles")
    return hall_of(evening)


def gladly(phone: Phone) -> Locator:
    """For the first role."""
    return phone.page.get_by_role("radio", name=phone.t("phone.roles.grade.gladly")).first


def score(phone: Phone, mark: int) -> Locator:
    """Of the first statement."""
    return phone.page.locator(f"[name=s_0][value='{mark}']")


def given(hall: Hall, kind: str) -> dict[str, Any]:
    return dict(hall.evening.call("result", activity=hall.evening.activity(kind)["id"])["result"])


def test_an_offer_and_an_evaluation_outlive_a_lost_line(hall: Hall) -> None:
    """Nothing is sent twice, nothing is claimed, and a form that closes keeps what is half done."""
    phone, t = hall.phone(), hall.evening.t
    name = phone.page.get_by_label(t("phone.roles.name"))
    gladly(phone).check(timeout=PATIENCE)
    name.fill(NAME)
    phone.page.reload()
    expect(gladly(phone)).to_be_checked()
    expect(name).to_have_value(NAME)

    phone.page.context.set_offline(True)
    phone.press(t("phone.roles.send"))
    phone.shows(t("phone.line.offline"))
    phone.shows_no(t("phone.roles.saved"))
    role = hall.evening.call("state")["projects"][0]["roles"][3]["id"]
    hall.evening.do("drop_role", role=role)
    phone.page.context.set_offline(False)
    phone.shows(t("phone.roles.saved"))
    expect(name).to_have_value(NAME)
    assert [NAME] == [person["name"] for person in given(hall, "roles")["people"].values()]

    photographer = phone.page.get_by_role("group", name=t("common.template.roles.titles4"))
    photographer.get_by_role("radio", name=t("phone.roles.grade.later")).check()
    phone.press(t("phone.roles.send"))
    phone.shows(t("common.refused.no_such_role"))
    expect(photographer).to_have_count(0, timeout=PATIENCE)
    expect(gladly(phone)).to_be_checked()

    _takes_back_what_it_was_given(hall, phone)
    hall.evening.step("open", "evaluation")
    phone.page.get_by_label(t("common.template.evaluation.questions1")).fill(ANSWER, timeout=PATIENCE)
    phone.page.reload()
    answer = phone.page.get_by_label(t("common.template.evaluation.questions1"))
    expect(answer).to_have_value(ANSWER)
    score(phone, 5).check()
    phone.shows(t("phone.vote.saved"))
    hall.evening.do("close")
    phone.shows(t("phone.now.closing"))
    score(phone, 1).check()
    answer.fill(ANSWER + "!")
    phone.shows(t("phone.vote.saved"))
    hall.evening.do("close_now")
    phone.shows(t("phone.vote.result_later"))
    hall.evening.do("reveal")
    found = given(hall, "evaluation")
    assert (1, [ANSWER + "!"]) == (found["people"], [a["text"] for a in found["questions"][0]["answers"]])


def _takes_back_what_it_was_given(hall: Hall, phone: Phone) -> None:
    """And is not told any longer that it has a role."""
    role = hall.evening.call("state")["projects"][0]["roles"][0]["id"]
    yours = phone.t("phone.roles.yours", role=phone.t("common.template.roles.titles1"))
    hall.evening.do("assign", holders={role: list(given(hall, "roles")["by_role"][role])})
    phone.shows(yours)
    phone.page.get_by_role("radio", name=phone.t("phone.roles.not_now")).first.check()
    phone.press(phone.t("phone.roles.send"))
    phone.shows_no(yours)
