"""Phones without a screen: each votes once, and knows whether its ballot was acknowledged."""

import contextlib
import http.client
import json
import threading
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.browser.evening import Evening

HANDS = 4
"""Ballots under way at once."""
ANSWERS_WITHIN = 30.0

_LOST = (OSError, http.client.HTTPException)


@dataclass
class Voter:
    """`said`: what it was told of its ballot; empty as long as it was told nothing."""

    evening: Evening
    cookie: str = ""
    said: str = ""

    def join(self) -> None:
        answer = self._post("join", {})
        self.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]

    def vote(self, step: str, option: str) -> None:
        answer = self._post(f"a/{step}", {f"m_{option}": "1"})
        self.said = "saved" if json.loads(answer.read()).get("saved") else "refused"

    def shows_its_ballot(self) -> bool:
        """Whether the phone's page, opened anew, has it."""
        return b" checked" in self._ask("GET", "", None).read()

    def _post(self, where: str, form: dict[str, str]) -> http.client.HTTPResponse:
        return self._ask("POST", f"/{where}", urlencode(form))

    def _ask(self, method: str, where: str, body: str | None) -> http.client.HTTPResponse:
        line = http.client.HTTPConnection("127.0.0.1", self.evening.server.port, timeout=ANSWERS_WITHIN)
        headers = {"Accept": "application/json", "Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, f"/j/{self.evening.code}{where}", body, headers)
        return line.getresponse()


class Crowd:
    """Comes in and votes, one after the other, until the line breaks."""

    def __init__(self, evening: Evening, step: str, option: str) -> None:
        self.voters: list[Voter] = []
        self._evening, self._step, self._option = evening, step, option
        self._told = threading.Condition()
        self._hands = [threading.Thread(target=self._vote_until_the_line_breaks) for _ in range(HANDS)]

    def __enter__(self) -> "Crowd":
        for hand in self._hands:
            hand.start()
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self._hands:
            hand.join()

    def wait_for(self, ballots: int) -> None:
        """Until so many were acknowledged."""
        with self._told:
            assert self._told.wait_for(lambda: len(self.acknowledged) >= ballots, ANSWERS_WITHIN)

    @property
    def acknowledged(self) -> list[Voter]:
        return [voter for voter in self.voters if voter.said == "saved"]

    @property
    def left_in_doubt(self) -> list[Voter]:
        """Those who sent a ballot and never heard of it."""
        return [voter for voter in self.voters if voter.cookie and not voter.said]

    def _vote_until_the_line_breaks(self) -> None:
        with contextlib.suppress(*_LOST):
            while True:
                voter = Voter(self._evening)
                self.voters.append(voter)
                voter.join()
                voter.vote(self._step, self._option)
                with self._told:
                    self._told.notify_all()
