"""The desk's files over HTTP: each comes whole to who leads, and everybody else is told why it does not."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import httpx
import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from facilitation.errors import Damaged, StoreUnavailable
from facilitation.permissions import MANAGER
from locales import LANGUAGES, words
from service import acting, deleting, reporting
from service.making import make
from service.people_files import backup, export
from service.signin import DESK_COOKIE, STAGE_COOKIE, link_token
from tests.phone.doors import signed
from tests.phone.people import HERE, SCRIPT, Hall, Page, said

WHOLE = ("export", "backup")
SUMMARY = ("summary/sv/pdf", "summary/sv/xlsx", "summary/sv/ics", "summary/sv/json")
LEADS = ("manager", "cofacilitator")
IDEA = "Kirsikkapuisto <b>lähiöön</b>"


@pytest.fixture
def evening(hall: Hall) -> Hall:
    hall.open("ideas")
    person = hall.resident()
    person.post(
        f"{hall.address}/a/{hall.now.id}", {"text": IDEA, "key": "an-own-key"}, headers={"origin": HERE}
    )
    assert [IDEA] == hall.ideas()
    return hall


def cookie(hall: Hall, role: Any, code: str | None = None) -> str:
    name = STAGE_COOKIE if role == "stage" else DESK_COOKIE
    return f"{name}={hall.house.signin.start_session(role, hall.code if code is None else code)}"


def ask(
    hall: Hall, name: str, cookie: str, language: str = "fi", method: str = "GET", **headers: str
) -> httpx.Response:
    more = {"cookie": cookie, **{key.replace("_", "-"): value for key, value in headers.items()}}
    address = name if name.startswith("/") else f"/desk/files/{hall.code}/{name}"
    return hall.somebody(language).ask(method, address, headers=more)


def noted(hall: Hall) -> list[str]:
    return [entry.verb for entry in hall.workshop.log if entry.verb.startswith("took_")]


@pytest.mark.parametrize("role", LEADS)
def test_each_file_comes_to_who_leads_and_is_kept_by_nobody_between(evening: Hall, role: str) -> None:
    """Under the name that it has had, as a file to be saved: never as a page of ours."""
    who = cookie(evening, role)
    endings = {"export": ".json", "backup": "-backup.json"}
    for name in (*SUMMARY, "export", *(["backup"] if role == "manager" else [])):
        answer = ask(evening, name, who)
        ending = endings.get(name, f".{name.rpartition('/')[2]}")
        wanted = f'attachment; filename="asukasilta-{evening.code}{ending}"'
        assert (200, wanted, "no-store", "nosniff") == (
            answer.status_code,
            answer.headers["content-disposition"],
            answer.headers["cache-control"],
            answer.headers["x-content-type-options"],
        ), name
        assert answer.content, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_comes_in_the_language_that_was_chosen(evening: Hall, language: str) -> None:
    """Whatever the desk's own is, with what was there at the press."""
    t, who = words(language), cookie(evening, "manager")
    pdf, xlsx, ics = (ask(evening, f"summary/{language}/{each}", who) for each in ("pdf", "xlsx", "ics"))
    made = PdfReader(BytesIO(pdf.content))
    assert (language, "application/pdf") == (made.trailer["/Root"]["/Lang"], pdf.headers["content-type"])  # type: ignore[index]
    book = load_workbook(BytesIO(xlsx.content))
    assert t("report.title") == book.sheetnames[0]
    assert IDEA in [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert ("VCALENDAR", "text/calendar; charset=utf-8") == (
        Calendar.from_ical(ics.content).name,
        ics.headers["content-type"],
    )


def test_the_whole_files_hold_what_is_there_at_the_press(evening: Hall) -> None:
    """Letter by letter what the command line gives; and the summary's JSON is the export."""
    who, store = cookie(evening, "manager"), evening.house.store
    files = store.files(evening.code)
    assert backup(store.read(evening.code), files) == ask(evening, "backup", who).text
    for name in ("export", "summary/sv/json"):
        answer = ask(evening, name, who)
        assert (export(store.read(evening.code), files), "application/json") == (
            answer.text,
            answer.headers["content-type"],
        )
    assert IDEA in json.dumps(answer.json(), ensure_ascii=False)


def test_taking_a_whole_file_along_is_noted(evening: Hall) -> None:
    """Where the others see it, once for each; a summary is free of what is hidden, and is not."""
    who = cookie(evening, "manager")
    for name in ("summary/fi/ics", "summary/fi/json", "export", "backup"):
        ask(evening, name, who)
    assert ["took_export", "took_export", "took_backup"] == noted(evening)


def test_a_damaged_workshop_is_named_to_who_leads_it(evening: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """They can do something about it; to whom else it belongs, it is no business."""

    def damaged(code: str) -> None:
        raise Damaged("damaged", file="workshop.json")

    who = cookie(evening, "manager")
    monkeypatch.setattr(evening.house.store, "at_hand", lambda code: None)
    monkeypatch.setattr(evening.house.store, "read", damaged)
    answer = ask(evening, "export", who)
    assert (503, True) == (answer.status_code, "workshop.json" in Page(answer).text)
    assert "workshop.json" not in ask(evening, "export", "").text


def test_nobody_else_gets_any(evening: Hall) -> None:
    """Residents, a stage, who leads another evening, who leads along where it is private: a sentence, and no note."""
    stage, elsewhere = cookie(evening, "stage"), make(evening.house, "asukasilta", "Muualla", "fi").code
    told = {
        "desk.sign_in_first": ("", f"{DESK_COOKIE}=made-up", f"asukas={signed(evening)}", stage),
        "desk.not_yours": (
            stage.replace(STAGE_COOKIE, DESK_COOKIE),
            cookie(evening, "manager", elsewhere),
            cookie(evening, "cofacilitator", elsewhere),
        ),
    }
    for key, who, name in ((k, w, n) for k, them in told.items() for w in them for n in (*SUMMARY, *WHOLE)):
        answer = ask(evening, name, who)
        assert (403, True) == (answer.status_code, words("fi")(key) in Page(answer).text), (who, name)
        assert IDEA[:14] not in answer.text
    along = ask(evening, "backup", cookie(evening, "cofacilitator"))
    assert (403, True) == (along.status_code, said(words("fi"), "not_allowed") in Page(along).text)
    assert [] == noted(evening)


def test_who_is_out_by_the_press_gets_nothing(evening: Hall) -> None:
    """The page may still stand there: after signing out, and after the link was changed."""
    token = link_token(evening.workshop, "cofacilitator")
    way_in = f"/desk/enter/{evening.code}/{token}"
    name = evening.somebody().ask("GET", way_in, follow_redirects=False).cookies[DESK_COOKIE]
    along, manager = f"{DESK_COOKIE}={name}", cookie(evening, "manager", "")
    assert [200, 200] == [ask(evening, "export", who).status_code for who in (along, manager)]
    age = evening.workshop.link("cofacilitator").age
    acting.perform(evening.house, evening.code, MANAGER, "revoke", link="cofacilitator", age=age)
    ask(evening, "/desk/sign-out", manager, method="POST", origin=HERE)
    assert [403, 403] == [ask(evening, "export", who).status_code for who in (along, manager)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "status", "key"),
    [
        ("/desk/files/QQQQQQ/export", 404, "no_such_workshop"),
        ("/desk/files/%22%0d%0aX:y/export", 404, "no_such_workshop"),
        ("summary/fi/docx", 422, "no_such_format"),
        ("summary/de/pdf", 422, "no_such_language"),
    ],
)
def test_what_there_is_not_is_refused_in_words(
    evening: Hall, language: str, name: str, status: int, key: str
) -> None:
    """On a page in the reader's language, and to the desk's script in one sentence."""
    who, told = cookie(evening, "manager", ""), said(words(language), key)
    page = ask(evening, name, who, language)
    assert (status, True) == (page.status_code, told in Page(page).text)
    assert {"refused": key, "text": told} == ask(evening, name, who, language, **SCRIPT).json()


def test_of_a_deleted_evening_it_says_so(evening: Hall) -> None:
    """Also to those whose sign-in ended with it."""
    who = cookie(evening, "manager")
    deleting.delete(evening.house, evening.code, MANAGER)
    answer = ask(evening, "backup", who)
    assert (404, True) == (answer.status_code, said(words("fi"), "deleted") in Page(answer).text)


def test_with_nothing_in_it_yet_the_files_say_that(hall: Hall) -> None:
    """A manager tries before the evening what comes after it."""
    who, t = cookie(hall, "manager"), words("fi")
    pdf = PdfReader(BytesIO(ask(hall, "summary/fi/pdf", who).content))
    assert t("report.nothing_yet") in " ".join(pdf.pages[0].extract_text().split())
    for name in (*SUMMARY, *WHOLE):
        assert 200 == ask(hall, name, who).status_code, name


def _broken(*_: Any) -> None:
    raise StoreUnavailable()


def _late(*_: Any) -> None:
    raise TimeoutError


@pytest.mark.parametrize("trouble", [_broken, _late])
def test_what_cannot_be_noted_is_not_given(
    evening: Hall, monkeypatch: pytest.MonkeyPatch, trouble: Callable[..., None]
) -> None:
    """The disk is full, or the writer is away: the file is there another time."""
    monkeypatch.setattr("service.acting.note", trouble)
    answer = ask(evening, "backup", cookie(evening, "manager"))
    assert (503, True) == (answer.status_code, said(words("fi"), "no_file_now") in Page(answer).text)


def test_a_summary_that_is_not_ready_in_time_is_excused(
    evening: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next press may succeed."""
    monkeypatch.setattr(reporting, "MOST_WAITING", 0)
    reporting._made.clear()
    answer = ask(evening, "summary/fi/pdf", cookie(evening, "manager"))
    assert (503, True) == (answer.status_code, said(words("fi"), "report_late") in Page(answer).text)


@pytest.mark.parametrize(
    "sent",
    [{"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"}, {"referer": "https://else.example/"}],
)
def test_a_foreign_page_takes_nothing(evening: Hall, sent: dict[str, str]) -> None:
    """It could not read a file, but fill the log until what stands in it is gone."""
    answer = ask(evening, "export", cookie(evening, "manager"), **sent)
    assert (403, []) == (answer.status_code, noted(evening))
    assert said(words("fi"), "bad_origin") in Page(answer).text


def test_looking_only_takes_nothing(evening: Hall) -> None:
    """HEAD would give nothing and be noted, or give away what is there without a note."""
    answer = ask(evening, "backup", cookie(evening, "manager"), method="HEAD")
    assert (405, "GET", []) == (answer.status_code, answer.headers["allow"], noted(evening))
