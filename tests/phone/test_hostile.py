"""Whatever is sent, the answer is a page with a sentence: never an error of ours, never somebody's markup."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locales import words
from tests.phone.people import SCRIPT, Hall, said

SHORT = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
URLENCODED = {"content-type": "application/x-www-form-urlencoded"}
EVIL = "<script>alert(1)</script>{{7*7}}{% x %}'\"&amp;\u202e\x00"


@pytest.mark.parametrize(
    "content, content_type, status",
    [
        (b"text=%ff%fe", "application/x-www-form-urlencoded", 400),
        (b"text=\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a%d=1" % n for n in range(5000)), "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 400),
        (b"x", "text/plain", 400),
        (b"x", "", 400),
        (b"x", "multipart/form-data", 400),
        (b"x", "multipart/form-data; boundary=b", 400),
        (b'--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nx\r\n--b--\r\n',
         "multipart/form-data; boundary=b", 400),
        (b"text=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused_in_words(
    hall: Hall, content: bytes, content_type: str, status: int
) -> None:
    """4xx with a page for people and a short answer for scripts."""
    hall.open("ideas")
    resident, address = hall.resident(), f"{hall.address}/a/{hall.now.id}"
    page = resident.post(address, content=content, headers={"content-type": content_type})
    key = "phone.trouble.too_much" if status == 413 else "phone.trouble.unreadable"
    assert (status, True) == (page.status, resident.t(key) in page.text)
    script = resident.ask("POST", address, content=content, headers={**SCRIPT, "content-type": content_type})
    assert (status, resident.t(key)) == (script.status_code, script.json()["text"])


def test_a_body_without_a_length_is_limited_too(hall: Hall) -> None:
    """A stream that never ends fills no memory."""
    sent = []

    async def endless():
        for _ in range(10_000):
            sent.append(1)
            yield b"x" * 1024

    hall.open("ideas")
    page = hall.resident().post(f"{hall.address}/a/{hall.now.id}", content=endless(), headers=URLENCODED)
    assert 413 == page.status
    assert len(sent) < 100


def test_forms_may_come_as_multipart(hall: Hall) -> None:
    """Some clients send nothing else."""
    hall.open("ideas")
    resident = hall.resident()
    fields = {"text": (None, "Kirsikkapuisto"), "key": (None, "a-right-key")}
    resident.ask("POST", f"{hall.address}/a/{hall.now.id}", files=fields)
    assert ["Kirsikkapuisto"] == hall.ideas()


def test_markup_in_an_idea_is_text(hall: Hall) -> None:
    """On every page that shows it."""
    hall.open("ideas")
    resident = hall.resident()
    resident.idea(EVIL)
    hall.open("vote")
    resident.send("vote", **{next(n for n in resident.look().form("vote").choices if n[:2] == "m_"): "1"})
    hall.close_now()
    hall.do("reveal")
    for page in (resident.look(), resident.get(f"{hall.address}/so-far")):
        assert "<script>alert" not in page.answer.text
        assert "<script>alert(1)</script>{{7*7}}{% x %}" in page.text


def test_markup_in_a_title_is_text(new_hall) -> None:
    """A manager can type anything too."""
    hall = new_hall(title=EVIL)
    assert "<script>alert" not in hall.resident("en").look().answer.text


def test_markup_in_a_code_is_text(hall: Hall) -> None:
    """What was typed stands in the field again, harmlessly."""
    page = hall.somebody().get("/j", params={"code": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page.answer.text


@SHORT
@given(
    fields=st.dictionaries(
        st.sampled_from(["text", "key", "done", "m_o1", "m_o2", "m_", "choice", "m_" + "x" * 80]), st.text()
    ),
    kind=st.sampled_from(["arrival", "info", "ideas", "vote", "thanks"]),
    script=st.booleans(),
)
def test_no_form_breaks_the_door(hall: Hall, fields: dict[str, str], kind: str, script: bool) -> None:
    """Any text in any field of any step: taken, or refused with a sentence."""
    vote = next(a for a in hall.workshop.agenda if a.kind == "vote")
    if not vote.options:
        hall.configure("vote", source="typed", typed=["Yksi", "Kaksi"])
    hall.open(kind)
    resident = hall.resident()
    encodable = {k: v.encode("utf-8", "replace").decode() for k, v in fields.items()}
    headers = SCRIPT if script else {}
    answer = resident.ask("POST", f"{hall.address}/a/{hall.now.id}", data=encodable, headers=headers)
    assert answer.status_code in (200, 404, 409, 422)
    assert 200 == resident.look().status
    assert 200 == resident.get(f"{hall.address}/so-far").status


@SHORT
@given(
    content=st.binary(max_size=300),
    content_type=st.sampled_from([*URLENCODED.values(), "multipart/form-data; boundary=x"]),
)
def test_no_bytes_break_the_door(hall: Hall, content: bytes, content_type: str) -> None:
    """Bodies that no browser sends."""
    hall.open("ideas")
    headers = {"content-type": content_type}
    page = hall.resident().post(f"{hall.address}/a/{hall.now.id}", content=content, headers=headers)
    assert page.status < 500


@SHORT
@given(path=st.text(string.printable + "äö😀\u202e", max_size=30))
def test_no_address_breaks_the_door(hall: Hall, path: str) -> None:
    """Addresses that nobody links to."""
    clean = path.encode("utf-8", "replace").decode()
    for start in ("/", "/j/", f"{hall.address}/", f"{hall.address}/picture/", "/j?code="):
        answer = hall.somebody().ask("GET", start + _quoted(clean))
        assert answer.status_code < 500
        assert "text/html" in answer.headers["content-type"] or answer.status_code < 400


def _quoted(path: str) -> str:
    return "".join(
        c if c.isalnum() and c.isascii() else "".join(f"%{b:02x}" for b in c.encode()) for c in path
    )


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_answered(hall: Hall, method: str) -> None:
    """HEAD like GET without a body, the others with a 405 of ours."""
    answer = hall.somebody().ask(method, hall.address)
    assert (200 if method == "HEAD" else 405) == answer.status_code


@pytest.mark.parametrize(
    "address", ["/", "/j", "/j/{code}", "/j/{code}/so-far", "/j/{code}/none", "/j/NONONO", "/x"]
)
def test_every_page_has_the_safe_headers(hall: Hall, address: str) -> None:
    """No inline script, no framing by others, no sniffing, no keeping; nothing from elsewhere."""
    page = hall.resident().get(address.format(code=hall.code))
    headers = page.answer.headers
    assert "unsafe" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert ("nosniff", "no-store") == (headers["x-content-type-options"], headers["cache-control"])
    html = page.answer.text
    assert not [
        part
        for part in ("onclick=", "onload=", " style=", "<script>", "http://", "https://")
        if part in html.replace("http://www.w3.org/", "")
    ]


def test_the_style_is_the_one_that_is_allowed(hall: Hall) -> None:
    """Its hash stands in the policy, or the page would be bare."""
    import base64
    import hashlib
    import re

    page = hall.resident().look()
    style = re.search(r"<style>(.*?)</style>", page.answer.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page.answer.headers["content-security-policy"]


def test_an_old_script_is_answered_with_the_new_one(hall: Hall) -> None:
    """A page that lay open over an update goes on; only the right name is kept for good."""
    somebody = hall.somebody()
    html = somebody.look().answer.text
    address = html.partition('<script src="')[2].partition('"')[0]
    assert "immutable" in somebody.ask("GET", address).headers["cache-control"]
    old = somebody.ask("GET", "/j/-/phone-000000000000.js")
    assert (200, "no-cache") == (old.status_code, old.headers["cache-control"])


def test_search_engines_stay_out(hall: Hall) -> None:
    """And browsers that ask for an icon get one."""
    assert "Disallow: /" in hall.somebody().ask("GET", "/robots.txt").text
    assert "image/svg+xml" == hall.somebody().ask("GET", "/favicon.ico").headers["content-type"]


def test_refusals_of_strangers_are_in_their_language(hall: Hall) -> None:
    """A foreign page's victim reads Swedish."""
    page = hall.somebody("sv").post(f"{hall.address}/join", headers={"origin": "https://elsewhere.example"})
    assert said(words("sv"), "bad_origin") in page.text
