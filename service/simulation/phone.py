"""One simulated phone: its own cookies, forms as a browser sends them, and patience when the server is away."""

import contextlib
import http.client
import json
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode, urlsplit

ANSWERS_WITHIN = 20.0
SILENT_FOR = 40.0
"""Seconds without a sign of life after which a stream is taken for lost; the server gives one every 15 to 16."""
GIVES_UP_AFTER = 180.0
"""Seconds a phone goes on trying: a killed server is started again by people."""
LONGEST_PAUSE = 2.0
IDLE = 2.0
"""Seconds after which a quiet connection is not used again: the server may have closed it by now."""

_LOST = (OSError, http.client.HTTPException)


class GaveUp(Exception):
    """The server stayed away, or everything was stopped."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`refused`: the key of the refusal, empty when it was saved."""

    refused: str = ""

    @property
    def saved(self) -> bool:
        return not self.refused


@dataclass(frozen=True, slots=True)
class _Page:
    status: int
    text: str


class Phone:
    """Belongs to one thread at a time. `retried` counts the requests that had to be sent again."""

    def __init__(self, address: str, code: str, language: str, stop: threading.Event) -> None:
        self._address = urlsplit(address)
        self._path = f"/j/{code}"
        self.language = language
        self._stop = stop
        self._cookies: dict[str, str] = {}
        self._line: http.client.HTTPConnection | None = None
        self._used_at = 0.0
        self.retried = 0

    def join(self) -> None:
        """Raises GaveUp."""
        self._insist("POST", f"{self._path}/join", {"language": self.language})

    def look(self, page: str = "") -> str:
        """What is on now, or another page. Raises GaveUp."""
        return self._insist("GET", self._path + page).text

    def send(self, action: str, fields: dict[str, str]) -> Answer:
        """Send a form until the server has said yes or no to it. Raises GaveUp."""
        return _answer(self._insist("POST", action, fields))

    def give(self, activity: str, fields: dict[str, str]) -> Answer:
        return self.send(f"{self._path}/a/{activity}", fields)

    def versions(self) -> Iterator[str]:
        """What the stream tells, for ever: it is opened again whenever it breaks. Raises GaveUp when stopped."""
        while True:
            with contextlib.suppress(*_LOST):
                yield from self._stream()
            self.rest(random.uniform(0.3, LONGEST_PAUSE))

    @property
    def cookies(self) -> dict[str, str]:
        return dict(self._cookies)

    def take_cookies_of(self, other: "Phone") -> None:
        """Be the same phone on a second line."""
        self._cookies = other.cookies

    def hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _stream(self) -> Iterator[str]:
        line = http.client.HTTPConnection(self._address.netloc, timeout=SILENT_FOR)
        try:
            line.request("GET", f"{self._path}/events", headers=self._headers("text/event-stream"))
            answer = line.getresponse()
            while answer.status == 200 and (row := answer.readline()):
                if row.startswith(b"data:") and b'"v"' in row:
                    yield row.decode()
        finally:
            line.close()

    def _insist(self, method: str, path: str, fields: dict[str, str] | None = None) -> _Page:
        until, pause = time.monotonic() + GIVES_UP_AFTER, 0.1
        while True:
            try:
                page = self._request(method, path, fields)
                if page.status < 500:
                    return page
            except _LOST:
                self.hang_up()
            if time.monotonic() > until:
                raise GaveUp()
            self.retried += 1
            self.rest(pause * random.uniform(0.5, 1.5))
            pause = min(2 * pause, LONGEST_PAUSE)

    def _request(self, method: str, path: str, fields: dict[str, str] | None) -> _Page:
        line = self._open_line()
        wants = "text/html" if fields is None else "application/json"
        body = None if fields is None else urlencode(fields)
        line.request(method, path, body, self._headers(wants, is_form=fields is not None))
        answer = line.getresponse()
        text = answer.read().decode(errors="replace")
        self._keep_cookies(answer.headers.get_all("Set-Cookie") or [])
        return _Page(answer.status, text)

    def _open_line(self) -> http.client.HTTPConnection:
        if time.monotonic() - self._used_at > IDLE:
            self.hang_up()
        if self._line is None:
            self._line = http.client.HTTPConnection(self._address.netloc, timeout=ANSWERS_WITHIN)
        self._used_at = time.monotonic()
        return self._line

    def _headers(self, accept: str, is_form: bool = False) -> dict[str, str]:
        headers = {"Accept": accept, "Accept-Language": self.language}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if is_form:
            headers["Origin"] = f"{self._address.scheme}://{self._address.netloc}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return headers

    def _keep_cookies(self, lines: list[str]) -> None:
        for line in lines:
            try:
                found = SimpleCookie(line)
            except CookieError:
                continue
            self._cookies.update({name: morsel.value for name, morsel in found.items()})

    def rest(self, seconds: float) -> None:
        """Raises GaveUp when everything is stopped."""
        if self._stop.wait(seconds):
            raise GaveUp()


def _answer(page: _Page) -> Answer:
    try:
        found = json.loads(page.text)
    except ValueError:
        found = None
    if isinstance(found, dict) and found.get("saved") is True:
        return Answer()
    return Answer(str(found.get("refused", "refused")) if isinstance(found, dict) else "refused")
