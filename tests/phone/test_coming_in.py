"""Coming in: the code however it is typed, the door, the language, and phones that refuse cookies."""

from collections.abc import Callable

import pytest

from locales import LANGUAGES, words
from tests.phone.people import HERE, Hall, said

FROM_HERE = {"host": "ilta.example"}


@pytest.mark.parametrize(
    "spell", [str, str.lower, lambda c: f" {c[:3]} {c[3:]} ", lambda c: f"{c[:3]}-{c[3:]}"]
)
def test_a_code_may_be_typed_in_any_way(hall: Hall, spell: Callable[[str], str]) -> None:
    """As people hear it: small letters, a pause, a dash."""
    page = hall.somebody().get("/j", params={"code": spell(hall.code)})
    assert hall.address == page.answer.url.path
    assert "Kannelmäen ilta" in page.text


@pytest.mark.parametrize(
    "address", ["/j/{small}", "/J/{code}", "/J/{small}", "/{code}", "/{small}", "/j/{code}/"]
)
def test_an_address_may_be_typed_in_any_way(hall: Hall, address: str) -> None:
    """From the stage: short, in small letters, without /j."""
    page = hall.somebody().get(address.format(code=hall.code, small=hall.code.lower()))
    assert (200, True) == (page.status, page.has_form("join"))


def test_a_mistyped_code_is_put_right(hall: Hall) -> None:
    """What was typed stays, and what was meant is one tap away."""
    somebody, slip = hall.somebody(), hall.code[:-1] + ("A" if hall.code[-1] != "A" else "C")
    page = somebody.get("/j", params={"code": slip})
    assert 404 == page.status
    assert said(somebody.t, "no_such_workshop") in page.text
    assert slip == page.form("j").fields["code"]
    assert f'href="{hall.address}"' in page.answer.text


@pytest.mark.parametrize("typed", ["ZZZZZZ", "?", "ABC", "../../desk", "a" * 500, "😀", "%00"])
def test_an_unknown_code_gets_a_sentence(hall: Hall, typed: str) -> None:
    """No dead end: the form is there again."""
    for address in ("/j", f"/j/{typed.replace('/', '')}"):
        page = hall.somebody().get(address, params={"code": typed} if address == "/j" else {})
        if address == "/j" or typed not in ("?",):
            assert 404 == page.status
            assert said(words("fi"), "no_such_workshop") in page.text


def test_the_first_page_asks_for_the_code(hall: Hall) -> None:
    """`/` without anything."""
    page = hall.somebody().get("/")
    assert (200, "fi", "ltr") == (page.status, page.html["lang"], page.html["dir"])
    assert words("fi")("phone.code.label") in page.text


def test_the_door_says_title_language_and_come_in(hall: Hall) -> None:
    """One screen, and nobody asks for a name."""
    page = hall.somebody().look()
    assert "Kannelmäen ilta" in page.text
    assert list(LANGUAGES) == [value for _, value in page.form("language").buttons]
    assert {} == page.form("join").fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_is_spoken_to_in_its_own_language(hall: Hall, language: str) -> None:
    """By what its browser asks for."""
    page = hall.somebody(language).look()
    assert language == page.html["lang"]
    assert words(language)("phone.join.button") in page.text


def test_without_a_wish_the_workshop_decides(new_hall: Callable[..., Hall]) -> None:
    """A Swedish evening greets in Swedish."""
    hall = new_hall(language="sv")
    page = hall.somebody().get(hall.address, headers={"accept-language": "xx"})
    assert "sv" == page.html["lang"]


def test_the_language_can_be_changed_at_the_door(hall: Hall) -> None:
    """And stays, also after joining."""
    somebody = hall.somebody("fi")
    assert "sv" == somebody.post(f"{hall.address}/language", {"language": "sv"}).html["lang"]
    assert "sv" == somebody.join().look().html["lang"]


def test_the_language_can_be_changed_inside(hall: Hall) -> None:
    """By somebody who has joined, on every phone of theirs from then on."""
    resident = hall.resident("fi")
    assert "en" == resident.post(f"{hall.address}/language", {"language": "en"}).html["lang"]
    assert "en" == resident.look().html["lang"]


@pytest.mark.parametrize("page", ["mine", "mine/away", "privacy", "so-far", "summary", "leaving"])
def test_who_changes_the_language_of_a_page_goes_on_reading_it(
    new_hall: Callable[..., Hall], page: str
) -> None:
    """And what was sent is not sent again: from the answer to a form the way leads to what is on now."""
    hall = new_hall(template="evening")
    hall.open("ideas")
    resident = hall.resident("fi")
    form, there = f"{hall.address}/language", f"{hall.address}/{page}"
    shown = resident.post(form, {"language": "en"}, headers={"referer": f"{HERE}{there}?language=fi"})
    assert ("en", there) == (shown.html["lang"], shown.answer.url.path)
    answer = f"{HERE}{hall.address}/a/{hall.now.id}"
    shown = resident.post(form, {"language": "sv"}, headers={"referer": answer})
    assert ("sv", hall.address) == (shown.html["lang"], shown.answer.url.path)


def test_the_summary_stays_for_those_who_only_read_it_in_another_language(hall: Hall) -> None:
    """They scanned its code from the wall and are nobody's phone."""
    somebody, there = hall.somebody("fi"), f"{hall.address}/summary"
    shown = somebody.post(
        f"{hall.address}/language", {"language": "sv"}, headers={"referer": f"{HERE}{there}"}
    )
    assert ("sv", there) == (shown.html["lang"], shown.answer.url.path)


def test_the_language_can_be_changed_before_the_code(hall: Hall) -> None:
    """And goes along to the workshop."""
    somebody = hall.somebody("fi")
    assert "sv" == somebody.post("/language", {"language": "sv", "next": "/"}).html["lang"]
    assert "sv" == somebody.look().html["lang"]


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_the_language_form_leads_nowhere_else(hall: Hall, elsewhere: str) -> None:
    """A form that sends people to other sites is a trap."""
    page = hall.somebody().post("/language", {"language": "sv", "next": elsewhere})
    assert ("ilta.example", "/") == (page.answer.url.host, page.answer.url.path)


def test_a_title_in_another_language_says_so(hall: Hall) -> None:
    """A screen reader must not read Finnish as English."""
    assert '<span lang="fi">Kannelmäen ilta</span>' in hall.somebody("en").look().answer.text


def test_joining_twice_is_joining_once(hall: Hall) -> None:
    """A double tap is one person."""
    hall.resident().join()
    assert 1 == len(hall.house.store.read(hall.code).participants())


@pytest.mark.parametrize("headers", [{}, {"x-want": "main"}])
def test_a_join_whose_answer_was_lost_is_one_when_it_is_sent_again(
    hall: Hall, headers: dict[str, str]
) -> None:
    """By the script or by hand: the room counts one phone, and what it gives then is its own."""
    form = hall.somebody().look().form("join")
    hall.somebody().post(form.action, headers=headers)
    somebody = hall.somebody()
    somebody.post(form.action, headers=headers)
    assert 1 == hall.house.presence.here(hall.code) == len(hall.house.store.read(hall.code).participants())
    hall.open("ideas")
    somebody.idea("Penkki")
    assert ["Penkki"] == hall.ideas()


def test_an_old_door_lets_nobody_into_what_somebody_gave(hall: Hall) -> None:
    """Its address may stand in a proxy's log: whoever comes with it is somebody new."""
    owner = hall.somebody()
    door = owner.look().form("join").action
    owner.post(door)
    hall.open("ideas")
    owner.idea("Penkki")
    other = hall.somebody()
    assert "Penkki" not in other.post(door).text
    assert 2 == len(hall.house.store.read(hall.code).participants())


@pytest.mark.parametrize("door", ["", "somebody", "somebody.AAAA", "é😀", "." * 500])
def test_a_door_cannot_be_made_up(hall: Hall, door: str) -> None:
    """Whatever comes in its place, somebody new comes in."""
    hall.somebody().post(f"{hall.address}/join", params={"door": door})
    assert ["somebody"] != list(hall.house.store.read(hall.code).participants())


def test_who_has_joined_is_here(hall: Hall) -> None:
    """Also for the manager's count."""
    hall.resident()
    assert 1 == hall.house.presence.here(hall.code)


def test_a_phone_without_cookies_is_told(hall: Hall) -> None:
    """In clear words, instead of the door again and again."""
    page = hall.somebody(cookies=False).post(f"{hall.address}/join")
    assert said(words("fi"), "no_cookies") in page.text


def test_a_forged_cookie_is_nobody(hall: Hall) -> None:
    """Ids can't be made up."""
    page = hall.somebody().get(hall.address, headers={"cookie": "asukas=somebody.AAAA"})
    assert page.has_form("join")


def test_the_cookie_is_only_for_this_workshop(hall: Hall, new_hall: Callable[..., Hall]) -> None:
    """Nobody can be followed from one evening to the next."""
    answer = hall.somebody().ask("POST", f"{hall.address}/join", follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    for part in (f"path={hall.address}".lower(), "httponly", "samesite=lax"):
        assert part in cookie
    assert "secure" not in cookie


def test_the_cookie_is_secure_where_the_line_is(hall: Hall) -> None:
    """Over https it never travels in the open."""
    answer = hall.somebody().ask("POST", f"https://ilta.example{hall.address}/join", follow_redirects=False)
    assert "secure" in answer.headers["set-cookie"].lower()


def test_the_cookie_is_secure_where_the_address_is(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also behind a proxy that does not say how it was reached."""
    monkeypatch.setenv("ASUKASILTA_ADDRESS", "https://ilta.example")
    answer = hall.somebody().ask("POST", f"{hall.address}/join", follow_redirects=False)
    assert "secure" in answer.headers["set-cookie"].lower()


def test_the_script_joins_in_one_request(hall: Hall) -> None:
    """It gets the next screen in the answer."""
    hall.open("ideas")
    somebody = hall.somebody()
    page = somebody.post(f"{hall.address}/join", headers={"x-want": "main"})
    assert page.has_form("ideas")
    assert page.answer.text.startswith("<main")
    assert somebody.look().has_form("ideas")


def test_a_foreign_page_joins_nobody(hall: Hall) -> None:
    """Nor does it vote, write or take back."""
    elsewhere = {"origin": "https://elsewhere.example"}
    for path in ("join", "language", f"a/{hall.now.id}", f"a/{hall.now.id}/withdraw"):
        page = hall.resident().post(f"{hall.address}/{path}", {"language": "sv"}, headers=elsewhere)
        assert 403 == page.status
        assert said(words("fi"), "bad_origin") in page.text
