"""Requests that somebody could send: what our pages send, that with something changed, and pure noise."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st
from itsdangerous import Signer
from starlette.routing import Route

from facilitation.model import Workshop
from phone.application import all_routes
from phone.identity import COOKIE
from service.commands import COMMANDS
from service.control import PATH, TOKEN_HEADER, doorbell

STREAMS = ("/j/{code}/events", "/live/{code}/room")
FOREIGN = ("https://elsewhere.example", "null", "http://ilta.example.elsewhere.example")
PHONES_STORE = ("/join", "/language", "/a/")
HOST = "ilta.example"
LARGE = ((b"x", 70_000), (b"[", 5_000), (b"a=1&", 3_000))
ON = "{on}"
"""In a path: the step that is on when it is sent."""

noise = st.text(max_size=40) | st.sampled_from(
    [
        "",
        "0",
        "-1",
        "1e309",
        "\x00",
        "\u202e",
        "../..",
        "%00",
        "ä" * 300,
        "<script>",
        "{{7*7}}",
        "=1+1",
        "null",
        "1",
    ]
)
names = st.sampled_from(
    ["text", "key", "done", "choice", "act", "project", "field", "holds", "line", "days", "mark", "day", "time", "kind",
     "m_o1", "m_", "offer_", "name", "contact", "on_screen", "in_summary", "s_0", "q_0", "language", "next", "password",
     "again", "month", "week", "year", "season"]
)  # fmt: skip
acts = st.sampled_from(
    ["seat", "pen", "write", "line", "support", "fits", "agree", "idea", "1", "0", "what", "when"]
)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | noise,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(noise, inner, max_size=3),
    max_leaves=6,
)


@dataclass(frozen=True)
class Sent:
    """One request. `who`: nobody, resident, forger; `origin` empty: none is sent."""

    method: str
    path: str
    query: str
    who: str
    origin: str
    content_type: str
    accept: str
    body: bytes
    more: tuple[tuple[str, str], ...]
    has_token: bool

    @property
    def wants_a_stream(self) -> bool:
        return self.path.endswith(("/events", "/room"))

    @property
    def may_store(self) -> bool:
        """A form of our own page, to an address where phones give something."""
        there = any(part in self.path for part in PHONES_STORE)
        return self.method == "POST" and there and self.origin not in FOREIGN

    @property
    def may_take_away(self) -> bool:
        """Whoever has a cookie may take their answers away at any time; the button says nothing but that."""
        return self.method == "POST" and self.path.endswith("/mine/away") and self.origin not in FOREIGN

    def scope(self, evening: Any) -> dict[str, Any]:
        """As it comes to the server of this evening."""
        bell = doorbell(evening.house.folder)
        return self.scope_of(evening.reader.workshop, bell.token if bell else "")

    def scope_of(self, workshop: Workshop, token: str) -> dict[str, Any]:
        headers = {
            "host": HOST,
            "origin": self.origin,
            "content-type": self.content_type,
            "content-length": str(len(self.body)),
            "accept": self.accept,
            "cookie": _cookie(self.who, workshop),
            **dict(self.more),
        }
        if self.has_token:
            headers |= {"host": "127.0.0.1", "origin": "", TOKEN_HEADER: token}
        raw = [(k.lower().encode("latin-1"), v.encode("utf-8", "replace")) for k, v in headers.items() if v]
        path = self.path.replace(ON, workshop.current).encode("utf-8", "replace").decode()
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": self.method,
            "scheme": "http",
            "path": path,
            "raw_path": quote(path).encode(),
            "query_string": self.query.encode("utf-8", "replace"),
            "root_path": "",
            "headers": raw,
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", 80),
            "state": {},
            "extensions": {},
        }


def requests(code: str, steps: tuple[str, ...]) -> st.SearchStrategy[Sent]:
    """To the workshop of this code, whose agenda has these steps."""
    sorts = (_forms(code, steps), _anything(code), _commands(code))
    return st.sampled_from([0, 0, 0, 0, 0, 1, 1, 2]).flatmap(sorts.__getitem__)


def _forms(code: str, steps: tuple[str, ...]) -> st.SearchStrategy[Sent]:
    """What a phone would send, more or less."""
    values = st.one_of(
        noise, acts, st.sampled_from(["p1", "p2", "a-right-key", "fi", "sv", "2030-05-05", "1", "2"])
    )
    made_up = st.dictionaries(st.one_of(names, names, noise), values, max_size=6)
    fields = st.one_of(
        made_up, st.builds(_with, st.sampled_from(OURS), st.dictionaries(names, noise, max_size=1))
    )
    to_steps = [f"/j/{code}/a/{step}" for step in steps]
    others = [f"/j/{code}/join", f"/j/{code}/language", "/language", "/desk/sign-in"]
    on = [f"/j/{code}/a/{ON}"] * 2 * len(steps)
    where = st.sampled_from([*on, *to_steps, *(f"{to}/withdraw" for to in to_steps), *others])
    return st.builds(
        Sent,
        method=st.just("POST"),
        path=where,
        query=st.just(""),
        who=st.sampled_from(["resident"] * 12 + ["nobody", "forger"]),
        origin=st.sampled_from([*["", f"http://{HOST}"] * 6, *FOREIGN]),
        content_type=st.just("application/x-www-form-urlencoded"),
        accept=st.sampled_from(["text/html", "application/json"]),
        body=fields.map(_urlencoded),
        more=st.just(()),
        has_token=st.just(False),
    )


def _anything(code: str) -> st.SearchStrategy[Sent]:
    """Every route and other addresses, every method, any body under any name."""
    templates = [route.path for route in all_routes() if isinstance(route, Route)]
    known = st.builds(
        _filled, st.sampled_from([*templates, *STREAMS]), st.one_of(st.just(code), noise), noise
    )
    return st.builds(
        Sent,
        method=st.sampled_from(
            ["GET", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "X"]
        ),
        path=known | noise.map(lambda text: f"/{text}"),
        query=noise | st.dictionaries(names, noise, max_size=3).map(lambda d: _urlencoded(d).decode()),
        who=st.sampled_from(["nobody", "resident", "forger"]),
        origin=st.sampled_from(["", *FOREIGN]) | noise.map(lambda t: t.replace("\n", "").replace("\r", "")),
        content_type=st.sampled_from(
            [
                "",
                "application/json",
                "multipart/form-data",
                "multipart/form-data; boundary=b",
                "text/plain",
                "application/x-www-form-urlencoded; charset=utf-7",
            ]
        ),
        accept=st.sampled_from(["", "*/*", "application/json", "text/event-stream"]),
        body=st.binary(max_size=300) | st.sampled_from(LARGE).map(lambda large: large[0] * large[1]),
        more=st.lists(_headers, max_size=2).map(tuple),
        has_token=st.just(False),
    )


_headers = st.tuples(
    st.sampled_from(
        ["x-forwarded-for", "x-forwarded-proto", "forwarded", "referer", "sec-fetch-site", "accept-language", "x-want",
         "if-none-match", "range", "host", "content-length", "transfer-encoding", "cookie", "accept-encoding"]
    ),
    noise.map(lambda text: text.replace("\n", "").replace("\r", "")),
)  # fmt: skip


def _commands(code: str) -> st.SearchStrategy[Sent]:
    """By somebody who has the token: any command with any arguments."""
    arguments = st.dictionaries(
        st.sampled_from(["code", "verb", "go", "kind", "arguments", "activity", "text", "format", "language", "drawn",
                         "title", "template", "snapshot"]),
        junk | st.sampled_from([code, "next", "perform", "configure", "ideas", "pdf"]),
        max_size=4,
    )  # fmt: skip
    given = st.fixed_dictionaries({"code": st.just(code), "arguments": junk | st.just({})})
    body = st.fixed_dictionaries(
        {
            "command": st.sampled_from([*sorted(set(COMMANDS) - SLOW), "none"]),
            "arguments": arguments | given | junk,
        }
    )
    return st.builds(
        Sent,
        method=st.just("POST"),
        path=st.just(PATH),
        query=st.just(""),
        who=st.just("nobody"),
        origin=st.just(""),
        content_type=st.just("application/json"),
        accept=st.just(""),
        body=body.map(_json) | st.binary(max_size=100) | st.just(b'{"a":' * 3_000),
        more=st.just(()),
        has_token=st.booleans(),
    )


_FORM = {"text": "Kirsikkapuisto", "key": "a-right-key", "choice": "0", "m_a-right-key": "1", "s_0": "4",
         "a_0": "Kahvi", "name": "Aino", "language": "sv"}  # fmt: skip
_ACTS: tuple[dict[str, str], ...] = (
    {},
    {"act": "seat", "project": "p1"},
    {"act": "pen", "project": "p1", "holds": "1"},
    {"act": "line", "project": "p1", "field": "why", "key": "a-line-key"},
    {"act": "support", "project": "p1", "line": "a-line-key"},
    {"act": "write", "project": "p1", "field": "what", "what": "Penkki pihaan"},
    {"act": "agree", "project": "p1", "mark": "1"},
)
OURS = tuple({**_FORM, **act} for act in _ACTS)
"""What our own pages send, for every step at once: each reads its own fields."""


def _with(form: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    """With a field changed, or none."""
    return {**form, **more}


SLOW = {"report", "restore", "backup", "snapshots", "delete"}
"""Commands that write a file each time; they have their own tests. Those that remove the workshop would end it all."""


def _json(value: Any) -> bytes:
    import json

    return json.dumps(value).encode("utf-8", "replace")


def _urlencoded(fields: dict[str, str]) -> bytes:
    encodable = {k.encode("utf-8", "replace"): v.encode("utf-8", "replace") for k, v in fields.items()}
    return urlencode(encodable).encode()


def _filled(template: str, code: str, other: str) -> str:
    import re

    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: code if found[1] == "code" else other, template)


def _cookie(who: str, workshop: Workshop) -> str:
    signed = Signer(workshop.secret, salt=f"participant-{workshop.code}").sign("aino-aino-aino").decode()
    return {"resident": f"{COOKIE}={signed}", "forger": f"{COOKIE}={signed[:-3]}AAA"}.get(who, "")
